"""Is the policy still inside its review date, or the sooner date that something calls for?"""

from datetime import date

from schoolgate.controls.answers import called_for, day
from schoolgate.controls.contract import Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import AdoptionFact, GivenDate, OpenTriggers, ReviewHeld

_NOVEMBER = GivenDate(date(2024, 11, 30), "month", "November 2024")
_INCIDENT = OpenTriggers(1, date(2024, 9, 20), date(2024, 5, 10), "incident", date(2024, 7, 22))


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
        Example(
            "An incident called for one sooner, and there was none.",
            date(2024, 9, 20),
            {"policy.review_due": _NOVEMBER, "policy.triggers": _INCIDENT},
            Standing.BROKEN,
        ),
        Example(
            "A review was held since, and set the next.",
            date(2024, 12, 1),
            {
                "policy.review_due": _NOVEMBER,
                "policy.last_review": ReviewHeld(date(2024, 11, 12), date(2025, 11, 30)),
            },
            Standing.KEPT,
        ),
        Example(
            "A review of the policy before this one set nothing for this one.",
            date(2024, 12, 1),
            {
                "policy.review_due": _NOVEMBER,
                "policy.adoption": AdoptionFact("Governing body", date(2023, 11, 28), "Head Teacher"),
                "policy.last_review": ReviewHeld(date(2023, 10, 2), date(2025, 11, 30)),
            },
            Standing.BROKEN,
        ),
        Example(
            "One held on the day it was ratified counts, and on its own day.",
            date(2024, 12, 1),
            {
                "policy.review_due": _NOVEMBER,
                "policy.adoption": AdoptionFact("Governing body", date(2024, 12, 1), "Head Teacher"),
                "policy.last_review": ReviewHeld(date(2024, 12, 1), date(2025, 11, 30)),
            },
            Standing.KEPT,
        ),
        Example(
            "With no date of its own, what calls for it sets one.",
            date(2024, 9, 20),
            {"policy.triggers": _INCIDENT},
            Standing.BROKEN,
        ),
    ),
)
def judge(
    *,
    review_due: GivenDate | None,
    adoption: AdoptionFact | None,
    last_review: ReviewHeld | None,
    triggers: OpenTriggers | None,
    today: date,
) -> Finding:
    due, words = (review_due.date, review_due.words) if review_due else (None, "")
    held = last_review if last_review and last_review.held_on <= today else None
    if held and held.next_due and (adoption is None or held.held_on >= adoption.ratified_on):
        due, words = held.next_due, f"{day(held.next_due)}, as the review of {day(held.held_on)} set it"
    called = triggers if triggers and triggers.open and triggers.on <= today else None
    if called and called.due and (due is None or called.due < due):
        due, words = called.due, f"{day(called.due)}, sooner than its own date, for {called_for(called)}"
    if due is None:
        return Finding(Standing.NOT_KNOWN, "The policy gives no date for its next review.")
    if today <= due:
        return Finding(Standing.KEPT, f"Its next review is due on {words}.")
    return Finding(Standing.BROKEN, f"Its review was due on {words}. It is still in force until governors replace it.")
