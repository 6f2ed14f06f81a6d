"""Were the people it binds asked about the policy since its last review was due to begin?

A consultation belongs to the review it was held for, so it speaks for one review period and no longer.
"""

from datetime import date

from schoolgate.controls.answers import day
from schoolgate.controls.contract import Example, control
from schoolgate.kernel.clocks.months import add_months
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Consultation, GivenInterval
from schoolgate.vocabulary.roles import in_a_sentence

_USUAL_MONTHS = 12
_YEARLY = GivenInterval("annually", 12)
_HELD = Consultation(date(2026, 5, 12), ("staff", "parents"))


@control(
    title="People are asked about the policy within each review period",
    topics=("policy-review.consultation",),
    owner="head",
    rhythm="termly",
    examples=(
        Example(
            "Staff and parents were asked in May.",
            date(2026, 11, 3),
            {"policy.consultation": _HELD, "policy.review_interval": _YEARLY},
            Standing.KEPT,
        ),
        Example(
            "A year later they have not been asked again.",
            date(2027, 6, 1),
            {"policy.consultation": _HELD, "policy.review_interval": _YEARLY},
            Standing.BROKEN,
        ),
        Example(
            "Where the policy gives no interval, it is a year.",
            date(2027, 6, 1),
            {"policy.consultation": _HELD},
            Standing.BROKEN,
        ),
        Example("No meeting was entered.", date(2026, 11, 3), {"policy.review_interval": _YEARLY}, None),
        Example(
            "The last day of the year is still in time.",
            date(2027, 5, 12),
            {"policy.consultation": _HELD, "policy.review_interval": _YEARLY},
            Standing.KEPT,
        ),
        Example(
            "It was held today.",
            date(2026, 5, 12),
            {"policy.consultation": Consultation(date(2026, 5, 12))},
            Standing.KEPT,
        ),
    ),
)
def judge(*, consultation: Consultation | None, review_interval: GivenInterval | None, today: date) -> Finding | None:
    if consultation is None or consultation.last_held > today:
        return None
    months = (review_interval and review_interval.months) or _USUAL_MONTHS
    who = ", ".join(in_a_sentence(role) for role in consultation.audiences) or "people"
    said = f"{who[0].upper()}{who[1:]} were last asked on {day(consultation.last_held)}"
    if today <= add_months(consultation.last_held, months):
        return Finding(Standing.KEPT, f"{said}.")
    return Finding(Standing.BROKEN, f"{said}, which is more than {months} months ago.")
