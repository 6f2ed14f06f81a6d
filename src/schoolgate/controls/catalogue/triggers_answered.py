"""Has each event that asks for an early review had one?

The school's own policy says "or sooner": an incident, a new technology, a new tool, new statutory guidance. The last
day for it is reckoned on the school's terms when it is raised.
"""

from datetime import date

from schoolgate.controls.answers import called_for, day
from schoolgate.controls.contract import Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import OpenTriggers

_ON = date(2026, 11, 2)


@control(
    title="What asks for an early review gets one",
    topics=("policy-review.review-triggers",),
    owner="head",
    rhythm="weekly",
    examples=(
        Example(
            "The last thing that asked for one had it in October.",
            _ON,
            {"policy.triggers": OpenTriggers(0, _ON, answered_on=date(2026, 10, 12))},
            Standing.KEPT,
        ),
        Example(
            "Nothing was ever entered, which does not say that nothing happened.",
            _ON,
            {"policy.triggers": OpenTriggers(0, _ON)},
            None,
        ),
        Example(
            "A serious incident closed last week.",
            _ON,
            {"policy.triggers": OpenTriggers(1, _ON, date(2026, 10, 27), "incident", date(2026, 12, 18))},
            Standing.NOT_KNOWN,
        ),
        Example(
            "New guidance came in May, and nobody had looked by the end of the summer term.",
            _ON,
            {"policy.triggers": OpenTriggers(1, _ON, date(2026, 5, 1), "statutory-pack", date(2026, 7, 20))},
            Standing.BROKEN,
        ),
        Example(
            "Its last day is still in time.",
            date(2026, 7, 20),
            {"policy.triggers": OpenTriggers(2, date(2026, 7, 20), None, "technology", date(2026, 7, 20))},
            Standing.NOT_KNOWN,
        ),
    ),
)
def judge(*, triggers: OpenTriggers | None, today: date) -> Finding | None:
    if triggers is None or triggers.on > today:
        return None
    if triggers.open == 0:
        held = triggers.answered_on
        return Finding(Standing.KEPT, f"What asked for an early review had one on {day(held)}.") if held else None
    first = called_for(triggers)
    more = f" and {triggers.open - 1} more" if triggers.open > 1 else ""
    said = f"An early review is asked for by {first}{more}"
    if triggers.due is not None and today > triggers.due:
        return Finding(Standing.BROKEN, f"{said}, and was due by {day(triggers.due)}.")
    by = f", by {day(triggers.due)}" if triggers.due else ""
    return Finding(Standing.NOT_KNOWN, f"{said}{by}. It has not been reviewed yet.")
