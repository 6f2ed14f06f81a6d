"""Numbers and units of time as policies write them, and the parts of patterns that find them."""

import re
from dataclasses import dataclass
from typing import Final, cast

from schoolgate.reading.model import ClockName, Unit

_NUMBERS: Final = {
    "a": 1, "an": 1, "one": 1, "single": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fourteen": 14, "fifteen": 15, "eighteen": 18, "twenty": 20,
    "twenty-four": 24, "twenty four": 24, "twenty-eight": 28, "thirty": 30, "forty": 40, "forty-eight": 48,
    "forty eight": 48, "sixty": 60, "seventy-two": 72, "seventy two": 72, "ninety": 90,
}  # fmt: skip
_WORDS: Final = "|".join(sorted(map(re.escape, _NUMBERS), key=len, reverse=True))

_MANY: Final = "|".join(word for word in _WORDS.split("|") if word not in {"a", "an", "one", "single"})

NUMBER: Final = rf"(?<![\w.£$/-])(?P<n>\d{{1,3}}|{_WORDS})(?:\s*\(\w+\))?"
# As NUMBER, without the words that may be mere articles.
COUNT: Final = rf"(?<![\w.£$/-])(?P<n>\d{{1,3}}|one|{_MANY})(?:\s*\(\w+\))?"
KIND: Final = r"(?:(?P<kind>working|business|school|academic|calendar|consecutive|clear|full|whole|term)[\s-]+)?"
UNIT: Final = r"(?P<unit>half[\s-]?term|hour|hr|day|week|fortnight|month|term|year|yr)(?:s'|'s|s)?(?![\w-]*\w)"
SPAN: Final = rf"{NUMBER}[\s-]+{KIND}{UNIT}"
# "13 years old", "years of age", "11 years and over" are ages; "each year group" is a class.
NOT_AGE: Final = (
    r"(?!\s*(?:old\b|of age\b|and (?:over|under|above|older|younger)\b|or (?:over|under|above|older)\b|group))"
)

_SCHOOL_UNITS: Final = frozenset({"term", "half_term"})


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of units on a clock, or none of the three where the words name a moment or are vague."""

    n: int | None = None
    unit: Unit | None = None
    clock: ClockName | None = None
    anchor: str | None = None


def number(words: str) -> int:
    """The number a policy writes: "72", "seventy-two", "one"."""
    return int(words) if words.isdigit() else _NUMBERS[re.sub(r"\s+", " ", words)]


def unit_of(word: str) -> tuple[int, Unit]:
    """The model's unit for a word of a policy, with how many of it the word is: a fortnight is two weeks."""
    if word.startswith("half"):
        return 1, "half_term"
    if word == "fortnight":
        return 2, "week"
    return 1, cast(Unit, {"hr": "hour", "yr": "year"}.get(word, word))


def clock_of(unit: Unit, kind: str | None) -> ClockName:
    """The clock a unit runs on: hours on the wall's, terms on the school's, the rest on the calendar's unless said."""
    if unit == "hour":
        return "wall"
    if kind in {"working", "business"}:
        return "working"
    if unit in _SCHOOL_UNITS or kind in {"school", "academic", "term"}:
        return "school"
    return "calendar"


def amount(n: int, word: str, kind: str | None, anchor: str | None = None) -> Amount:
    scale, unit = unit_of(word)
    return Amount(n * scale, unit, clock_of(unit, kind), anchor)
