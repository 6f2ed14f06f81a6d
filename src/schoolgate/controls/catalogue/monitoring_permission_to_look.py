"""Is it agreed who may look at which report, what for and until when?"""

from datetime import date, timedelta
from typing import Final

from schoolgate.controls.answers import day, lasting, speaks_of
from schoolgate.controls.contract import Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Permissions, PromiseFacts

_ABOUT: Final = r"report(ing)? function|may (be )?(view|look|see)|who (may|can)|viewed"
_DAY, _TODAY = date(2026, 11, 2), date(2026, 11, 3)
_SPEAKS: Final = timedelta(days=7)


def _said(live: int, waiting: int, lapsed: int) -> dict[str, Permissions]:
    return {"monitoring.permissions": Permissions(live, waiting, lapsed, _DAY, date(2027, 7, 20) if live else None)}


@control(
    title="It is agreed who may look at web activity, and until when",
    topics=("monitoring.who-may-view", "governor-reporting.regular"),
    owner="head",
    rhythm="termly",
    examples=(
        Example("Three are in force.", _TODAY, _said(3, 0, 0), Standing.KEPT),
        Example("One ran out and was not agreed anew.", _TODAY, _said(2, 0, 1), Standing.BROKEN),
        Example("One waits for the governor, the others hold.", _TODAY, _said(2, 1, 0), Standing.KEPT),
        Example("The first waits for the governor.", _TODAY, _said(0, 1, 0), Standing.NOT_KNOWN),
        Example("Nobody agreed any yet.", _TODAY, _said(0, 0, 0), Standing.NOT_KNOWN),
        Example("It is too old to speak for today.", date(2026, 12, 1), _said(3, 0, 0), Standing.NOT_KNOWN),
        Example(
            "The promise is about what governors are told.",
            _TODAY,
            {
                "policy.promise": PromiseFacts(
                    "The lead reports to governors each term.", (), ("governor-reporting.regular",), ()
                ),
                **_said(3, 0, 0),
            },
            None,
        ),
    ),
)
def judge(*, promise: PromiseFacts | None, permissions: Permissions | None, today: date) -> Finding | None:
    if permissions is None or permissions.on > today or not speaks_of(promise, _ABOUT):
        return None
    given = permissions
    waits = f"; {given.waiting} to be agreed" if given.waiting else ""
    if given.lapsed:
        said = f"{given.lapsed} ran out and nobody agreed to another; {given.live} in force{waits}."
        return lasting(Finding(Standing.BROKEN, f"Permissions to look: {said}"), given.on + _SPEAKS, today)
    if not given.live:
        return Finding(Standing.NOT_KNOWN, f"No permission to look is in force{waits or ' or was proposed'}.")
    until = min(given.on + _SPEAKS, given.soonest or date.max)
    said = f"{given.live} in force, each agreed by the headteacher and a governor{waits}"
    said += f"; the first ends on {day(given.soonest)}." if given.soonest else "."
    return lasting(Finding(Standing.KEPT, f"Permissions to look: {said}"), until, today)
