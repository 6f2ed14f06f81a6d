"""Does a screen lock by itself when it is left?"""

from datetime import date

from schoolgate.controls.answers import counted
from schoolgate.controls.contract import Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Counted

_DAY, _TODAY = date(2026, 11, 2), date(2026, 11, 3)


@control(
    title="Devices lock themselves when left",
    topics=("access-rights.locked",),
    owner="it-lead",
    rhythm="termly",
    examples=(
        Example("All do.", _TODAY, {"devices.locked": Counted(31, 31, 0, 0, _DAY)}, Standing.KEPT),
        Example(
            "The hall’s computer stays open.", _TODAY, {"devices.locked": Counted(31, 30, 1, 0, _DAY)}, Standing.BROKEN
        ),
        Example(
            "Two were not heard from.", _TODAY, {"devices.locked": Counted(31, 29, 0, 2, _DAY)}, Standing.NOT_KNOWN
        ),
        Example(
            "Nothing was counted: an empty list shows nothing.",
            _TODAY,
            {"devices.locked": Counted(0, 0, 0, 0, _DAY)},
            Standing.NOT_KNOWN,
        ),
        Example(
            "The count is too old to speak for today.",
            date(2027, 6, 1),
            {"devices.locked": Counted(31, 31, 0, 0, _DAY)},
            Standing.NOT_KNOWN,
        ),
    ),
)
def judge(*, locked: Counted | None, today: date) -> Finding | None:
    return counted(
        locked,
        today,
        things="devices",
        good="lock themselves when left",
        late="stay open",
        unknown="not heard from",
        days=31,
    )
