"""Are virus definitions no older than a week, on every device that can have them?"""

from datetime import date

from schoolgate.controls.answers import counted
from schoolgate.controls.contract import Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Counted

_DAY, _TODAY = date(2026, 11, 2), date(2026, 11, 3)


@control(
    title="Virus protection is no older than a week",
    topics=("antivirus.current",),
    owner="it-lead",
    rhythm="weekly",
    examples=(
        Example("All are.", _TODAY, {"devices.definitions": Counted(31, 31, 0, 0, _DAY)}, Standing.KEPT),
        Example("One is ten days old.", _TODAY, {"devices.definitions": Counted(31, 30, 1, 0, _DAY)}, Standing.BROKEN),
        Example(
            "Four have been in a cupboard.",
            _TODAY,
            {"devices.definitions": Counted(31, 27, 0, 4, _DAY)},
            Standing.NOT_KNOWN,
        ),
        Example(
            "Nothing was counted: an empty list shows nothing.",
            _TODAY,
            {"devices.definitions": Counted(0, 0, 0, 0, _DAY)},
            Standing.NOT_KNOWN,
        ),
        Example(
            "The count is too old to speak for today.",
            date(2027, 6, 1),
            {"devices.definitions": Counted(31, 31, 0, 0, _DAY)},
            Standing.NOT_KNOWN,
        ),
    ),
)
def judge(*, definitions: Counted | None, today: date) -> Finding | None:
    return counted(
        definitions,
        today,
        things="devices",
        good="have definitions no older than a week",
        late="older than that",
        unknown="not heard from",
        days=14,
    )
