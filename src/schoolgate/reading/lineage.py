"""A clause of an old version found again in a new one, however it was re-worded, moved, split or merged.

Confidence is measured, not felt: the score of a pair is turned into the share of pairs with that score that were right
on synthetic edits (``bench/lineage.py`` makes the edits and prints the table that stands here).
"""

import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz

from schoolgate.reading.model import Clause, Reading

Match = tuple[str, str, float]  # old ref, new ref, confidence from 0 to 1

# Score at least -> share of pairs that were right, measured by bench/lineage.py.
CALIBRATION: Final[tuple[tuple[float, float], ...]] = (
    (0.00, 0.0),
    (0.35, 0.04),
    (0.40, 0.23),
    (0.45, 0.69),
    (0.50, 0.98),
    (0.55, 0.99),
)
_OFFER: Final = 0.45  # below this score most pairs are two different promises, and nothing is offered
_PART_OFFER: Final = 90.0  # how much of a part must be in the whole for a split or a merge, of 100
_SHORTEST_PART: Final = 4  # words


@dataclass(frozen=True, slots=True)
class _Seen:
    """A clause made ready to compare: its words, their weights, where it stands from 0 to 1."""

    clause: Clause
    text: str
    weights: dict[str, float]
    place: float


def match(old: Reading, new: Reading) -> list[Match]:
    """The clauses that promise in ``old``, each with the clause or clauses of ``new`` it is offered as, best first.

    An untouched clause keeps its ref and is offered with confidence 1. A clause whose text was split is offered as each
    part; clauses that were merged are each offered as the whole. A clause with nothing like it in ``new`` is left out.
    """
    before, after = [c for c in old.clauses if c.promises], [c for c in new.clauses if c.promises]
    kept = {c.ref for c in before} & {c.ref for c in after}
    found: list[Match] = [(c.ref, c.ref, 1.0) for c in before if c.ref in kept]
    olds, news = _seen([c for c in before if c.ref not in kept], [c for c in after if c.ref not in kept], old, new)
    whole = [(a, b, confidence(points)) for a, b, points in _pairs(olds, news)]
    parts = _parts(olds, news, {(a, b) for a, b, _ in whole})
    order = {c.ref: i for i, c in enumerate(before)}
    return sorted([*found, *whole, *parts], key=lambda one: (order[one[0]], -one[2], one[1]))


def score(one: _Seen, other: _Seen) -> float:
    """How alike two clauses are, from 0 to 1: by letters, by weighty words, by place and heading."""
    letters = fuzz.token_sort_ratio(one.text, other.text) / 100
    ratio = fuzz.ratio(one.text, other.text) / 100
    shared = sum(weight * other.weights.get(word, 0.0) for word, weight in one.weights.items())
    near = 1.0 - min(1.0, 3 * abs(one.place - other.place))
    heading = fuzz.ratio(" ".join(one.clause.heading[-1:]), " ".join(other.clause.heading[-1:])) / 100
    turned = 0.1 if one.clause.polarity is not other.clause.polarity else 0.0
    return max(0.0, 0.3 * max(letters, ratio) + 0.5 * shared + 0.1 * near + 0.1 * heading - turned)


def confidence(points: float) -> float:
    """The measured share of pairs with this score that were right."""
    at = bisect_right([edge for edge, _ in CALIBRATION], points) - 1
    return CALIBRATION[max(0, at)][1]


def best_pairs(old: Reading, new: Reading) -> list[Match]:
    """The best pairs of clauses that promise, each clause once, with their raw scores: what calibration measures."""
    before, after = [c for c in old.clauses if c.promises], [c for c in new.clauses if c.promises]
    return _pairs(*_seen(before, after, old, new))


def _pairs(olds: list[_Seen], news: list[_Seen]) -> list[Match]:
    """The best pairs, each clause once, taken from the most alike down, with their scores."""
    scored = [(score(a, b), i, j) for i, a in enumerate(olds) for j, b in enumerate(news) if _worth(a, b)]
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    found: list[Match] = []
    for points, i, j in sorted(scored, key=lambda s: (-s[0], s[1], s[2])):
        if points < _OFFER or i in taken_old or j in taken_new:
            continue
        taken_old.add(i)
        taken_new.add(j)
        found.append((olds[i].clause.ref, news[j].clause.ref, points))
    return found


def _worth(one: _Seen, other: _Seen) -> bool:
    """Whether two clauses share a word that carries weight, so that most pairs are never scored."""
    return not one.weights.keys().isdisjoint(other.weights) or one.text == other.text


def _parts(olds: list[_Seen], news: list[_Seen], taken: set[tuple[str, str]]) -> list[Match]:
    """Splits (an old clause holds a new one) and merges (a new clause holds an old one)."""
    found: list[Match] = []
    for one in olds:
        for other in news:
            pair = (one.clause.ref, other.clause.ref)
            short, long = sorted((one.text, other.text), key=len)
            if pair in taken or len(short.split()) < _SHORTEST_PART or len(long) < 1.3 * len(short):
                continue
            if not _worth(one, other):
                continue
            inside = fuzz.token_set_ratio(short, long) if len(short.split()) > _SHORTEST_PART else 0.0
            inside = max(inside, fuzz.partial_ratio(short, long))
            if inside >= _PART_OFFER:
                found.append((*pair, round(0.6 * inside / 100, 2)))
    return found


def _seen(
    olds: Sequence[Clause], news: Sequence[Clause], old: Reading, new: Reading
) -> tuple[list[_Seen], list[_Seen]]:
    texts = [_words(c) for c in (*olds, *news)]
    often = Counter(word for words in texts for word in set(words))
    total = len(texts)
    ready = [
        _Seen(c, " ".join(words), _weights(words, often, total), _place(c, old if at < len(olds) else new))
        for at, (c, words) in enumerate(zip((*olds, *news), texts, strict=True))
    ]
    return ready[: len(olds)], ready[len(olds) :]


def _words(clause: Clause) -> list[str]:
    return re.findall(r"[a-z0-9]+", clause.text.lower())


def _weights(words: list[str], often: Counter[str], total: int) -> dict[str, float]:
    """Unit-length TF-IDF weights."""
    raw = {word: n * math.log((1 + total) / often[word]) for word, n in Counter(words).items()}
    length = math.sqrt(sum(weight * weight for weight in raw.values())) or 1.0
    return {word: weight / length for word, weight in raw.items() if weight > 0}


def _place(clause: Clause, reading: Reading) -> float:
    return clause.span.block / max(1, len(reading.extract.blocks))
