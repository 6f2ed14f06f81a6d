"""Does the policy name who holds the post the promise speaks of?

The policy's own word is a declaration by the body that ratified it, so it lapses with the policy's review date: a name
in an overdue policy is evidence out of date, never kept.
"""

from datetime import date

from schoolgate.controls.contract import Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import AdoptionFact, GivenDate, Holder, PromiseFacts
from schoolgate.vocabulary.roles import ROLES

_LEAD = PromiseFacts(
    "A named online safety lead is appointed.", ("Roles",), ("roles-assigned.named-lead",), ("online-safety-lead",)
)
_NAMED = (Holder("online-safety-lead", "Ada Okoro"),)
_DUE = GivenDate(date(2027, 9, 30), "month", "September 2027")
_BODY = AdoptionFact("Governing body", date(2026, 9, 20), "Head Teacher")


@control(
    title="The policy names who holds the post",
    topics=("roles-assigned.named-lead", "governor-reporting.governor-role"),
    owner="head",
    rhythm="termly",
    examples=(
        Example(
            "Named, in a policy that is in date.",
            date(2026, 11, 1),
            {
                "policy.promise": _LEAD,
                "policy.post_holders": _NAMED,
                "policy.review_due": _DUE,
                "policy.adoption": _BODY,
            },
            Standing.DECLARED,
        ),
        Example(
            "Named, in a policy whose review is overdue.",
            date(2027, 10, 1),
            {
                "policy.promise": _LEAD,
                "policy.post_holders": _NAMED,
                "policy.review_due": _DUE,
                "policy.adoption": _BODY,
            },
            Standing.NOT_KNOWN,
        ),
        Example(
            "Nobody is named.",
            date(2026, 11, 1),
            {"policy.promise": _LEAD, "policy.post_holders": (), "policy.review_due": _DUE},
            Standing.NOT_KNOWN,
        ),
        Example(
            "The review’s last day: the name still speaks.",
            date(2027, 9, 30),
            {
                "policy.promise": _LEAD,
                "policy.post_holders": _NAMED,
                "policy.review_due": _DUE,
                "policy.adoption": _BODY,
            },
            Standing.DECLARED,
        ),
        Example(
            "Named in a file that nobody has put in force.",
            date(2026, 11, 1),
            {"policy.promise": _LEAD, "policy.post_holders": _NAMED, "policy.review_due": _DUE},
            Standing.NOT_KNOWN,
        ),
    ),
)
def judge(
    *,
    promise: PromiseFacts | None,
    post_holders: tuple[Holder, ...] | None,
    review_due: GivenDate | None,
    adoption: AdoptionFact | None,
    today: date,
) -> Finding | None:
    role = _post(promise) if promise is not None else None
    if role is None:
        return None
    names = [holder.name for holder in post_holders or () if holder.role == role]
    title = ROLES[role].lower()
    if not names:
        return Finding(Standing.NOT_KNOWN, f"The policy names nobody as {title}.")
    said = f"The policy names {' and '.join(names)} as {title}"
    if review_due is not None and today > review_due.date:
        return Finding(Standing.NOT_KNOWN, f"{said}, but its review was due on {review_due.words}.", stale=True)
    if adoption is None or review_due is None:
        return Finding(Standing.NOT_KNOWN, f"{said}, and nobody has confirmed it.")
    return Finding(Standing.DECLARED, f"{said}.", by=adoption.body, until=review_due.date)


def _post(promise: PromiseFacts) -> str | None:
    """The one post a promise is about; a promise that binds a whole body of people names no holder."""
    if "governor-reporting.governor-role" in promise.topics:
        return "online-safety-governor"
    posts = [role for role in promise.who if role in _HELD_BY_ONE]
    return posts[0] if posts else None


_HELD_BY_ONE = frozenset(
    {"head", "dsl", "deputy-dsl", "online-safety-lead", "online-safety-governor", "computing-lead", "dpo", "chair"}
)
