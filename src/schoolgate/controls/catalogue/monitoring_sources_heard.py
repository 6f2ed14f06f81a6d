"""Do the logs of web activity still come in? A log that has stopped shows no alarm, and looks like a quiet day."""

from datetime import date

from schoolgate.controls.answers import counted
from schoolgate.controls.contract import Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Counted

_DAY, _TODAY = date(2026, 11, 2), date(2026, 11, 3)


@control(
    title="Logs of web activity are coming in",
    topics=("monitoring.in-place",),
    owner="it-lead",
    rhythm="daily",
    examples=(
        Example(
            "Both were heard this lesson.",
            _TODAY,
            {"monitoring.sources": Counted(2, 2, 0, 0, _DAY)},
            Standing.KEPT,
        ),
        Example(
            "One missed a lesson.",
            _TODAY,
            {"monitoring.sources": Counted(2, 1, 1, 0, _DAY)},
            Standing.BROKEN,
        ),
        Example(
            "None was ever added.",
            _TODAY,
            {"monitoring.sources": Counted(0, 0, 0, 0, _DAY)},
            Standing.NOT_KNOWN,
        ),
    ),
)
def judge(*, sources: Counted | None, today: date) -> Finding | None:
    return counted(
        sources,
        today,
        things="sources of web activity",
        good="were heard when they should be",
        late="silent",
        unknown="never heard yet",
        days=3,
    )
