"""From a clause's words to its areas and topics, best first, with how sure that is."""

import math
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from schoolgate.reading.areas.lexicon import Term, Words, matches
from schoolgate.reading.areas.neighbours import adjust
from schoolgate.reading.areas.similarity import similarity
from schoolgate.reading.areas.words import tokens
from schoolgate.reading.model import TopicGuess

_STEM_ONLY: Final = 0.35  # a term that stands wholly in the stem
_STEM_SHARED: Final = 0.85  # one that needs the stem and the clause together
_HEADING: Final = 0.35
_HEADING_CAP: Final = 4.0
_LIKENESS: Final = 4.0
_SUBJECTS: Final = frozenset({"pupil", "staff", "parent", "governor", "visitor", "volunteer"})
_SECOND: Final = 0.30  # how near the best area a further one must come
_LEAST: Final = 1.2  # below this nothing is known: the clause is "other"


def _fold(scored: Iterable[tuple[str, float]]) -> dict[str, float]:
    """Topic to score: the best term in full and each further one less, so that synonyms do not add up."""
    by_topic: dict[str, list[float]] = {}
    for topic, weight in scored:
        by_topic.setdefault(topic, []).append(weight)
    return {
        topic: sum(weight * 0.3**place for place, weight in enumerate(sorted(weights, reverse=True)[:4]))
        for topic, weights in by_topic.items()
    }


def _terms_of(text: list[str], stem: list[str]) -> list[tuple[str, float]]:
    own = matches(Words(text))
    found: list[tuple[str, float]] = [(term.topic, term.weight) for term in own]
    if stem:
        stem_words = Words(stem)
        known: set[Term] = set(own)
        alone = set(matches(stem_words))
        for term in matches(Words([*stem, *text])):
            if term not in known:
                found.append((term.topic, term.weight * (_STEM_ONLY if term in alone else _STEM_SHARED)))
    return found


@lru_cache(maxsize=2_000)
def _heading_topics(heading: str) -> tuple[tuple[str, float], ...]:
    return tuple(_fold((term.topic, term.weight) for term in matches(Words(tokens(heading)))).items())


@lru_cache(maxsize=2_000)
def _heading_subjects(heading: str) -> frozenset[str]:
    return frozenset(tokens(heading)) & _SUBJECTS


def _add_headings(topics: dict[str, float], heading: tuple[str, ...]) -> None:
    for place, words in enumerate(reversed(heading[1:] or heading)):
        for topic, score in _heading_topics(words):
            gain = min(score * _HEADING, _HEADING_CAP) * 0.5**place
            topics[topic] = topics.get(topic, 0.0) + gain


def _areas(topics: dict[str, float]) -> dict[str, float]:
    """Area to score: its best topic in full and a fifth of its next."""
    by_area: dict[str, list[float]] = {}
    for topic, score in topics.items():
        by_area.setdefault(topic.split(".", 1)[0], []).append(score)
    areas = {}
    for area, scores in by_area.items():
        scores.sort(reverse=True)
        areas[area] = scores[0] + 0.2 * sum(scores[1:2])
    return areas


def _ranked(scores: dict[str, float]) -> list[tuple[str, float]]:
    return sorted(scores.items(), key=lambda item: (-item[1], item[0]))


def _confidence(score: float, share: float) -> float:
    """Of a topic with this score and this share of all scores: settled by a decisive term, shaken by rivals."""
    return round(min(0.97, (1 - math.exp(-score / 6)) * (0.35 + 0.65 * share)), 2)


def _topics(topics: dict[str, float], chosen: tuple[str, ...]) -> tuple[TopicGuess, ...]:
    kept = [(topic, score) for topic, score in _ranked(topics) if topic.split(".", 1)[0] in chosen]
    kept.sort(key=lambda item: (chosen.index(item[0].split(".", 1)[0]), -item[1]))
    total = sum(score for _, score in _ranked(topics)[:4]) or 1.0
    best = max((score for _, score in kept), default=0.0)
    return tuple(TopicGuess(topic, _confidence(score, score / total)) for topic, score in kept if score >= 0.45 * best)[
        :4
    ]


def classify(
    text: str, stem: str = "", heading: tuple[str, ...] = ()
) -> tuple[tuple[str, ...], tuple[TopicGuess, ...]]:
    """At most three area keys, best first, and the topics within them with a confidence from 0 to 1.

    ``stem`` is the sentence whose list the clause belongs to; ``heading`` its heading path, outermost first. Both are
    hints: what the clause itself says comes first. A clause that says nothing known is ``other``.
    """
    words = tokens(text)
    before = tokens(stem) if stem else []
    if heading and not _SUBJECTS & (frozenset(words) | frozenset(before)):
        before = [*sorted(_heading_subjects(heading[-1])), *before]
    topics = _fold(_terms_of(words, before))
    _add_headings(topics, heading)
    for topic, likeness in similarity(frozenset(words)).items():
        topics[topic] = topics.get(topic, 0.0) + _LIKENESS * likeness
    areas = _areas(topics)
    adjust(areas, frozenset(words), frozenset(before))
    ranked = _ranked(areas)
    if not ranked or ranked[0][1] < _LEAST:
        return ("other",), (TopicGuess("other.general", 0.2),)
    best = ranked[0][1]
    chosen = tuple(area for area, score in ranked[:3] if score >= _SECOND * best)
    return chosen, _topics(topics, chosen)
