"""Does the person it binds say that it is kept? Asked only of a promise nothing else has anything to say of."""

from dataclasses import replace
from datetime import date

from schoolgate.controls.answers import confirmed as as_confirmed
from schoolgate.controls.answers import day, lasting
from schoolgate.controls.contract import ANY_TOPIC, Ask, Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Confirmed

# The person it binds is asked; the head, where it binds a whole body of people or nobody in particular.
_ASK = Ask("Say whether this promise is kept, for this term", "head", "promise.confirmed", 1)
_SAID = Confirmed("Ada Okoro", "online-safety-lead", date(2026, 10, 6), date(2026, 12, 18))


@control(
    title="The person it binds confirms it",
    topics=ANY_TOPIC,
    owner="head",
    rhythm="termly",
    ask=_ASK,
    fallback=True,
    examples=(
        Example("Confirmed in October.", date(2026, 11, 3), {"promise.confirmed": _SAID}, Standing.DECLARED),
        Example("It lapses with the term.", date(2027, 1, 11), {"promise.confirmed": _SAID}, Standing.NOT_KNOWN),
        Example(
            "They say that it is not kept.",
            date(2026, 11, 3),
            {"promise.confirmed": replace(_SAID, so=False)},
            Standing.BROKEN,
        ),
        Example(
            "They say that there is nothing here that it could apply to.",
            date(2026, 11, 3),
            {"promise.confirmed": replace(_SAID, nothing=True)},
            Standing.NOT_APPLICABLE,
        ),
        Example("Nobody has said anything yet.", date(2026, 11, 3), {}, None),
        Example("Confirmed this morning.", date(2026, 10, 6), {"promise.confirmed": _SAID}, Standing.DECLARED),
    ),
)
def judge(*, confirmed: Confirmed | None, today: date) -> Finding | None:
    if confirmed is None or confirmed.on > today:
        return None
    if confirmed.so and confirmed.nothing:
        said = f"{confirmed.by} said on {day(confirmed.on)} that it doesn’t apply here."
        return lasting(Finding(Standing.NOT_APPLICABLE, said), confirmed.until, today)
    return as_confirmed(confirmed, today)
