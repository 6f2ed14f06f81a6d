"""Is whoever asks for a site answered in time? A lesson that waits a week has been over for six days."""

from datetime import date

from schoolgate.controls.answers import counted
from schoolgate.controls.contract import Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Counted

_DAY, _TODAY = date(2026, 11, 2), date(2026, 11, 3)


@control(
    title="Sites that are asked for are answered within a school day",
    topics=("filter-change.requests",),
    owner="online-safety-lead",
    rhythm="weekly",
    examples=(
        Example("All nine were.", _TODAY, {"filtering.sites_asked": Counted(9, 9, 0, 0, _DAY)}, Standing.KEPT),
        Example(
            "Two waited longer, or wait still.",
            _TODAY,
            {"filtering.sites_asked": Counted(9, 7, 2, 0, _DAY)},
            Standing.BROKEN,
        ),
        Example(
            "Nobody has asked. Whoever counts was told of none, which is an answer.",
            _TODAY,
            {"filtering.sites_asked": Counted(0, 0, 0, 0, _DAY)},
            Standing.KEPT,
        ),
        Example(
            "The count is too old to speak for today.",
            date(2027, 1, 11),
            {"filtering.sites_asked": Counted(9, 9, 0, 0, _DAY)},
            Standing.NOT_KNOWN,
        ),
    ),
)
def judge(*, sites_asked: Counted | None, today: date) -> Finding | None:
    return counted(
        sites_asked,
        today,
        things="sites asked for",
        good="were answered within a school day",
        late="waited longer",
        unknown="with no answer on record",
        none="Nobody has asked for a site.",
    )
