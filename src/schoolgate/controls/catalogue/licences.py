"""Is any program used more often than it was paid for?"""

from datetime import date

from schoolgate.controls.answers import counted
from schoolgate.controls.contract import Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Counted

_DAY, _TODAY = date(2026, 11, 2), date(2026, 11, 3)


@control(
    title="No more copies are used than were bought",
    topics=("software-licensing.licensed",),
    owner="it-lead",
    rhythm="termly",
    examples=(
        Example(
            "All are within their number.", _TODAY, {"registers.licences": Counted(20, 20, 0, 0, _DAY)}, Standing.KEPT
        ),
        Example(
            "One has 32 copies of 30.", _TODAY, {"registers.licences": Counted(20, 19, 1, 0, _DAY)}, Standing.BROKEN
        ),
        Example(
            "Nobody can find the papers of one.",
            _TODAY,
            {"registers.licences": Counted(20, 19, 0, 1, _DAY)},
            Standing.NOT_KNOWN,
        ),
        Example(
            "Nothing was counted: an empty list shows nothing.",
            _TODAY,
            {"registers.licences": Counted(0, 0, 0, 0, _DAY)},
            Standing.NOT_KNOWN,
        ),
        Example(
            "The count is too old to speak for today.",
            date(2027, 6, 1),
            {"registers.licences": Counted(20, 20, 0, 0, _DAY)},
            Standing.NOT_KNOWN,
        ),
    ),
)
def judge(*, licences: Counted | None, today: date) -> Finding | None:
    return counted(
        licences,
        today,
        things="products",
        good="are within what was bought",
        late="used more often than was bought",
        unknown="with no licence to show",
        days=92,
    )
