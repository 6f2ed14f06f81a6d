"""The policy's own sentence that an agreement, or a question of a quiz, serves."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from schoolgate.agreements.registry import KINDS
from schoolgate.people.models import School
from schoolgate.policy.promises import PromiseInForce
from schoolgate.policy.queries import in_force
from schoolgate.reading.model import Clause

_GAP: Final = 3  # characters between two clauses of one sentence: a space, or the end of a line


def promised(school: School, on: date) -> Mapping[str, str]:
    """By kind of agreement the sentence of the policy in force, where it has one; the kind's nearest topic comes first.
    Costs four queries."""
    best = promised_of_topics(school, on)
    found = {kind.key: next((best[topic] for topic in kind.topics if topic in best), "") for kind in KINDS}
    return {key: words for key, words in found.items() if words}


def promised_of_topics(school: School, on: date) -> Mapping[str, str]:
    """By topic the sentence of the policy in force that is about nothing as much; one whose reading a person has
    confirmed comes first."""
    policy = in_force(school, on=on)
    if policy is None:
        return {}
    best: dict[str, PromiseInForce] = {}
    for promise in sorted(policy.promises, key=lambda one: (not one.confirmed, one.number)):
        if promise.clause.topics:
            best.setdefault(promise.clause.topics[0].key, promise)
    whole = policy.reading.clauses
    return {topic: _sentence(one.clause, whole) for topic, one in best.items()}


def _sentence(clause: Clause, clauses: Sequence[Clause]) -> str:
    """As it stands in the policy. One sentence may be several clauses: what it begins or ends with comes along."""
    at = next((n for n, one in enumerate(clauses) if one.ref == clause.ref), None)
    if at is None:
        return " ".join(f"{clause.stem} {clause.text}".split())
    first = last = at
    while first and _goes_on(clauses[first - 1], clauses[first]):
        first -= 1
    while last + 1 < len(clauses) and _goes_on(clauses[last], clauses[last + 1]):
        last += 1
    words = " ".join(one.text for one in clauses[first : last + 1])
    return " ".join(f"{clause.stem} {words}".split())


def _goes_on(one: Clause, after: Clause) -> bool:
    """Whether the second is the rest of the first one's sentence: it follows at once, and begins in the middle."""
    near = one.span.block == after.span.block and 0 <= after.span.start - one.span.end <= _GAP
    return near and one.text.rstrip().endswith(",") and after.text.lstrip()[:1].islower()
