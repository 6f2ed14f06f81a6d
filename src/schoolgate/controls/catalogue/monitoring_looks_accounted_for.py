"""Does each look at a person rest on a permission, or was the emergency looked into?"""

from datetime import date
from typing import Final

from schoolgate.controls.answers import counted, speaks_of
from schoolgate.controls.contract import Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Counted, PromiseFacts

_ABOUT: Final = r"audit|who (looked|may|can)|view|look|malicious"
_DAY, _TODAY = date(2026, 11, 2), date(2026, 11, 3)


@control(
    title="Every look at somebody’s activity is accounted for",
    topics=("monitoring.who-may-view",),
    owner="dpo",
    rhythm="weekly",
    examples=(
        Example(
            "All rest on a permission.",
            _TODAY,
            {"monitoring.looks": Counted(12, 12, 0, 0, _DAY)},
            Standing.KEPT,
        ),
        Example(
            "Nobody looked.",
            _TODAY,
            {"monitoring.looks": Counted(0, 0, 0, 0, _DAY)},
            Standing.KEPT,
        ),
        Example(
            "An emergency look was not looked into.",
            _TODAY,
            {"monitoring.looks": Counted(12, 11, 1, 0, _DAY)},
            Standing.BROKEN,
        ),
        Example(
            "The promise is about something else.",
            _TODAY,
            {
                "policy.promise": PromiseFacts(
                    "The lead reports to governors each term.", (), ("monitoring.who-may-view",), ()
                ),
                "monitoring.looks": Counted(2, 2, 0, 0, _DAY),
            },
            None,
        ),
    ),
)
def judge(*, promise: PromiseFacts | None, looks: Counted | None, today: date) -> Finding | None:
    if not speaks_of(promise, _ABOUT):
        return None
    return counted(
        looks,
        today,
        things="looks at somebody’s activity",
        good="are accounted for",
        late="emergency looks found wrong, or not looked into in time",
        unknown="emergency looks that the chair has still to look into",
        days=7,
        none="Nobody looked at anybody’s activity.",
    )
