"""Has each event that asks for an early review had one?

The school's own policy says "or sooner": an incident, a new technology, a new tool, new statutory guidance. There is
time to look at it; a term is more than enough.
"""

from datetime import date, timedelta

from schoolgate.controls.answers import day
from schoolgate.controls.contract import Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import OpenTriggers

_TIME = timedelta(days=30)
_KINDS = {
    "incident": "an incident",
    "technology": "a new technology",
    "ai-tool": "a new artificial intelligence tool",
    "statutory-pack": "new national guidance",
}
_ON = date(2026, 11, 2)


@control(
    title="What asks for an early review gets one",
    topics=("policy-review.review-triggers",),
    owner="head",
    rhythm="weekly",
    examples=(
        Example("Nothing asks for one.", _ON, {"policy.triggers": OpenTriggers(0, _ON)}, Standing.KEPT),
        Example(
            "A serious incident closed last week.",
            _ON,
            {"policy.triggers": OpenTriggers(1, _ON, date(2026, 10, 27), "incident")},
            Standing.NOT_KNOWN,
        ),
        Example(
            "New guidance came two months ago and nobody has looked.",
            _ON,
            {"policy.triggers": OpenTriggers(1, _ON, date(2026, 9, 1), "statutory-pack")},
            Standing.BROKEN,
        ),
    ),
)
def judge(*, triggers: OpenTriggers | None, today: date) -> Finding | None:
    if triggers is None or triggers.on > today:
        return None
    if triggers.open == 0:
        return Finding(Standing.KEPT, "Nothing that has happened asks for an early review.")
    first = _KINDS.get(triggers.kind, "something that happened")
    since = f" of {day(triggers.oldest)}" if triggers.oldest else ""
    more = f" and {triggers.open - 1} more" if triggers.open > 1 else ""
    said = f"An early review is asked for by {first}{since}{more}"
    if triggers.oldest is not None and today > triggers.oldest + _TIME:
        return Finding(Standing.BROKEN, f"{said}, and has waited over {_TIME.days} days.")
    return Finding(Standing.NOT_KNOWN, f"{said}. It has not been reviewed yet.")
