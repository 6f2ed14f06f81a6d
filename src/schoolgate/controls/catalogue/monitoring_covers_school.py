"""Is every class and kind of device seen, or is it known why not? Silence is never safety."""

from datetime import date

from schoolgate.controls.answers import counted
from schoolgate.controls.contract import Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Counted

_DAY, _TODAY = date(2026, 11, 2), date(2026, 11, 3)


@control(
    title="Every class and kind of device is seen, or it is known why not",
    topics=("monitoring.in-place",),
    owner="dsl",
    rhythm="daily",
    examples=(
        Example(
            "All are.",
            _TODAY,
            {"monitoring.covered": Counted(9, 9, 0, 0, _DAY)},
            Standing.KEPT,
        ),
        Example(
            "Devices were on the network and nothing was logged.",
            _TODAY,
            {"monitoring.covered": Counted(9, 8, 1, 0, _DAY)},
            Standing.BROKEN,
        ),
        Example(
            "A trolley has been silent for a week.",
            _TODAY,
            {"monitoring.covered": Counted(9, 8, 0, 1, _DAY)},
            Standing.NOT_KNOWN,
        ),
    ),
)
def judge(*, covered: Counted | None, today: date) -> Finding | None:
    return counted(
        covered,
        today,
        things="classes and kinds of device",
        good="were seen, or it is known why not",
        late="went round what is monitored",
        unknown="silent, and nothing says why",
        days=3,
    )
