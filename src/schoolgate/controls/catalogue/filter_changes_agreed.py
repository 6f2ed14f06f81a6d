"""Was each change to the filter agreed by two people?"""

from datetime import date

from schoolgate.controls.answers import counted
from schoolgate.controls.contract import Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Counted

_DAY, _TODAY = date(2026, 11, 2), date(2026, 11, 3)


@control(
    title="Changes to the filter are agreed by two people",
    topics=("filter-change.two-person",),
    owner="head",
    rhythm="termly",
    examples=(
        Example("All five were.", _TODAY, {"filtering.changes_agreed": Counted(5, 5, 0, 0, _DAY)}, Standing.KEPT),
        Example(
            "One was opened after a telephone call.",
            _TODAY,
            {"filtering.changes_agreed": Counted(5, 4, 1, 0, _DAY)},
            Standing.BROKEN,
        ),
        Example(
            "Nobody knows who agreed one.",
            _TODAY,
            {"filtering.changes_agreed": Counted(5, 4, 0, 1, _DAY)},
            Standing.NOT_KNOWN,
        ),
        Example(
            "The filter has not been changed. Whoever counts was told of none, which is an answer.",
            _TODAY,
            {"filtering.changes_agreed": Counted(0, 0, 0, 0, _DAY)},
            Standing.KEPT,
        ),
        Example(
            "The count is too old to speak for today.",
            date(2027, 6, 1),
            {"filtering.changes_agreed": Counted(5, 5, 0, 0, _DAY)},
            Standing.NOT_KNOWN,
        ),
    ),
)
def judge(*, changes_agreed: Counted | None, today: date) -> Finding | None:
    return counted(
        changes_agreed,
        today,
        things="changes to the filter",
        good="were agreed by two people",
        late="made without",
        unknown="with nothing to show",
        days=31,
        none="The filter has not been changed.",
    )
