"""Is the policy still inside its review date?"""

from datetime import date

from schoolgate.controls.contract import Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import GivenDate

_NOVEMBER = GivenDate(date(2024, 11, 30), "month", "November 2024")


@control(
    title="The policy is reviewed on time",
    topics=("policy-review.review-date",),
    owner="head",
    rhythm="daily",
    examples=(
        Example(
            "The last day of the month that was given is still in time.",
            date(2024, 11, 30),
            {"policy.review_due": _NOVEMBER},
            Standing.KEPT,
        ),
        Example("The day after is late.", date(2024, 12, 1), {"policy.review_due": _NOVEMBER}, Standing.BROKEN),
        Example("A policy with no review date cannot be judged.", date(2024, 12, 1), {}, Standing.NOT_KNOWN),
    ),
)
def judge(*, review_due: GivenDate | None, today: date) -> Finding:
    if review_due is None:
        return Finding(Standing.NOT_KNOWN, "The policy gives no date for its next review.")
    if today <= review_due.date:
        return Finding(Standing.KEPT, f"Its next review is due on {review_due.words}.")
    return Finding(
        Standing.BROKEN,
        f"Its review was due on {review_due.words}. It is still in force until governors replace it.",
    )
