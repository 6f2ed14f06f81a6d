"""Does the person the policy names hold the post today?

The policy says one thing and the school's people another as soon as somebody leaves. Neither is taken for the other:
the difference is said, by name.
"""

import re
from datetime import date

from schoolgate.controls.contract import Example, control
from schoolgate.kernel.names import unaccented
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import HeldRole, Holder, PromiseFacts
from schoolgate.vocabulary.roles import in_a_sentence

_LEAD = PromiseFacts(
    "A named online safety lead is appointed.", ("Roles",), ("roles-assigned.named-lead",), ("online-safety-lead",)
)
_NAMED = (Holder("online-safety-lead", "Mrs J. Hart"),)
_SINCE = date(2026, 9, 1)
_ONE_PERSON = ("head", "dsl", "online-safety-lead", "online-safety-governor", "computing-lead", "dpo", "chair")
_TITLES = frozenset({
    "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "rev", "revd", "cllr", "fr", "sir", "dame", "lady", "lord",
})  # fmt: skip


@control(
    title="Who the policy names is who holds the post",
    topics=("roles-assigned.named-lead", "roles-assigned.head", "governor-reporting.governor-role"),
    owner="head",
    rhythm="daily",
    examples=(
        Example(
            "The same person, written another way.",
            date(2026, 11, 3),
            {
                "policy.promise": _LEAD,
                "policy.post_holders": _NAMED,
                "people.post_holders": (HeldRole("online-safety-lead", "Jane Hart", _SINCE),),
            },
            Standing.KEPT,
        ),
        Example(
            "The policy says Jane, and Ann holds the post.",
            date(2026, 11, 3),
            {
                "policy.promise": _LEAD,
                "policy.post_holders": _NAMED,
                "people.post_holders": (HeldRole("online-safety-lead", "Ann Lowe", _SINCE),),
            },
            Standing.BROKEN,
        ),
        Example(
            "Nobody holds it.",
            date(2026, 11, 3),
            {
                "policy.promise": _LEAD,
                "policy.post_holders": _NAMED,
                "people.post_holders": (HeldRole("head", "Joan Achebe", _SINCE),),
            },
            Standing.NOT_KNOWN,
        ),
        Example(
            "The policy names nobody: that is for another check.",
            date(2026, 11, 3),
            {
                "policy.promise": _LEAD,
                "policy.post_holders": (),
                "people.post_holders": (HeldRole("online-safety-lead", "Ann Lowe", _SINCE),),
            },
            None,
        ),
        Example(
            "Ann took over today.",
            date(2026, 9, 1),
            {
                "policy.promise": _LEAD,
                "policy.post_holders": (Holder("online-safety-lead", "Ann Lowe"),),
                "people.post_holders": (HeldRole("online-safety-lead", "Ann Lowe", _SINCE),),
            },
            Standing.KEPT,
        ),
        Example(
            "A family of one name: Ivy Hart is not Jane Hart.",
            date(2026, 11, 3),
            {
                "policy.promise": _LEAD,
                "policy.post_holders": _NAMED,
                "people.post_holders": (HeldRole("online-safety-lead", "Ivy Hart", _SINCE),),
            },
            Standing.BROKEN,
        ),
        Example(
            "Two surnames, an apostrophe and an accent, each written by another program.",
            date(2026, 11, 3),
            {
                "policy.promise": _LEAD,
                "policy.post_holders": (Holder("online-safety-lead", "Mrs O’Neill García"),),
                "people.post_holders": (HeldRole("online-safety-lead", "Ana O'Neill Garcia", _SINCE),),
            },
            Standing.KEPT,
        ),
    ),
)
def judge(
    *,
    promise: PromiseFacts | None,
    post_holders: tuple[Holder, ...] | None,
    roles_held: tuple[HeldRole, ...] | None,
    today: date,
) -> Finding | None:
    if promise is None or not post_holders or not roles_held:
        return None
    roles = ("online-safety-governor",) if "governor-reporting.governor-role" in promise.topics else promise.who
    role = next((each for each in roles if each in _ONE_PERSON), None)
    named = [holder.name for holder in post_holders if holder.role == role]
    if role is None or not named:
        return None
    held = [each.name for each in roles_held if each.role == role and not each.deputy and each.since <= today]
    the = in_a_sentence(role)
    if not held:
        return Finding(
            Standing.NOT_KNOWN, f"The policy names {' and '.join(named)} as {the}; nobody holds that post here."
        )
    if any(_same(one, other) for one in named for other in held):
        return Finding(Standing.KEPT, f"The policy names {' and '.join(named)} as {the}, who holds the post.")
    return Finding(
        Standing.BROKEN, f"The policy names {' and '.join(named)} as {the}, and {' and '.join(held)} holds the post."
    )


def _same(one: str, other: str) -> bool:
    """Whether two spellings may be one person: one ends with the whole of the other ("Mrs García López"), or the
    surname is alike and no first name contradicts."""
    short, long = sorted((_words(one), _words(other)), key=len)
    if not short or short[-1] != long[-1]:
        return False
    return long[-len(short) :] == short or short[0][0] == long[0][0]


def _words(name: str) -> list[str]:
    """The words of a name without titles, and without the accents, hyphens and apostrophes that programs write in
    several ways."""
    words = re.sub(r"[^\w\s]", "", unaccented(name).replace(".", " ")).split()
    return [word for word in words if word not in _TITLES]
