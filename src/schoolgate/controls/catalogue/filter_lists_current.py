"""Are the block lists the filter goes by in date? A list of last year does not know this year's sites."""

from datetime import date

from schoolgate.controls.answers import counted
from schoolgate.controls.contract import Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Counted

_DAY, _TODAY = date(2026, 11, 2), date(2026, 11, 3)


@control(
    title="The filter’s block lists are in date",
    topics=("web-filtering.in-place",),
    owner="it-lead",
    rhythm="weekly",
    examples=(
        Example("All three came this week.", _TODAY, {"filtering.lists": Counted(3, 3, 0, 0, _DAY)}, Standing.KEPT),
        Example(
            "One has been refused for a month, and the copy before it serves on.",
            _TODAY,
            {"filtering.lists": Counted(3, 2, 1, 0, _DAY)},
            Standing.BROKEN,
        ),
        Example(
            "Of one nobody knows how old it is.",
            _TODAY,
            {"filtering.lists": Counted(3, 2, 0, 1, _DAY)},
            Standing.NOT_KNOWN,
        ),
    ),
)
def judge(*, lists: Counted | None, today: date) -> Finding | None:
    return counted(lists, today, things="block lists", good="are in date", late="too old", unknown="of unknown age")
