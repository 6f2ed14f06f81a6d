"""The document's own facts, in the shapes controls ask for."""

from typing import Any

from schoolgate.policy.promises import PolicyInForce, PromiseInForce
from schoolgate.reading.model import DocumentFacts, ReadDate, When
from schoolgate.vocabulary.facts import AdoptionFact, Appendices, GivenDate, GivenInterval, Holder, PromiseFacts

_MONTHS = {"month": 1, "term": 4, "half_term": 2, "year": 12}


def policy_facts(policy: PolicyInForce) -> dict[str, Any]:
    """Facts by key that hold for the whole policy; a fact the document does not give is absent."""
    adoption = policy.adoption
    return document_facts(policy.reading.document) | {
        "policy.adoption": AdoptionFact(adoption.body, adoption.ratified_on, adoption.by)
    }


def promise_facts(promise: PromiseInForce) -> PromiseFacts:
    clause = promise.clause
    return PromiseFacts(
        text=f"{clause.stem} {clause.text}".strip(),
        heading=clause.heading,
        topics=tuple(guess.key for guess in clause.topics),
        who=clause.who,
        vague_clock=promise.vague_clock,
    )


def document_facts(document: DocumentFacts) -> dict[str, Any]:
    """The facts a document gives of itself, before and after anybody puts it in force."""
    found: dict[str, Any] = {
        "policy.approved": _date(document.approved),
        "policy.review_due": _date(document.review_due),
        "policy.review_interval": interval_of(document.review_interval),
        "policy.post_holders": tuple(Holder(post.role, post.name) for post in document.post_holders),
        "policy.appendices": Appendices(_labels(document.appendices_cited), _labels(document.appendices_present)),
    }
    return {key: value for key, value in found.items() if value is not None}


def _labels(appendices: tuple[str, ...]) -> tuple[str, ...]:
    """ "Appendix B" by its label alone, as a sentence may spell the word in another way."""
    return tuple(name.rpartition(" ")[2] for name in appendices)


def _date(given: ReadDate | None) -> GivenDate | None:
    return None if given is None else GivenDate(given.date, given.precision, given.text)


def interval_of(when: When | None) -> GivenInterval | None:
    """How often, in months where the words give a number."""
    if when is None:
        return None
    months = _MONTHS.get(when.unit or "")
    return GivenInterval(when.text, when.n * months if when.n is not None and months is not None else None)
