"""Were alerts opened in time? Software that nobody reads protects nobody."""

from datetime import date

from schoolgate.controls.answers import counted
from schoolgate.controls.contract import Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Counted

_DAY, _TODAY = date(2026, 11, 2), date(2026, 11, 3)


@control(
    title="Alerts are opened in time",
    topics=(
        "monitoring.reviewed",
        "monitoring.in-place",
    ),
    owner="dsl",
    rhythm="daily",
    examples=(
        Example(
            "All were.",
            _TODAY,
            {"monitoring.alerts_opened": Counted(7, 7, 0, 0, _DAY)},
            Standing.KEPT,
        ),
        Example(
            "One was opened too late, or still waits.",
            _TODAY,
            {"monitoring.alerts_opened": Counted(7, 6, 1, 0, _DAY)},
            Standing.BROKEN,
        ),
    ),
)
def judge(*, alerts_opened: Counted | None, today: date) -> Finding | None:
    return counted(
        alerts_opened,
        today,
        things="alerts",
        good="were opened in time",
        late="opened too late or not yet",
        unknown="still in time",
        days=3,
        none="No alert came.",
    )
