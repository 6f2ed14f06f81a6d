"""Did somebody read what monitoring said this week? Software that nobody reads protects nobody."""

from dataclasses import replace
from datetime import date

from schoolgate.controls.answers import asked
from schoolgate.controls.contract import Ask, Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Confirmed

_ASK = Ask("Read this week’s monitoring alerts", "dsl", "monitoring.looked_at", 5, nothing="No alerts to report")
_DONE = Confirmed("Priya Nair", "dsl", date(2026, 11, 2), date(2026, 11, 8))


@control(
    title="Monitoring is read and acted on each week",
    topics=("monitoring.reviewed", "monitoring.in-place"),
    owner="dsl",
    rhythm="weekly",
    ask=_ASK,
    examples=(
        Example(
            "There was nothing to report, and the lead signed so.",
            date(2026, 11, 5),
            {"monitoring.looked_at": replace(_DONE, nothing=True)},
            Standing.DECLARED,
        ),
        Example(
            "Nobody has looked since last week.", date(2026, 11, 9), {"monitoring.looked_at": _DONE}, Standing.NOT_KNOWN
        ),
        Example(
            "The alerts had not been coming in.",
            date(2026, 11, 5),
            {"monitoring.looked_at": replace(_DONE, so=False)},
            Standing.BROKEN,
        ),
    ),
)
def judge(*, looked_at: Confirmed | None, today: date) -> Finding:
    return asked(looked_at, _ASK, "weekly", today)
