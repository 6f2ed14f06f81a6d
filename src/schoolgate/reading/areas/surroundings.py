"""What stands around a clause lends it weight: the document's subject, nearest heading, list's stem, an agreement.

A sentence that says plainly what it is about needs none of it; one that does not is about what its document is about.
So what a subject lends falls with the weight of the clause's own words.
"""

import math
import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Final

from schoolgate.reading.areas.lexicon import Term, Words, matches
from schoolgate.reading.areas.words import tokens

_HEADING: Final = 0.25
_HEADING_CAP: Final = 3.0
_PRIOR: Final = 3.0  # what an area gains where the nearest heading names it alone
_STEM_PRIOR: Final = 3.5  # and where the stem of its list does
_AGREEMENT: Final = 3.0
_AGREEMENT_ALONE: Final = 3.0  # more, where nothing in the clause is specific
_SPECIFIC: Final = 7.0  # a term this heavy says what a clause is about
_DECISIVE: Final = 10.5
# What a document may be about as a whole, by a word of its title, and what that lends each of its sentences. Remote
# learning is a setting more than a subject: whatever such a policy says, it says of remote learning.
_SUBJECT: Final[dict[str, tuple[str, float]]] = {
    "homelearn": ("remote-learning", 22.0),
    "visitor": ("visitors", 8.0),
    "volunteer": ("visitors", 8.0),
    "socialmedia": ("social-media", 8.0),
    "photo": ("photo-consent", 8.0),
    "camera": ("photo-consent", 8.0),
    "mobile": ("mobile-phones-byod", 8.0),
    "owndevice": ("mobile-phones-byod", 8.0),
    "wearable": ("mobile-phones-byod", 8.0),
    "password": ("passwords", 7.0),
    "mfa": ("mfa", 7.0),
    "email": ("email-use", 7.0),
    "backup": ("backup", 8.0),
    "dispose": ("asset-disposal", 8.0),
    "inventory": ("asset-inventory", 7.0),
    "tablet": ("asset-inventory", 7.0),
    "copyright": ("copyright-takedown", 7.0),
    "licence": ("software-licensing", 7.0),
    "schoolweb": ("website-publishing", 7.0),
    "website": ("website-publishing", 7.0),
    "platform": ("cloud-sharing", 6.0),
    "cloud": ("cloud-sharing", 6.0),
    "persdata": ("personal-data-transfer", 6.0),
    "gdpr": ("personal-data-transfer", 6.0),
    "encrypt": ("encryption", 7.0),
    "filter": ("web-filtering", 5.0),
    "monitor": ("monitoring", 5.0),
    "ai": ("other", 6.0),
}
_SETTINGS: Final = frozenset({"remote-learning", "visitors"})
_WIDE: Final = frozenset({"esafety", "internet", "technology", "technolog", "ict", "safeguard", "comput", "online"})
_TABLET: Final = re.compile(r"\b(?:i-?pads?|tablets?|chromebooks?|laptops?|netbooks?)\b", re.I)
_PLAIN_POLICY: Final = re.compile(r"\b(?:polic(?:y|ies)|document|statement|guidance|procedures?)\b", re.I)
_RULES: Final = frozenset({"aup", "homeschool", "rul", "agreement", "contract", "charter", "pledge", "promis"})
_FAMILY: Final = frozenset({"pupil", "parent", "homeschool", "golden"})
_ADULT: Final = frozenset({"staff", "governor", "volunteer", "visitor", "adult", "employ", "professional"})
# In a rule that says "I", the words that only an adult or only a child would use.
_ADULT_VOICE: Final = frozenset({"pupil", "professional", "duty", "colleagu", "role", "employer"})
_PUPIL_VOICE: Final = frozenset({"staff", "adult", "parent", "homework", "grown-up", "kind"})


def fold(scored: Iterable[tuple[str, float]]) -> dict[str, float]:
    """Topic to score: the best term in full and each further one less, so that synonyms do not add up."""
    by_topic: dict[str, list[float]] = {}
    for topic, weight in scored:
        by_topic.setdefault(topic, []).append(weight)
    return {
        topic: sum(weight * 0.3**place for place, weight in enumerate(sorted(weights, reverse=True)[:4]))
        for topic, weights in by_topic.items()
    }


def by_area(topics: dict[str, float]) -> dict[str, float]:
    """Area to score: its best topic in full and a fifth of its next."""
    best: dict[str, float] = {}
    second: dict[str, float] = {}
    for topic, score in topics.items():
        area = area_of(topic)
        if area not in best:
            best[area] = score
        elif score > best[area]:
            best[area], second[area] = score, best[area]
        elif score > second.get(area, -math.inf):
            second[area] = score
    return {area: score + 0.2 * second.get(area, 0.0) for area, score in best.items()}


@cache
def area_of(topic: str) -> str:
    """``passwords`` for ``passwords.length``."""
    return topic.split(".", 1)[0]


def ranked(scores: dict[str, float]) -> list[tuple[str, float]]:
    """Best first; equals in the order of their names, so that the answer is always the same."""
    return sorted(scores.items(), key=lambda item: (-item[1], item[0]))


@lru_cache(maxsize=512)
def context(text: str) -> tuple[tuple[str, ...], frozenset[Term]]:
    """The words and terms of a stem, a heading or a sentence before, which many clauses share."""
    words = tuple(tokens(text))
    return words, frozenset(matches(Words(words)))


@lru_cache(maxsize=512)
def _named_area(heading: str) -> str:
    """The one area a heading names, or "" where it names none or several. "Email policy" is about email."""
    named = context(_PLAIN_POLICY.sub(" ", heading))[1]
    found = ranked(by_area(fold((term.topic, term.weight) for term in named)))
    if not found or found[0][1] < 3.5 or (len(found) > 1 and found[1][1] > 0.8 * found[0][1]):
        return ""
    if found[0][0] == "visitors" and "aup" in context(heading)[0]:
        return "agreement-staff"  # the visitors' agreement is an adults' agreement
    return found[0][0]


@lru_cache(maxsize=64)
def _subjects(title: str) -> tuple[tuple[str, float], ...]:
    """The areas a title says its document is about, and what each lends; none for a title that names many or none."""
    held = frozenset(context(title)[0]) | ({"tablet"} if _TABLET.search(title) else frozenset())
    found = dict(_SUBJECT[word] for word in sorted(held & _SUBJECT.keys()))
    if "visitors" in found and (held & _RULES or (held & {"staff", "pupil"} and len(found) > 1)):
        del found["visitors"]
    setting = {area: gain for area, gain in found.items() if area in _SETTINGS}
    found = setting or found
    if not found or len(found) > 2:
        return ()
    share = 1.0 if len(found) == 1 and (setting or not held & _WIDE) else 0.5
    return tuple((area, gain * share) for area, gain in found.items())


def _need(own: float) -> float:
    """How far a clause needs its surroundings: 1 where nothing in it is specific, little where a word settles it."""
    return 1.0 if own <= _SPECIFIC else 0.6 if own < _DECISIVE else 0.35


def add_headings(topics: dict[str, float], heading: tuple[str, ...]) -> None:
    """What the two nearest headings say counts a little towards the topics below them."""
    for place, words in enumerate(reversed(heading[-2:])):
        for topic, score in fold((term.topic, term.weight) for term in context(words)[1]).items():
            gain = min(score * _HEADING, _HEADING_CAP) * 0.5**place
            topics[topic] = topics.get(topic, 0.0) + gain


def add_priors(
    areas: dict[str, float], stem: str, heading: tuple[str, ...], title: str, own: float, words: frozenset[str]
) -> None:
    """Lend weight from heading, stem, title and agreement; ``own`` is the clause's heaviest term."""
    if heading and (near := _named_area(heading[-1])):
        areas[near] = areas.get(near, 0.0) + _PRIOR
    elif len(heading) > 1 and (above := _named_area(heading[-2])):
        areas[above] = areas.get(above, 0.0) + 0.7 * _PRIOR
    if (said := _named_area(stem)) and said != "roles-assigned":
        areas[said] = areas.get(said, 0.0) + _STEM_PRIOR
    subjects = dict(_subjects(heading[0]) if heading else ()) | dict(_subjects(title))
    for area, gain in subjects.items():
        areas[area] = areas.get(area, 0.0) + gain * (1.0 if area == "remote-learning" else _need(own))
    _add_agreement(areas, (title, *heading, stem), own, words)


def _whose(held: frozenset[str]) -> str:
    """The agreement that words speak of: the families', the adults', or "" where both or neither."""
    family, adult = bool(held & _FAMILY), bool(held & _ADULT)
    if family == adult:
        return ""
    return "agreement-pupil-parent" if family else "agreement-staff"


def _agreement(around: tuple[str, ...], words: frozenset[str]) -> str:
    """Whose agreement a clause stands in, by the headings and the stem around it and by its own "I" and "my"."""
    within = False
    for line in reversed(around):
        held = frozenset(context(line)[0])
        if held & _RULES or "i" in held:
            within = True
            if mine := _whose(held):
                return mine
    if "i" in words and (within or words & _PUPIL_VOICE or words & _ADULT_VOICE):
        return "agreement-staff" if words & _ADULT_VOICE else "agreement-pupil-parent" if words & _PUPIL_VOICE else ""
    return ""


def _add_agreement(areas: dict[str, float], around: tuple[str, ...], own: float, words: frozenset[str]) -> None:
    """Inside an agreement the rules are that agreement's: the adults', or the pupils' and parents'."""
    mine = _agreement(around, words)
    if mine and not (mine == "agreement-staff" and words & _FAMILY and not words & _ADULT and "i" not in words):
        theirs = "agreement-staff" if mine == "agreement-pupil-parent" else "agreement-pupil-parent"
        if not words & (
            _FAMILY if mine == "agreement-staff" else _ADULT
        ):  # what it says of the others is said of these
            areas[mine] = max(areas.get(mine, 0.0), areas.get(theirs, 0.0))
        areas[theirs] = areas.get(theirs, 0.0) - _AGREEMENT
        areas[mine] = areas.get(mine, 0.0) + _AGREEMENT + (_AGREEMENT_ALONE if own <= _SPECIFIC else 0.0)
