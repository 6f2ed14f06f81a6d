"""Is what the head passed on still in date? What was passed on until the end of a term ends with it.

That it ended is no fault, for the head may have it back;
but nobody has said so, and others may think it theirs still.
"""

from datetime import date

from schoolgate.controls.answers import day, lasting
from schoolgate.controls.contract import Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Delegations

_ON = date(2026, 11, 2)


@control(
    title="What the head passed on to others is in date",
    topics=("roles-assigned.head",),
    owner="head",
    rhythm="daily",
    examples=(
        Example(
            "Two are in date until Christmas.",
            _ON,
            {"people.delegations": Delegations(2, 0, _ON, date(2026, 12, 18))},
            Standing.KEPT,
        ),
        Example(
            "One ended and was not given anew.", _ON, {"people.delegations": Delegations(1, 1, _ON)}, Standing.NOT_KNOWN
        ),
        Example("Nothing was passed on.", _ON, {"people.delegations": Delegations(0, 0, _ON)}, None),
        Example(
            "The last of the days is over.",
            date(2026, 12, 19),
            {"people.delegations": Delegations(2, 0, _ON, date(2026, 12, 18))},
            Standing.NOT_KNOWN,
        ),
        Example("One is in date.", _ON, {"people.delegations": Delegations(1, 0, _ON)}, Standing.KEPT),
    ),
)
def judge(*, delegations: Delegations | None, today: date) -> Finding | None:
    if delegations is None or delegations.on > today or not (delegations.live or delegations.lapsed):
        return None
    if delegations.lapsed:
        of = delegations.live + delegations.lapsed
        said = f"{delegations.lapsed} of {of} that the head passed on ended, and nobody has said who has it now."
        return Finding(Standing.NOT_KNOWN, said, stale=True)
    said = f"All {delegations.live} that the head passed on are in date"
    if delegations.live == 1:
        said = "What the head passed on is in date"
    if delegations.soonest is None:
        return Finding(Standing.KEPT, f"{said}.")
    until = delegations.soonest
    return lasting(Finding(Standing.KEPT, f"{said}, the first until {day(until)}."), until, today)
