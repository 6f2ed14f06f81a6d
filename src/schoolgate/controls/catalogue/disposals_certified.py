"""Does a certificate name each device that left?"""

from datetime import date

from schoolgate.controls.answers import counted
from schoolgate.controls.contract import Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Counted

_DAY, _TODAY = date(2026, 11, 2), date(2026, 11, 3)


@control(
    title="Old equipment is wiped, and a certificate says so",
    topics=("asset-disposal.wiped",),
    owner="it-lead",
    rhythm="termly",
    examples=(
        Example(
            "Each serial number is on a certificate.",
            _TODAY,
            {"registers.disposals": Counted(30, 30, 0, 0, _DAY)},
            Standing.KEPT,
        ),
        Example(
            "Two of thirty are on none.", _TODAY, {"registers.disposals": Counted(30, 28, 2, 0, _DAY)}, Standing.BROKEN
        ),
        Example(
            "The van came last week.", _TODAY, {"registers.disposals": Counted(30, 29, 0, 1, _DAY)}, Standing.NOT_KNOWN
        ),
        Example(
            "Nothing has been disposed of. Whoever counts was told of none, which is an answer.",
            _TODAY,
            {"registers.disposals": Counted(0, 0, 0, 0, _DAY)},
            Standing.KEPT,
        ),
        Example(
            "The count is too old to speak for today.",
            date(2027, 6, 1),
            {"registers.disposals": Counted(30, 30, 0, 0, _DAY)},
            Standing.NOT_KNOWN,
        ),
    ),
)
def judge(*, disposals: Counted | None, today: date) -> Finding | None:
    return counted(
        disposals,
        today,
        things="devices disposed of",
        good="have a certificate that names them",
        late="without one for over a month",
        unknown="awaiting one",
        days=92,
        none="Nothing has been disposed of.",
    )
