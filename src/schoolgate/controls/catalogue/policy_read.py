"""Have those it binds read the policy, and understood it?"""

from datetime import date

from schoolgate.controls.answers import counted, speaks_of
from schoolgate.controls.contract import Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Counted, PromiseFacts

_DAY, _TODAY = date(2026, 11, 2), date(2026, 11, 3)
_ABOUT = r"\bread|underst|aware|familiar|acknowledg|sign|know"


def _promise(text: str) -> PromiseFacts:
    return PromiseFacts(text, (), ("policy-review.availability",), ("staff",))


@control(
    title="Those it binds have read the policy",
    topics=("policy-review.availability",),
    owner="head",
    rhythm="termly",
    examples=(
        Example(
            "All have read this version.",
            _TODAY,
            {"agreements.policy_read": Counted(40, 40, 0, 0, _DAY)},
            Standing.KEPT,
        ),
        Example(
            "Three were asked long ago.",
            _TODAY,
            {"agreements.policy_read": Counted(40, 37, 3, 0, _DAY)},
            Standing.BROKEN,
        ),
        Example(
            "Two were asked this week.",
            _TODAY,
            {"agreements.policy_read": Counted(40, 38, 0, 2, _DAY)},
            Standing.NOT_KNOWN,
        ),
        Example(
            "Nothing was counted: an empty list shows nothing.",
            _TODAY,
            {"agreements.policy_read": Counted(0, 0, 0, 0, _DAY)},
            Standing.NOT_KNOWN,
        ),
        Example(
            "The count is too old to speak for today.",
            date(2027, 6, 1),
            {"agreements.policy_read": Counted(40, 40, 0, 0, _DAY)},
            Standing.NOT_KNOWN,
        ),
        Example(
            "The promise is about publishing it.",
            _TODAY,
            {
                "policy.promise": _promise("This policy is published on the website."),
                "agreements.policy_read": Counted(40, 40, 0, 0, _DAY),
            },
            None,
        ),
    ),
)
def judge(*, promise: PromiseFacts | None, policy_read: Counted | None, today: date) -> Finding | None:
    if not speaks_of(promise, _ABOUT):
        return None
    return counted(
        policy_read,
        today,
        things="people",
        good="have read and understood the policy",
        late="have not, and were asked over two weeks ago",
        unknown="were asked and still have time",
        days=31,
    )
