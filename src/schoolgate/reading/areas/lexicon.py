"""The lexicon: weighted terms per topic, compiled once, matched against the words of a clause.

A term is one or more phrases that must all stand in the clause (``a & b``), less those that must not (``! c``).
"""

import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

from schoolgate.reading.areas.words import DATA, tokens
from schoolgate.vocabulary.topics import TOPICS

_FILES: Final = ("people-and-policy.toml", "network.toml", "data-and-devices.toml", "incidents-and-learning.toml")

type Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Term:
    topic: str
    weight: float
    phrases: tuple[Phrase, ...]
    without: tuple[Phrase, ...]
    words: frozenset[str]


class Words:
    """The words of one text, ready to be searched for phrases."""

    __slots__ = ("bag", "line")

    def __init__(self, words: Iterable[str]) -> None:
        line = list(words)
        self.bag = frozenset(line)
        self.line = f" {' '.join(line)} "

    def holds(self, phrase: Phrase) -> bool:
        """True where the phrase's words stand next to one another."""
        if len(phrase) == 1:
            return phrase[0] in self.bag
        return f" {' '.join(phrase)} " in self.line


@cache
def _phrase(text: str) -> Phrase:
    return tuple(tokens(text))


def _term(topic: str, weight: float, line: str) -> Term:
    wanted, *unwanted = line.split("!")
    phrases = tuple(_phrase(part.strip()) for part in wanted.split("&"))
    without = tuple(_phrase(part.strip()) for part in unwanted)
    if not all(phrases) or not all(without):
        raise ValueError(f"the term {line!r} of topic {topic} is made of small words only")
    return Term(topic, weight, phrases, without, frozenset(word for phrase in phrases for word in phrase))


@cache
def terms() -> tuple[Term, ...]:
    """Every term of the lexicon, in file order. Raises ``ValueError`` for a topic the vocabulary does not have.

    Lines that come to the same concepts are one term, with the greatest of their weights.
    """
    found: dict[tuple[object, ...], Term] = {}
    for name in _FILES:
        for topic, weights in tomllib.loads((DATA / name).read_text(encoding="utf-8")).items():
            if topic not in TOPICS:
                raise ValueError(f"{name} has terms for {topic}, which is not a topic")
            for term in (_term(topic, float(weight), line) for weight, lines in weights.items() for line in lines):
                same = (topic, frozenset(term.phrases), frozenset(term.without))
                if same not in found or found[same].weight < term.weight:
                    found[same] = term
    return tuple(found.values())


@cache
def _index() -> dict[str, tuple[Term, ...]]:
    """Terms by the rarest word each needs, so that a clause looks at few."""
    often = Counter(word for term in terms() for word in term.words)
    index: dict[str, list[Term]] = {}
    for term in terms():
        index.setdefault(min(term.words, key=lambda word: (often[word], word)), []).append(term)
    return {word: tuple(found) for word, found in index.items()}


def matches(words: Words) -> list[Term]:
    """The terms that hold in ``words``."""
    index = _index()
    return [
        term
        for word in words.bag
        for term in index.get(word, ())
        if term.words <= words.bag
        and all(words.holds(phrase) for phrase in term.phrases if len(phrase) > 1)
        and not any(words.holds(phrase) for phrase in term.without)
    ]
