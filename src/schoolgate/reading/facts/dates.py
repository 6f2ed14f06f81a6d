"""Dates as policies give them, and which of them is the approval and which the next review.

A month alone means its last day, a term the last day it can run to, a school year its 31 August: the date by which a
promise is surely due. ``precision`` keeps what was said.
"""

import calendar
import re
from collections.abc import Iterator
from datetime import date
from typing import Final, Literal

from schoolgate.reading.facts.lines import Line
from schoolgate.reading.model import ReadDate, Section

type _Precision = Literal["day", "month", "term", "year"]

_MONTHS: Final = {name.lower(): at for at, name in enumerate(calendar.month_name) if name} | {
    name.lower(): at for at, name in enumerate(calendar.month_abbr) if name
} | {"sept": 9}  # fmt: skip
_MONTH: Final = r"(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_YEAR: Final = r"(?P<year>(?:19|20)\d\d)"
_TERMS: Final = {"autumn": (12, 31), "michaelmas": (12, 31), "spring": (4, 30), "lent": (4, 30), "summer": (8, 31)}
_PATTERNS: Final[tuple[re.Pattern[str], ...]] = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s*(?:of\s+)?{_MONTH},?\s+{_YEAR}\b",
        rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}\b",
        rf"\b{_YEAR}-(?P<mm>\d\d)-(?P<day>\d\d)\b",
        r"\b(?P<day>\d{1,2})[./-](?P<mm>\d{1,2})[./-](?P<year>(?:19|20)?\d\d)\b",
        rf"\b{_MONTH}[\s,'-]+{_YEAR}\b",
        rf"\b{_MONTH}[\s,'-]+(?P<year>\d\d)\b",
        rf"\b(?P<mm>0?[1-9]|1[0-2])[./]{_YEAR}\b",
        rf"\b(?P<term>autumn|michaelmas|spring|lent|summer)(?:\s+term)?\s*(?:\d\s*)?[,-]?\s*{_YEAR}\b",
        rf"\b{_YEAR}\s*[/-]\s*(?P<next>(?:20)?\d\d)\b",
        rf"(?<![\d/.-]){_YEAR}(?![\d/])",
    )
)

_ANY_YEAR: Final = re.compile(r"\d\d")  # every form has a year in it


def _made(match: re.Match[str]) -> ReadDate | None:
    words = match.groupdict()
    year = int(words["year"])
    year += 2000 if year < 100 else 0
    precision: _Precision = "day"
    if words.get("term"):
        month, day = _TERMS[words["term"].lower()]
        precision = "term"
    elif words.get("next"):
        if int(words["next"]) % 100 != (year + 1) % 100:
            return None
        year, month, day, precision = year + 1, 8, 31, "year"
    elif not words.get("month") and not words.get("mm"):
        month, day, precision = 12, 31, "year"
    else:
        month = int(words["mm"]) if words.get("mm") else _MONTHS[words["month"].lower()]
        if not 1 <= month <= 12:
            return None
        day = int(words["day"]) if words.get("day") else calendar.monthrange(year, month)[1]
        precision = "day" if words.get("day") else "month"
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return ReadDate(date(year, month, day), precision, match[0])


def dates_in(text: str) -> list[tuple[int, ReadDate]]:
    """Every date in ``text`` with where it starts, in order. Of forms that overlap, the fullest is read."""
    if not _ANY_YEAR.search(text):
        return []
    found: dict[int, ReadDate] = {}
    taken = [False] * len(text)
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            made = None if any(taken[match.start() : match.end()]) else _made(match)
            if made:
                found[match.start()] = made
                taken[match.start() : match.end()] = [True] * (match.end() - match.start())
    return sorted(found.items())


_DUE: Final = re.compile(
    r"\b(?:(?:next|anticipated|future|due|proposed|planned)\s+(?:\w+\s+)?review|next\s+reviewed"
    r"|review(?:ed)?\s*(?:date|due|by|again|on or before|next)|"
    r"date\s+(?:of|for)\s+(?:next\s+|the next\s+)?review|(?:to|will) be\s+(?:next\s+)?reviewed|(?:due"
    r"|date)?\s*for\s+(?:renewal|review)|renewal date|"
    r"review\s*[:\-]|following review is due|expiry|review(?: is)? (?:is )?(?:required|scheduled)"
    r"|review\s+(?=(?:in\s+)?(?:autumn|spring|summer|\w+ 20\d\d)))",
    re.I,
)
_APPROVED: Final[tuple[re.Pattern[str], ...]] = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        r"\b(?:approv\w+|ratif\w+|adopt\w+|agreed by|agreed at|agreed)\b",
        r"\b(?:policy date|date of (?:the )?(?:policy|issue|publication|document)|issued?(?: date)?"
        r"|date (?:issued|written|created|published)|effective (?:date|from)|formulation date|in force)\b",
        r"\b(?:last\s+)?(?:review|updat|revis|amend|written|publish|version|signed|created)\w*\b",
    )
)
_LAST_REVIEW: Final = re.compile(
    r"\b(?:last|previous|date)\s+(?:review|updat|revis|amend)\w*(?!\s+date)"
    r"|\breviewed\b(?!\s+(?:by\s+)?(?:date|due|in\b|on or))",
    re.I,
)
_NEAR: Final = 110  # characters between a label and its date
_EDGE: Final = 40  # a bare date may stand among so many blocks at the top


def _labelled(read: tuple[Line, ...]) -> Iterator[tuple[str, ReadDate, bool]]:
    """Each date with the words before it (its label), and whether it stands at the top of the document.

    A line that is only a label takes the date of the next line; a table's row gives the cell before.
    """
    label = ""
    for place, line in enumerate(read):
        if line.section in {Section.LEGISLATION, Section.REFERENCES, Section.CONTENTS}:
            continue
        dates = dates_in(line.text)
        before = 0
        for start, found in dates:
            words = line.text[before:start]
            own = words if re.search(r"[a-z]{3}", words, re.I) else label
            yield own[-_NEAR:], found, place < _EDGE
            before = start + len(found.text)
        label = line.text if not dates and len(line.text) < _NEAR else ""


def _overrides(last: re.Match[str], due: re.Match[str]) -> bool:
    """Whether the words of a past review lead into those of a next one ("last review date") or come after them."""
    return last.start() < due.start() < last.end() or last.start() >= due.end()


def approved_and_review_due(read: tuple[Line, ...]) -> tuple[ReadDate | None, ReadDate | None]:
    """When the document says it was approved (or last reviewed, or issued) and when it is next to be reviewed."""
    due: ReadDate | None = None
    approved: list[ReadDate | None] = [None] * (len(_APPROVED) + 1)
    for label, found, early in _labelled(read):
        last = _LAST_REVIEW.search(label)
        if (match := _DUE.search(label)) and not (last and _overrides(last, match)):
            due = due or found
            continue
        rank = next((at for at, pattern in enumerate(_APPROVED) if pattern.search(label)), len(_APPROVED))
        if rank == len(_APPROVED) and not (early and len(label) < 60 and found.precision != "year"):
            continue
        if rank and found.precision == "year" and not early:
            continue
        approved[rank] = approved[rank] or found
    first = next((found for found in approved if found), None)
    if first and due and first.date > due.date:
        first = next((found for found in approved if found and found.date <= due.date), None)
    return first, due
