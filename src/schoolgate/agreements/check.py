"""A short check of understanding, made from the policy's own sentences. Pure: the same seed asks the same questions.

Four ways to ask, each of our own words around the school's: which time is missing, who it is that must, how strongly it
is put, and which of three sentences is one's own to keep.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from schoolgate.kernel.digests import digest
from schoolgate.policy.promises import PolicyInForce, PromiseInForce
from schoolgate.vocabulary.roles import MEMBERS, ROLES

MOST: Final = 4
_GAP: Final = "…"
_TIMES: Final = ("every day", "each week", "once a term", "once a year", "within 24 hours")
_SUBJECTS: Final = ("staff", "teachers", "governors", "it-lead", "parents", "pupils", "head", "dsl")
_MODAL: Final = re.compile(r"\b(must not|must never|must|should|may not|may|never)\b", re.IGNORECASE)
# What else might stand there and would mean another thing.
_OTHERS: Final = {
    "must": ("must not", "may"),
    "should": ("must not", "need not"),
    "may": ("must", "must not"),
    "must not": ("may", "should"),
    "must never": ("may", "should"),
    "may not": ("may", "must"),
    "never": ("always", "sometimes"),
}
_LEAST_SECONDS: Final = 20
_MOST_SECONDS: Final = 120
_WORDS_A_SECOND: Final = 5  # faster than anybody reads


@dataclass(frozen=True, slots=True)
class CheckQuestion:
    """``options`` in the order shown; ``right`` is the index of the right one; ``sentence`` answers it."""

    key: str
    promise: str
    words: str
    options: tuple[str, ...]
    right: int
    sentence: str


def own(policy: PolicyInForce, roles: Collection[str]) -> tuple[PromiseInForce, ...]:
    """The promises that bind somebody who holds ``roles``: by name, or by a group they are in."""
    return tuple(promise for promise in policy.promises if _binds(promise.clause.who, roles))


def least_seconds(promises: Iterable[PromiseInForce]) -> int:
    """What it takes at the very least to read them: nobody has read what was open for three seconds."""
    words = sum(len(promise.clause.text.split()) for promise in promises)
    return min(max(words // _WORDS_A_SECOND, _LEAST_SECONDS), _MOST_SECONDS)


def questions(policy: PolicyInForce, roles: Collection[str], seed: str) -> tuple[CheckQuestion, ...]:
    """At most ``MOST``, of different sentences and asked in different ways; one's own sentences first."""
    mine = own(policy, roles)
    refs = {promise.ref for promise in mine}
    rest = [promise for promise in policy.promises if promise.ref not in refs]
    found: list[CheckQuestion] = []
    ways = list(_WAYS.items())
    for promise in (*_mixed(mine, seed), *_mixed(rest, seed)):
        if len(found) == MOST:
            break
        used = {question.key.split(":")[0] for question in found}
        # A way that was not used yet comes first, so that four questions are not the same one four times.
        for name, way in sorted(ways, key=lambda pair: (pair[0] in used, digest([seed, promise.ref, pair[0]]))):
            if name == "yours" and (name in used or promise.ref not in refs):
                continue
            made = way(promise, policy, roles)
            if made is not None:
                found.append(_asked(f"{name}:{promise.ref}", promise, *made, seed=seed))
                break
    return tuple(found)


def marked(asked: Sequence[CheckQuestion], given: Mapping[str, str]) -> tuple[CheckQuestion, ...]:
    """Those answered wrongly, or not at all. ``given`` is by the question's key, an index spelt as text."""
    return tuple(question for question in asked if given.get(question.key, "") != str(question.right))


type _Made = tuple[str, str, Sequence[str]] | None  # the question, the right option, others


def _time(promise: PromiseInForce, policy: PolicyInForce, _roles: Collection[str]) -> _Made:
    when = promise.clause.when
    if when is None or len(when.text) < 4 or promise.clause.text.count(when.text) != 1:
        return None
    elsewhere = [other.clause.when.text for other in policy.promises if other.clause.when]
    others = [text for text in dict.fromkeys([*_TIMES, *elsewhere]) if _differs(text, when.text)]
    gapped = promise.clause.text.replace(when.text, _GAP)
    return _("When? “%(sentence)s”") % {"sentence": gapped}, when.text, others


def _subject(promise: PromiseInForce, _policy: PolicyInForce, _roles: Collection[str]) -> _Made:
    text = promise.clause.text
    for role in promise.clause.who:
        word = ROLES.get(role, "")
        if word and text.lower().startswith((f"{word.lower()} ", f"the {word.lower()} ")):
            rest = text[text.lower().index(word.lower()) + len(word) :]
            others = [ROLES[key] for key in _SUBJECTS if not _binds((key,), promise.clause.who) and key != role]
            others = [other for other in others if not _binds(promise.clause.who, (_key(other),))]
            return _("Who? “%(sentence)s”") % {"sentence": f"{_GAP}{rest}"}, word, others
    return None


def _strength(promise: PromiseInForce, _policy: PolicyInForce, _roles: Collection[str]) -> _Made:
    found = list(_MODAL.finditer(promise.clause.text))
    if len(found) != 1:
        return None
    (one,) = found
    text = promise.clause.text
    gapped = f"{text[: one.start()]}{_GAP}{text[one.end() :]}"
    return _("Which word is it? “%(sentence)s”") % {"sentence": gapped}, one[0].lower(), _OTHERS[one[0].lower()]


def _yours(promise: PromiseInForce, policy: PolicyInForce, roles: Collection[str]) -> _Made:
    others = [other.clause.text for other in policy.promises if not _binds(other.clause.who, roles)]
    return (_("Which of these is yours to keep?"), promise.clause.text, others) if len(others) > 1 else None


_WAYS: Final[dict[str, Callable[[PromiseInForce, PolicyInForce, Collection[str]], _Made]]] = {
    "time": _time,
    "subject": _subject,
    "strength": _strength,
    "yours": _yours,
}


def _asked(
    key: str, promise: PromiseInForce, words: str, right: str, others: Sequence[str], *, seed: str
) -> CheckQuestion:
    chosen = sorted(others, key=lambda other: digest([seed, key, other]))[:2]
    options = tuple(sorted([right, *chosen], key=lambda option: digest([seed, key, "order", option])))
    return CheckQuestion(key, promise.ref, words, options, options.index(right), promise.clause.text)


def _binds(who: Iterable[str], roles: Collection[str]) -> bool:
    held = set(roles)
    if "head" in held:
        held.add("school")  # what the school promises as a school, the head answers for
    return any(role in held or held & set(MEMBERS.get(role, ())) for role in who)


def _mixed(promises: Iterable[PromiseInForce], seed: str) -> Iterator[PromiseInForce]:
    yield from sorted(promises, key=lambda promise: digest([seed, promise.ref]))


def _differs(one: str, other: str) -> bool:
    return one.lower() not in other.lower() and other.lower() not in one.lower()


def _key(words: str) -> str:
    return next(key for key, said in ROLES.items() if said == words)
