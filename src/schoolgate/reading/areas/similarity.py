"""How like a topic's own words a clause is (BM25), for what no term of the lexicon settles."""

import math
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import Final

from schoolgate.reading.areas.lexicon import terms
from schoolgate.reading.areas.words import tokens
from schoolgate.vocabulary.topics import TOPICS

_K1: Final = 1.2
_B: Final = 0.6


@dataclass(frozen=True, slots=True)
class _Index:
    postings: dict[str, tuple[tuple[str, float], ...]]  # word -> (topic, what a match is worth)


def _documents() -> dict[str, Counter[str]]:
    documents = {topic: Counter(tokens(words) * 3) for topic, words in TOPICS.items()}
    for term in terms():
        documents[term.topic].update(term.words)
    return documents


@cache
def _index() -> _Index:
    documents = _documents()
    mean = sum(sum(words.values()) for words in documents.values()) / len(documents)
    spread = Counter(word for words in documents.values() for word in words)
    postings: dict[str, list[tuple[str, float]]] = {}
    for topic, words in documents.items():
        length = _K1 * (1 - _B + _B * sum(words.values()) / mean)
        for word, count in words.items():
            rarity = math.log(1 + (len(documents) - spread[word] + 0.5) / (spread[word] + 0.5))
            postings.setdefault(word, []).append((topic, rarity * count * (_K1 + 1) / (count + length)))
    return _Index({word: tuple(found) for word, found in postings.items()})


def similarity(words: frozenset[str]) -> dict[str, float]:
    """Topic to likeness, 0 for none and about 1 for a clause made of the topic's rarest words."""
    found: dict[str, float] = {}
    index = _index()
    for word in words:
        for topic, worth in index.postings.get(word, ()):
            found[topic] = found.get(topic, 0.0) + worth
    scale = 6.0 + len(words)
    return {topic: score / scale for topic, score in found.items()}
