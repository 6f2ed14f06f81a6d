"""Did the governors ratify the policy that is in force?

What stands behind it is the word of the person who put it in force, so it is a declaration; it lapses at the review.
"""

from datetime import date

from schoolgate.controls.contract import Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import AdoptionFact, GivenDate

_DUE = GivenDate(date(2027, 9, 30), "day", "30 September 2027")
_BODY = AdoptionFact("Governing body", date(2026, 9, 20), "Head Teacher")


@control(
    title="Governors ratified the policy in force",
    topics=("policy-review.ratification",),
    owner="chair",
    rhythm="yearly",
    examples=(
        Example(
            "Entered when the policy was put in force.",
            date(2026, 11, 1),
            {"policy.adoption": _BODY, "policy.review_due": _DUE},
            Standing.DECLARED,
        ),
        Example(
            "The ratification is older than the review date.",
            date(2027, 10, 1),
            {"policy.adoption": _BODY, "policy.review_due": _DUE},
            Standing.NOT_KNOWN,
        ),
        Example("Nothing was entered.", date(2026, 11, 1), {}, Standing.NOT_KNOWN),
        Example(
            "The review’s last day.",
            date(2027, 9, 30),
            {"policy.adoption": _BODY, "policy.review_due": _DUE},
            Standing.DECLARED,
        ),
        Example(
            "The policy gives no date at which that would lapse.",
            date(2026, 11, 1),
            {"policy.adoption": _BODY},
            Standing.NOT_KNOWN,
        ),
    ),
)
def judge(*, adoption: AdoptionFact | None, review_due: GivenDate | None, today: date) -> Finding:
    if adoption is None:
        return Finding(Standing.NOT_KNOWN, "Nobody has entered who ratified this policy, and when.")
    on = adoption.ratified_on
    said = f"{adoption.body} ratified it on {on.day} {on:%B %Y}, as {adoption.by} entered"
    if review_due is None:
        return Finding(Standing.NOT_KNOWN, f"{said}, and the policy gives no date for its next review.")
    if today > review_due.date:
        return Finding(Standing.NOT_KNOWN, f"{said}, but its review was due on {review_due.words}.", stale=True)
    return Finding(Standing.DECLARED, f"{said}.", by=adoption.by, until=review_due.date)
