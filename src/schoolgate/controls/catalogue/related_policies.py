"""Are the policies this one names still there, and in date?"""

from dataclasses import replace
from datetime import date

from schoolgate.controls.answers import asked
from schoolgate.controls.contract import Ask, Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Confirmed

_ASK = Ask("Look through the policies this one names: each is there, and in date", "head", "policy.related_checked", 10)
_DONE = Confirmed("Joan Achebe", "head", date(2026, 10, 6), date(2027, 10, 6))


@control(
    title="The policies it names are there and in date",
    topics=("policy-review.related-policies",),
    owner="head",
    rhythm="yearly",
    ask=_ASK,
    examples=(
        Example(
            "The head looked through them this year.",
            date(2026, 11, 3),
            {"policy.related_checked": _DONE},
            Standing.DECLARED,
        ),
        Example(
            "A year later they may have been replaced.",
            date(2027, 10, 7),
            {"policy.related_checked": _DONE},
            Standing.NOT_KNOWN,
        ),
        Example(
            "One of them was withdrawn.",
            date(2026, 11, 3),
            {"policy.related_checked": replace(_DONE, so=False)},
            Standing.BROKEN,
        ),
    ),
)
def judge(*, related_checked: Confirmed | None, today: date) -> Finding:
    return asked(related_checked, _ASK, "yearly", today)
