"""Was the policy published, and given to families when they joined?"""

from dataclasses import replace
from datetime import date

from schoolgate.controls.answers import asked, speaks_of
from schoolgate.controls.contract import Ask, Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Confirmed, PromiseFacts

_ASK = Ask(
    "Confirm that the policy on the website is the one in force, and that new families were given it",
    "office",
    "policy.made_available",
    5,
)
_DONE = Confirmed("Lena Frost", "office", date(2026, 10, 6), date(2027, 10, 6))
_ABOUT = r"publish|website|online at|cop(?:y|ies)|given|gives?\b|available|famil|parents"


def _promise(text: str) -> PromiseFacts:
    return PromiseFacts(text, (), ("policy-review.availability",), ("office",))


@control(
    title="The policy is published and given out",
    topics=("policy-review.availability",),
    owner="office",
    rhythm="yearly",
    ask=_ASK,
    examples=(
        Example(
            "The office checked the website in October.",
            date(2026, 11, 3),
            {"policy.made_available": _DONE},
            Standing.DECLARED,
        ),
        Example(
            "A year on, another may be in force.",
            date(2027, 10, 7),
            {"policy.made_available": _DONE},
            Standing.NOT_KNOWN,
        ),
        Example(
            "The website still had the one before.",
            date(2026, 11, 3),
            {"policy.made_available": replace(_DONE, so=False)},
            Standing.BROKEN,
        ),
        Example(
            "The promise is about reading it.",
            date(2026, 11, 3),
            {"policy.promise": _promise("All staff read this policy."), "policy.made_available": _DONE},
            None,
        ),
    ),
)
def judge(*, promise: PromiseFacts | None, made_available: Confirmed | None, today: date) -> Finding | None:
    return asked(made_available, _ASK, "yearly", today) if speaks_of(promise, _ABOUT) else None
