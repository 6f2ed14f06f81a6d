"""Do devices have the updates that are out?"""

from datetime import date

from schoolgate.controls.answers import counted
from schoolgate.controls.contract import Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Counted

_DAY, _TODAY = date(2026, 11, 2), date(2026, 11, 3)


@control(
    title="Devices are kept updated",
    topics=("patching.current",),
    owner="it-lead",
    rhythm="weekly",
    examples=(
        Example(
            "Every device was heard from and is up to date.",
            _TODAY,
            {"devices.patched": Counted(31, 31, 0, 0, _DAY)},
            Standing.KEPT,
        ),
        Example("Two are late.", _TODAY, {"devices.patched": Counted(31, 29, 2, 0, _DAY)}, Standing.BROKEN),
        Example(
            "Two were not heard from: that is never good.",
            _TODAY,
            {"devices.patched": Counted(31, 29, 0, 2, _DAY)},
            Standing.NOT_KNOWN,
        ),
        Example(
            "Nothing was counted: an empty list shows nothing.",
            _TODAY,
            {"devices.patched": Counted(0, 0, 0, 0, _DAY)},
            Standing.NOT_KNOWN,
        ),
        Example(
            "The count is too old to speak for today.",
            date(2027, 6, 1),
            {"devices.patched": Counted(31, 31, 0, 0, _DAY)},
            Standing.NOT_KNOWN,
        ),
    ),
)
def judge(*, patched: Counted | None, today: date) -> Finding | None:
    return counted(
        patched,
        today,
        things="devices",
        good="updated this week",
        late="late",
        unknown="not heard from",
        days=14,
    )
