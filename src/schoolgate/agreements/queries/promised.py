"""The policy's own sentence that an agreement serves."""

from collections.abc import Mapping
from datetime import date

from schoolgate.agreements.registry import KINDS
from schoolgate.people.models import School
from schoolgate.policy.queries import in_force
from schoolgate.reading.model import Clause


def promised(school: School, on: date) -> Mapping[str, str]:
    """By kind of agreement the sentence of the policy in force, where it has one: of the nearest topic first, and of
    those one whose reading a person has confirmed. Costs four queries."""
    policy = in_force(school, on=on)
    if policy is None:
        return {}
    best: dict[str, tuple[int, int, str]] = {}
    for promise in policy.promises:
        for guess in promise.clause.topics:
            weight = (0 if promise.confirmed else 1, promise.number, _sentence(promise.clause))
            best[guess.key] = min(best.get(guess.key, weight), weight)
    found = {kind.key: next((best[topic][2] for topic in kind.topics if topic in best), "") for kind in KINDS}
    return {key: words for key, words in found.items() if words}


def _sentence(clause: Clause) -> str:
    return " ".join(f"{clause.stem} {clause.text}".split())
