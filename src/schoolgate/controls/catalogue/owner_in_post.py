"""Is there anybody to keep this promise? One that binds posts which all stand empty has no owner."""

from datetime import date

from schoolgate.controls.contract import ANY_TOPIC, Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import HeldRole, PromiseFacts
from schoolgate.vocabulary.roles import in_a_sentence

_ONE_PERSON = frozenset(
    {"head", "dsl", "deputy-dsl", "online-safety-lead", "online-safety-governor", "computing-lead", "dpo", "chair"}
)
_SINCE = date(2026, 9, 1)
# One lone person on the list is a school that has not entered its people yet, not a school with empty posts.
_ENTERED = 2


def _promise(*who: str) -> PromiseFacts:
    return PromiseFacts("The lead reports to governors each term.", (), ("governor-reporting.regular",), who)


@control(
    title="Every promise has somebody in post to keep it",
    topics=ANY_TOPIC,
    owner="head",
    rhythm="daily",
    examples=(
        Example(
            "The lead has left and nobody has taken over.",
            date(2026, 11, 3),
            {
                "policy.promise": _promise("online-safety-lead"),
                "people.post_holders": (HeldRole("head", "Joan Achebe", _SINCE), HeldRole("dsl", "Priya Nair", _SINCE)),
            },
            Standing.NOT_KNOWN,
        ),
        Example(
            "One of the two it binds is there.",
            date(2026, 11, 3),
            {
                "policy.promise": _promise("online-safety-lead", "head"),
                "people.post_holders": (HeldRole("head", "Joan Achebe", _SINCE), HeldRole("dsl", "Priya Nair", _SINCE)),
            },
            None,
        ),
        Example(
            "The school has entered only its head so far.",
            date(2026, 11, 3),
            {
                "policy.promise": _promise("online-safety-lead"),
                "people.post_holders": (HeldRole("head", "Joan Achebe", _SINCE),),
            },
            None,
        ),
        Example(
            "The lead’s last day is today.",
            date(2026, 11, 3),
            {
                "policy.promise": _promise("online-safety-lead"),
                "people.post_holders": (
                    HeldRole("head", "Joan Achebe", _SINCE),
                    HeldRole("dsl", "Priya Nair", date(2026, 11, 3)),
                    HeldRole("online-safety-lead", "Ada Okoro", _SINCE, date(2026, 11, 3)),
                ),
            },
            None,
        ),
        Example(
            "The day after, nobody has taken over.",
            date(2026, 11, 4),
            {
                "policy.promise": _promise("online-safety-lead"),
                "people.post_holders": (
                    HeldRole("head", "Joan Achebe", _SINCE),
                    HeldRole("dsl", "Priya Nair", _SINCE),
                    HeldRole("online-safety-lead", "Ada Okoro", _SINCE, date(2026, 11, 3)),
                ),
            },
            Standing.NOT_KNOWN,
        ),
    ),
)
def judge(*, promise: PromiseFacts | None, roles_held: tuple[HeldRole, ...] | None, today: date) -> Finding | None:
    if promise is None or not promise.who or not roles_held:
        return None
    held = {each.role for each in roles_held if each.since <= today and (each.until is None or each.until >= today)}
    if len(held) < _ENTERED or not _ONE_PERSON.issuperset(promise.who) or held.intersection(promise.who):
        return None
    empty = " or ".join(in_a_sentence(role) for role in promise.who)
    return Finding(Standing.NOT_KNOWN, f"Nobody is {empty} at the moment, so nobody answers for this.")
