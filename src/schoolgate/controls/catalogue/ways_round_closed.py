"""Can the filter be got round?"""

from datetime import date

from schoolgate.controls.answers import counted
from schoolgate.controls.contract import Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Counted

_DAY, _TODAY = date(2026, 11, 2), date(2026, 11, 3)


@control(
    title="Ways round the filter are closed",
    topics=("web-filtering.circumvention",),
    owner="it-lead",
    rhythm="termly",
    examples=(
        Example("All were closed.", _TODAY, {"filtering.ways_round": Counted(6, 6, 0, 0, _DAY)}, Standing.KEPT),
        Example("A proxy site opened.", _TODAY, {"filtering.ways_round": Counted(6, 5, 1, 0, _DAY)}, Standing.BROKEN),
        Example(
            "The guest network was not tried.",
            _TODAY,
            {"filtering.ways_round": Counted(6, 5, 0, 1, _DAY)},
            Standing.NOT_KNOWN,
        ),
        Example(
            "Nothing was counted: an empty list shows nothing.",
            _TODAY,
            {"filtering.ways_round": Counted(0, 0, 0, 0, _DAY)},
            Standing.NOT_KNOWN,
        ),
        Example(
            "The count is too old to speak for today.",
            date(2027, 6, 1),
            {"filtering.ways_round": Counted(6, 6, 0, 0, _DAY)},
            Standing.NOT_KNOWN,
        ),
    ),
)
def judge(*, ways_round: Counted | None, today: date) -> Finding | None:
    return counted(
        ways_round,
        today,
        things="ways round the filter",
        good="were closed when tried",
        late="open",
        unknown="could not be tried",
        days=92,
    )
