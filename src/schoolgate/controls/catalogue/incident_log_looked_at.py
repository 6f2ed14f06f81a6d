"""Did somebody look through the incident log this week, even where there was nothing in it?"""

from dataclasses import replace
from datetime import date

from schoolgate.controls.answers import asked
from schoolgate.controls.contract import Ask, Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Confirmed

_ASK = Ask(
    "Look through this week’s incidents: each is written down, and somebody is dealing with it",
    "dsl",
    "incidents.log_looked_at",
    3,
    nothing="Nothing to report",
)
_DONE = Confirmed("Priya Nair", "dsl", date(2026, 11, 2), date(2026, 11, 8))


@control(
    title="The incident log is looked through each week",
    topics=("incident-log.recorded", "incident-log.dealt-with"),
    owner="dsl",
    rhythm="weekly",
    ask=_ASK,
    examples=(
        Example(
            "Nothing to report is an answer too.",
            date(2026, 11, 5),
            {"incidents.log_looked_at": replace(_DONE, nothing=True)},
            Standing.DECLARED,
        ),
        Example(
            "An empty log that nobody opened says nothing.",
            date(2026, 11, 9),
            {"incidents.log_looked_at": _DONE},
            Standing.NOT_KNOWN,
        ),
        Example(
            "One had been left for a fortnight.",
            date(2026, 11, 5),
            {"incidents.log_looked_at": replace(_DONE, so=False)},
            Standing.BROKEN,
        ),
    ),
)
def judge(*, log_looked_at: Confirmed | None, today: date) -> Finding:
    return asked(log_looked_at, _ASK, "weekly", today)
