"""From a clause's words to its areas and topics, best first, with how sure that is."""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from schoolgate.reading.areas.lexicon import Term, Words, matches
from schoolgate.reading.areas.neighbours import adjust
from schoolgate.reading.areas.similarity import similarity
from schoolgate.reading.areas.words import tokens
from schoolgate.reading.model import TopicGuess

_STEM_ONLY: Final = 0.35  # a term that stands wholly in the stem
_STEM_SHARED: Final = 0.85  # one that needs the stem and the clause together
_BEFORE: Final = 0.5  # one in the sentence before, for a clause that leans on it
_HEADING: Final = 0.25
_HEADING_CAP: Final = 3.0
_PRIOR: Final = 3.5  # what an area gains where the nearest heading names it alone
_STEM_PRIOR: Final = 3.5  # and where the stem of its list does
_LIKENESS: Final = 4.0
_AGREEMENT: Final = 3.0
_CALIBRATION: Final = 1.35  # fitted to labelled policies, on the low side: of guesses at 0.8, nine in ten held
_SECOND: Final = 0.30  # how near the best area a further one must come
_LEAST: Final = 1.2  # below this nothing is known: the clause is "other"
_SUBJECTS: Final = frozenset({"pupil", "staff", "parent", "governor", "visitor", "volunteer"})
_WEAK: Final = 6.0  # where no term of the clause's own is heavier, the sentence before is heard
_LEANING: Final = frozenset(
    {"and", "but", "or", "this", "these", "they", "it", "such", "those", "he", "she", "however", "if", "all", "any"}
)
# Areas a whole document may be about, and what that lends each of its sentences. Remote learning is a setting more than
# a subject: whatever such a policy says, it says of remote learning.
_TITLED: Final = {
    "remote-learning": 14.0,
    "social-media": 6.0,
    "photo-consent": 6.0,
    "mobile-phones-byod": 5.0,
    "personal-data-transfer": 4.0,
    "email-use": 4.0,
    "passwords": 4.0,
    "cloud-sharing": 4.0,
    "web-filtering": 3.0,
    "agreement-staff": 2.0,
    "agreement-pupil-parent": 2.0,
}
_WIDE: Final = frozenset({"esafety", "internet", "technology", "technolog", "ict", "safeguard", "device", "comput"})
_PLAIN_POLICY: Final = re.compile(r"\b(?:polic(?:y|ies)|document|statement|guidance|procedures?)\b", re.I)


def _fold(scored: Iterable[tuple[str, float]]) -> dict[str, float]:
    """Topic to score: the best term in full and each further one less, so that synonyms do not add up."""
    by_topic: dict[str, list[float]] = {}
    for topic, weight in scored:
        by_topic.setdefault(topic, []).append(weight)
    return {
        topic: sum(weight * 0.3**place for place, weight in enumerate(sorted(weights, reverse=True)[:4]))
        for topic, weights in by_topic.items()
    }


@lru_cache(maxsize=512)
def _context(text: str) -> tuple[tuple[str, ...], frozenset[Term]]:
    """The words and terms of a stem or a heading, which many clauses share."""
    words = tuple(tokens(text))
    return words, frozenset(matches(Words(words)))


def _terms_of(text: list[str], stem: tuple[str, ...], alone: frozenset[Term]) -> list[tuple[str, float]]:
    own = matches(Words(text))
    found: list[tuple[str, float]] = [(term.topic, term.weight) for term in own]
    if stem:
        known = frozenset(own)
        for term in matches(Words([*stem, *text])):
            if term not in known:
                found.append((term.topic, term.weight * (_STEM_ONLY if term in alone else _STEM_SHARED)))
    return found


@lru_cache(maxsize=512)
def _named_area(heading: str) -> str:
    """The one area a heading names, or "" where it names none or several. "Email policy" is about email."""
    named = _context(_PLAIN_POLICY.sub(" ", heading))[1]
    ranked = _ranked(_areas(_fold((term.topic, term.weight) for term in named)))
    if not ranked or ranked[0][1] < 3.5 or (len(ranked) > 1 and ranked[1][1] > 0.8 * ranked[0][1]):
        return ""
    if ranked[0][0] == "visitors" and "aup" in _context(heading)[0]:
        return "agreement-staff"  # the visitors' agreement is an adults' agreement
    return ranked[0][0]


def _add_headings(topics: dict[str, float], heading: tuple[str, ...]) -> None:
    for place, words in enumerate(reversed(heading[-2:])):
        for topic, score in _fold((term.topic, term.weight) for term in _context(words)[1]).items():
            gain = min(score * _HEADING, _HEADING_CAP) * 0.5**place
            topics[topic] = topics.get(topic, 0.0) + gain


def _add_priors(areas: dict[str, float], stem: str, heading: tuple[str, ...], title: str) -> None:
    if heading and (near := _named_area(heading[-1])):
        areas[near] = areas.get(near, 0.0) + _PRIOR
    elif len(heading) > 1 and (above := _named_area(heading[-2])):
        areas[above] = areas.get(above, 0.0) + 0.7 * _PRIOR
    if (said := _named_area(stem)) and said != "roles-assigned":
        areas[said] = areas.get(said, 0.0) + _STEM_PRIOR
    about = {
        _named_area(words) for words in (title, heading[0] if heading else "") if not _WIDE & set(_context(words)[0])
    }
    for area in sorted(about & _TITLED.keys()):
        areas[area] = areas.get(area, 0.0) + _TITLED[area]
    _add_agreement(areas, (title, *heading))


def _add_agreement(areas: dict[str, float], around: tuple[str, ...]) -> None:
    """Inside an agreement the rules are that agreement's: the adults', or the pupils' and parents'."""
    for words in reversed(around):
        held = frozenset(_context(words)[0])
        if held & {"aup", "homeschool", "rul", "agreement"}:
            family = bool(held & {"pupil", "parent", "homeschool"})
            adult = bool(held & {"staff", "governor", "volunteer", "visitor", "adult"})
            if family != adult:
                mine, theirs = ("agreement-pupil-parent", "agreement-staff")[:: 1 if family else -1]
                areas[mine] = areas.get(mine, 0.0) + _AGREEMENT
                areas[theirs] = areas.get(theirs, 0.0) - _AGREEMENT
                return


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
    return round(min(0.95, _CALIBRATION * (1 - math.exp(-score / 6)) * (0.35 + 0.65 * share)), 2)


def _topics(topics: dict[str, float], chosen: tuple[str, ...]) -> tuple[TopicGuess, ...]:
    kept = [(topic, score) for topic, score in _ranked(topics) if topic.split(".", 1)[0] in chosen]
    kept.sort(key=lambda item: (chosen.index(item[0].split(".", 1)[0]), -item[1]))
    total = sum(score for _, score in _ranked(topics)[:4]) or 1.0
    best = max((score for _, score in kept), default=0.0)
    return tuple(TopicGuess(topic, _confidence(score, score / total)) for topic, score in kept if score >= 0.45 * best)[
        :4
    ]


def _leans(text: str, scored: list[tuple[str, float]]) -> bool:
    """Whether a clause needs the sentence before to be understood: it points back, or says nothing of its own."""
    first = text.lstrip(" -•*").split(" ", 1)[0].lower()
    return first in _LEANING or max((weight for _topic, weight in scored), default=0.0) <= _WEAK


@dataclass(frozen=True, slots=True)
class _Around:
    words: tuple[str, ...]
    alone: frozenset[Term]


def _around(words: list[str], stem: str, heading: tuple[str, ...]) -> _Around:
    """The stem's words, led by whom the nearest heading is about where neither clause nor stem says."""
    before, alone = _context(stem) if stem else ((), frozenset())
    if heading and not _SUBJECTS & (frozenset(words) | frozenset(before)):
        about = frozenset(_context(heading[-1])[0])
        whom = about & (_SUBJECTS - {"visitor", "volunteer"} if "aup" in about else _SUBJECTS)
        before = (*sorted(whom), *before)
    return _Around(before, alone)


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
    around = _around(words, stem, heading)
    scored = _terms_of(words, around.words, around.alone)
    if before and _leans(text, scored):
        scored += [(term.topic, term.weight * _BEFORE) for term in _context(before)[1]]
    topics = _fold(scored)
    _add_headings(topics, heading)
    for topic, likeness in similarity(frozenset(words)).items():
        topics[topic] = topics.get(topic, 0.0) + _LIKENESS * likeness
    areas = _areas(topics)
    _add_priors(areas, stem, heading, title)
    adjust(areas, frozenset(words), frozenset(around.words))
    ranked = _ranked(areas)
    if not ranked or ranked[0][1] < _LEAST:
        return ("other",), (TopicGuess("other.general", 0.2),)
    best = ranked[0][1]
    chosen = tuple(area for area, score in ranked[:3] if score >= _SECOND * best)
    return chosen, _topics(topics, chosen)
