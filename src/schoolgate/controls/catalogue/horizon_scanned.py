"""Did somebody look for new risks and new guidance this week, or the lead stays up to date by chance?"""

from datetime import date

from schoolgate.controls.answers import day, lasting, speaks_of
from schoolgate.controls.contract import Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Looked, PromiseFacts

_ABOUT = r"up.to.date|aware|keeps? up|current|emerging|\bnew\b|latest|develop"


def _promise(text: str) -> PromiseFacts:
    return PromiseFacts(text, (), ("roles-assigned.advice",), ("online-safety-lead",))


_KEEPS_UP = _promise("The lead keeps up to date with new risks.")


@control(
    title="New risks and guidance are looked for each week",
    topics=("roles-assigned.advice",),
    owner="online-safety-lead",
    rhythm="weekly",
    examples=(
        Example(
            "Looked on Monday, and passed two things on.",
            date(2026, 11, 5),
            {"policy.promise": _KEEPS_UP, "registers.horizon": Looked(date(2026, 11, 2), date(2026, 11, 9), 2)},
            Standing.KEPT,
        ),
        Example(
            "Nobody has looked since.",
            date(2026, 11, 10),
            {"policy.promise": _KEEPS_UP, "registers.horizon": Looked(date(2026, 11, 2), date(2026, 11, 9))},
            Standing.NOT_KNOWN,
        ),
        Example(
            "The promise is about something else.",
            date(2026, 11, 5),
            {
                "policy.promise": _promise("The lead advises teachers."),
                "registers.horizon": Looked(date(2026, 11, 2), date(2026, 11, 9)),
            },
            None,
        ),
        Example(
            "Looked today, and found nothing new.",
            date(2026, 11, 2),
            {"policy.promise": _KEEPS_UP, "registers.horizon": Looked(date(2026, 11, 2), date(2026, 11, 9))},
            Standing.KEPT,
        ),
    ),
)
def judge(*, promise: PromiseFacts | None, horizon: Looked | None, today: date) -> Finding | None:
    if horizon is None or horizon.on > today or not speaks_of(promise, _ABOUT):
        return None
    came = {0: "nothing new was found", 1: "one thing was passed on"}.get(
        horizon.found, f"{horizon.found} things were passed on"
    )
    said = f"New risks and guidance were last looked for on {day(horizon.on)}, and {came}."
    return lasting(Finding(Standing.KEPT, said), horizon.until, today)
