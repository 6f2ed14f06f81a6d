"""From a clause's words to its areas and topics, best first, with how sure that is."""

import math
from dataclasses import dataclass
from functools import cache
from typing import Final

from schoolgate.reading.areas.lexicon import Term, Words, matches
from schoolgate.reading.areas.neighbours import adjust
from schoolgate.reading.areas.similarity import similarity
from schoolgate.reading.areas.surroundings import add_headings, add_priors, area_of, by_area, context, fold, ranked
from schoolgate.reading.areas.words import tokens
from schoolgate.reading.model import TopicGuess
from schoolgate.vocabulary.topics import TOPICS

_STEM_ONLY: Final = 0.35  # a term that stands wholly in the stem
_STEM_SHARED: Final = 0.85  # one that needs the stem and the clause together
_BEFORE: Final = 0.7  # one in the sentence before, for a clause that points back to it
_BEFORE_WEAK: Final = 0.45  # and for one that says nothing of its own
_LIKENESS: Final = 6.0
_CALIBRATION: Final = 1.35  # fitted to labelled policies, on the low side: of guesses at 0.8, nine in ten held
_SECOND: Final = 0.30  # how near the best area a further one must come
_LEAST: Final = 1.2  # below this nothing is known: the clause is "other"
_SUBJECTS: Final = frozenset({"pupil", "staff", "parent", "governor", "visitor", "volunteer"})
_WEAK: Final = 6.0  # where no term of the clause's own is heavier, the sentence before is heard
_LEANING: Final = frozenset(
    {"and", "but", "or", "this", "these", "they", "it", "such", "those", "he", "she", "however", "if", "all", "any"}
)


def _terms_of(
    own: list[Term], text: list[str], stem: tuple[str, ...], alone: frozenset[Term]
) -> list[tuple[str, float]]:
    found: list[tuple[str, float]] = [(term.topic, term.weight) for term in own]
    if stem:
        known = frozenset(own)
        for term in matches(Words([*stem, *text])):
            if term not in known:
                found.append((term.topic, term.weight * (_STEM_ONLY if term in alone else _STEM_SHARED)))
    return found


def _confidence(score: float, share: float) -> float:
    """Of a topic with this score and this share of all scores: settled by a decisive term, shaken by rivals."""
    return round(min(0.95, _CALIBRATION * (1 - math.exp(-score / 6)) * (0.35 + 0.65 * share)), 2)


@cache
def _plainest(area: str) -> str:
    """The topic of an area that nothing in the sentence names: how the thing is done, before who signed for it."""
    own = [topic for topic in TOPICS if area_of(topic) == area]
    return next((topic for topic in own if topic.endswith((".acceptable-use", ".conduct"))), own[0])


def _topics(topics: dict[str, float], chosen: tuple[str, ...]) -> tuple[TopicGuess, ...]:
    order = ranked(topics)
    total = sum(score for _, score in order[:4]) or 1.0
    kept = [(topic, score) for topic, score in order if area_of(topic) in chosen]
    kept.sort(key=lambda item: (chosen.index(area_of(item[0])), -item[1]))
    best = max((score for _, score in kept), default=0.0)
    kept = [(topic, score) for topic, score in kept if score >= 0.45 * best]
    if not kept or area_of(kept[0][0]) != chosen[0]:  # the area came of what stands around: its own topic leads
        own = next((item for item in order if area_of(item[0]) == chosen[0]), None)
        kept.insert(0, own or (_plainest(chosen[0]), _LEAST))
    return tuple(TopicGuess(topic, _confidence(score, score / total)) for topic, score in kept)[:4]


def _leaning(text: str, scored: list[tuple[str, float]]) -> float:
    """How far a clause needs the sentence before: much where it points back, some where it says nothing of its own."""
    if text.lstrip(" -•*").split(" ", 1)[0].lower() in _LEANING:
        return _BEFORE
    return _BEFORE_WEAK if max((weight for _topic, weight in scored), default=0.0) <= _WEAK else 0.0


@dataclass(frozen=True, slots=True)
class _Around:
    words: tuple[str, ...]
    alone: frozenset[Term]


def _around(words: list[str], stem: str, heading: tuple[str, ...]) -> _Around:
    """The stem's words, led by whom the nearest heading is about where neither clause nor stem says."""
    before, alone = context(stem) if stem else ((), frozenset())
    if heading and not _SUBJECTS & (frozenset(words) | frozenset(before)):
        about = frozenset(context(heading[-1])[0])
        whom = about & (_SUBJECTS - {"visitor", "volunteer"} if "aup" in about else _SUBJECTS)
        before = (*sorted(whom), *before)
    return _Around(before, alone)


def _opening(stem: str) -> str:
    """A stem up to its colon: what stands after it is an item that lost its mark."""
    return stem.split(":", 1)[0]


def classify(
    text: str, stem: str = "", heading: tuple[str, ...] = (), *, title: str = "", before: str = ""
) -> tuple[tuple[str, ...], tuple[TopicGuess, ...]]:
    """At most three area keys, best first, and the topics within them with a confidence from 0 to 1.

    ``stem`` is the sentence whose list the clause belongs to; ``heading`` its heading path, outermost first; ``title``
    the document's; ``before`` the sentence before in the same paragraph, which counts only for a clause that leans on
    it ("They should be changed each term"). All are hints: what the clause itself says comes first. A clause that says
    nothing known is ``other``.
    """
    words = tokens(text)
    stem = _opening(stem)
    around = _around(words, stem, heading)
    own = matches(Words(words))
    scored = _terms_of(own, words, around.words, around.alone)
    if before and (leaning := _leaning(text, scored)):
        scored += [(term.topic, term.weight * leaning) for term in context(before)[1]]
    heaviest = max((term.weight for term in own), default=0.0)
    topics = fold(scored)
    add_headings(topics, heading)
    for topic, likeness in similarity(frozenset(words)).items():
        topics[topic] = topics.get(topic, 0.0) + _LIKENESS * likeness
    areas = by_area(topics)
    add_priors(areas, stem, heading, title, heaviest, frozenset(words))
    adjust(areas, frozenset(words), frozenset(around.words))
    order = ranked(areas)
    if not order or order[0][1] < _LEAST:
        return ("other",), (TopicGuess("other.general", 0.2),)
    best = order[0][1]
    chosen = tuple(area for area, score in order[:3] if score >= _SECOND * best)
    return chosen, _topics(topics, chosen)
