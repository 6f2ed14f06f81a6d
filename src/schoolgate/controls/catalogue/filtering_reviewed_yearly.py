"""Were filtering and monitoring reviewed together this year, by all who should be there?"""

from dataclasses import replace
from datetime import date

from schoolgate.controls.answers import asked
from schoolgate.controls.contract import Ask, Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Confirmed

_ASK = Ask(
    "Review filtering and monitoring with a senior leader, IT support and a governor, and attach the note",
    "dsl",
    "filtering.reviewed",
    30,
)
_DONE = Confirmed("Priya Nair", "dsl", date(2026, 10, 6), date(2027, 10, 6))


@control(
    title="Filtering and monitoring are reviewed each year",
    topics=("monitoring.effectiveness-review",),
    owner="dsl",
    rhythm="yearly",
    ask=_ASK,
    examples=(
        Example(
            "Reviewed in October, with the note.",
            date(2026, 11, 3),
            {"filtering.reviewed": replace(_DONE, attached=1)},
            Standing.DECLARED,
        ),
        Example("A year later it is due again.", date(2027, 10, 7), {"filtering.reviewed": _DONE}, Standing.NOT_KNOWN),
        Example(
            "The review found the school not covered.",
            date(2026, 11, 3),
            {"filtering.reviewed": replace(_DONE, so=False)},
            Standing.BROKEN,
        ),
    ),
)
def judge(*, reviewed: Confirmed | None, today: date) -> Finding:
    return asked(reviewed, _ASK, "yearly", today)
