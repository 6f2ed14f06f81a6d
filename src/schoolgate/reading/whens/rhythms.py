"""Clocks that come round again, each written as the interval between: "twice a year" is six months."""

import re
from collections.abc import Callable
from typing import Final

from schoolgate.reading.model import Unit
from schoolgate.reading.whens.amounts import COUNT, KIND, NOT_AGE, SPAN, UNIT, Amount, amount, clock_of, number, unit_of

_EACH: Final = r"(?:a|an|per|each|every|in (?:a|each|every|any)|during (?:the|each)|over the course of (?:the|a|each))"
_TIMES: Final = r"(?P<times>once|twice|thrice|(?P<n>\d|two|three|four|five|six|ten|twelve)\s+(?:\w+\s+){0,2}?times)"
_SESSIONS: Final = (
    "session|meeting|lesson|assembl|update|review|check|test|event|newsletter|report|visit|drill|workshop|"
    "course|audit|briefing|survey|inspection|backup|bulletin"
)
_SESSION: Final = rf"(?:{_SESSIONS})s?".replace("assembl", r"assembl\w+")
_SCHOOL_PERIOD: Final = r"(?:(?P<kind>school|academic)\s+)?(?P<unit>half[\s-]?term|term|year)\b(?!\s*group)"
_SEASONS: Final = (
    "january|february|march|april|may|june|july|august|september|october|november|december|autumn|spring|summer"
)

# An adverb of rhythm, as its interval. "Bi-annually" is twice a year or every two years: no number, the linter asks.
_ADVERBS: Final[tuple[tuple[str, int | None, Unit | None], ...]] = (
    (r"half[\s-]?termly", 1, "half_term"),
    (r"termly", 1, "term"),
    (r"hourly", 1, "hour"),
    (r"daily|nightly", 1, "day"),
    (r"fortnightly", 2, "week"),
    (r"weekly", 1, "week"),
    (r"quarterly", 3, "month"),
    (r"monthly", 1, "month"),
    (r"bi[\s-]?annual(?:ly)?|bi[\s-]?yearly|bi[\s-]?monthly|bi[\s-]?weekly", None, None),
    (r"biennial(?:ly)?", 2, "year"),
    (r"triennial(?:ly)?", 3, "year"),
    (r"annual(?:ly)?|yearly|per annum", 1, "year"),
)
_ADVERB: Final = "|".join(f"(?P<a{at}>{words})" for at, (words, _n, _unit) in enumerate(_ADVERBS))
_NOT_ADVERB: Final = r"(?!\s+(?:routine|life|lives|living|leave\b|activit|mile|prayer|worship))"

# How often in a period, as the interval between. What does not divide is taken a little shorter.
_SPLIT: Final[dict[Unit, dict[int, tuple[int, Unit]]]] = {
    "year": {2: (6, "month"), 3: (4, "month"), 4: (3, "month"), 5: (2, "month"), 6: (2, "month"), 12: (1, "month")},
    "term": {2: (1, "half_term"), 3: (4, "week"), 4: (3, "week")},
    "half_term": {2: (3, "week"), 3: (2, "week")},
    "month": {2: (2, "week"), 3: (10, "day"), 4: (1, "week")},
    "week": {2: (3, "day"), 3: (2, "day"), 4: (1, "day"), 5: (1, "day")},
    "day": {2: (12, "hour"), 3: (8, "hour"), 4: (6, "hour")},
}


def _interval(times: int, match: re.Match[str]) -> Amount:
    scale, unit = unit_of(match["unit"])
    if unit == "year" and match["kind"] in {"school", "academic"} and times in {3, 6}:
        return Amount(1, "term" if times == 3 else "half_term", "school")
    if times == 1:
        return amount(1, match["unit"], match["kind"])
    split = _SPLIT.get(unit, {}).get(times) if scale == 1 else None
    return Amount(split[0], split[1], clock_of(split[1], None)) if split else Amount()


def _times(match: re.Match[str]) -> Amount:
    """ "Three times a year"."""
    return _interval({"once": 1, "twice": 2, "thrice": 3}.get(match["times"]) or number(match["n"]), match)


def _sessions(match: re.Match[str]) -> Amount:
    """ "Two training sessions each term"."""
    return _interval(number(match["n"]), match)


def _every(match: re.Match[str]) -> Amount:
    """ "Every term", "every 90 days", "each academic year"."""
    n = match.groupdict().get("n")
    return amount(number(n) if n else 1, match["unit"], match["kind"])


def _alternate(match: re.Match[str]) -> Amount:
    return amount(2, match["unit"], match["kind"])


def _edge(match: re.Match[str]) -> Amount:
    """ "At the beginning of each academic year": yearly, on the school's clock."""
    _scale, unit = unit_of(match["unit"])
    edge = "end" if match["edge"] in {"end", "close"} else "start"
    name = {"year": "academic year", "half_term": "half term"}.get(unit, unit)
    return Amount(1, unit, "school", f"{edge} of {name}")


def _day_of_week(match: re.Match[str]) -> Amount:
    return Amount(1, "week", "calendar", match["weekday"].capitalize())


def _part_of_day(_match: re.Match[str]) -> Amount:
    """ "Every morning", "each night"."""
    return Amount(1, "day", "calendar")


def _season(match: re.Match[str]) -> Amount:
    return Amount(1, "year", "school", match["season"].capitalize())


def _adverb(match: re.Match[str]) -> Amount:
    """ "Termly", "six-monthly", "twice-yearly"."""
    _words, n, unit = next(row for at, row in enumerate(_ADVERBS) if match[f"a{at}"])
    if n is None or unit is None:
        return Amount()
    if match["twice"]:
        split = _SPLIT.get(unit, {}).get(2)
        return Amount(split[0], split[1], clock_of(split[1], None)) if split else Amount()
    return Amount(number(match["n"]) if match["n"] else n, unit, clock_of(unit, None))


# A pattern, what makes a clock of its match, and words of which it needs one: most sentences have none of them.
type Rhythm = tuple[re.Pattern[str], Callable[[re.Match[str]], Amount], tuple[str, ...]]


def _compiled(pattern: str, build: Callable[[re.Match[str]], Amount], *hints: str) -> Rhythm:
    return re.compile(pattern), build, hints


_GUARD: Final = r"(?!\s*(?:group|[12]?\d\b|r\b|one\b|two\b))"  # "every Year 2 class"
_OF_EACH: Final = r"of (?:each|every|the|a|any|an)\s+(?:new )?"
RHYTHMS: Final[tuple[Rhythm, ...]] = (
    _compiled(
        rf"\bthe (?P<edge>beginning|start|end|outset|close) {_OF_EACH}{_SCHOOL_PERIOD}",
        _edge,
        "beginning",
        "start",
        "end",
        "outset",
        "close",
    ),
    _compiled(rf"\b(?:every|each)\s+{SPAN}{NOT_AGE}", _every, "every", "each"),
    _compiled(rf"\b{_TIMES}[\s,]+{_EACH}\s+{KIND}{UNIT}{NOT_AGE}", _times, "once", "twice", "thrice", "times"),
    _compiled(
        rf"\b{COUNT}\s+(?:[\w'-]+\s+){{0,3}}{_SESSION}\s+(?:\w+\s+)?{_EACH}\s+{KIND}{UNIT}{NOT_AGE}",
        _sessions,
        *_SESSIONS,
    ),
    _compiled(rf"\b(?:alternate|every (?:other|second|alternate))\s+{KIND}{UNIT}", _alternate, "alternate", "every"),
    _compiled(rf"\b(?:every|each|per)\s+{KIND}{UNIT}{_GUARD}", _every, "every", "each", "per"),
    _compiled(rf"\b(?:every|each) (?P<season>{_SEASONS})\b", _season, "every", "each"),
    _compiled(
        r"\b(?:every|each) (?P<weekday>monday|tuesday|wednesday|thursday|friday)\b", _day_of_week, "every", "each"
    ),
    _compiled(r"\b(?:every|each) (?:morning|night|evening|afternoon)\b", _part_of_day, "every", "each"),
    _compiled(
        rf"\b(?:(?P<twice>twice)[\s-]|{COUNT}[\s-])?\b(?:{_ADVERB})\b{_NOT_ADVERB}", _adverb, "ly", "annu", "ennial"
    ),
    _compiled(
        rf"\b{SPAN}\s+(?:rolling\s+|review\s+)?(?:cycle|programme|interval|rota)",
        _every,
        "cycle",
        "programme",
        "interval",
        "rota",
    ),
    _compiled(rf"\bintervals of (?:no more than\s+)?{SPAN}", _every, "intervals of"),
)
