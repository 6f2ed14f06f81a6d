"""Term dates as schools write them, line by line, to periods. Pure: what is not understood is kept with the reason.

Understood: ``Autumn term: 2 September 2026 to 18 December 2026``, ``Half term 26-30 Oct``, a heading ``Autumn term``
with ``Term starts`` and ``Term ends`` under it, ``INSET days: 1 and 2 September``, ``Closed: 6 May 2027 (polling
station)``, dates as 02/09/2026 (day first) or 2026-09-02, and our own ``term | Autumn term | 2026-09-02 | 2026-12-18``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from schoolgate.kernel.clocks.terms import academic_year_of

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH: Final = r"(?P<month>jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DATE: Final = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH},?(?:\s+(?P<year>\d{{4}}))?\b"
    r"|\b(?P<d>\d{1,2})[/.](?P<m>\d{1,2})[/.](?P<y>\d{4}|\d{2})\b"
    r"|\b(?P<iso>\d{4}-\d{2}-\d{2})\b",
    re.IGNORECASE,
)
_WEEKDAY: Final = r"(?:(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
# "26 to 30 October": the first day borrows the month of the second.
_BORROWS: Final = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(\s*(?:-|–|—|to|until|and|&)\s*{_WEEKDAY})(\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}(?:\s+\d{{4}})?)",
    re.IGNORECASE,
)
_ORDINARY: Final = (
    ("passed over", re.compile(r"\bbank holiday|\bpublic holiday", re.IGNORECASE)),
    (
        "inset",
        re.compile(r"\binset\b|\btraining\b|\bstaff (?:only )?day|\bnon[- ]?pupil|\bin[- ]service", re.IGNORECASE),
    ),
    ("starts", re.compile(r"\b(?:starts?|begins?|opens?|re-?opens?|returns?)\b|\bfirst day\b", re.IGNORECASE)),
    ("ends", re.compile(r"\b(?:ends?|finish(?:es)?|breaks? up)\b|\bschool closes\b|\blast day\b", re.IGNORECASE)),
    ("closure", re.compile(r"\bclos(?:ed|ure)\b|\bpolling\b", re.IGNORECASE)),
    ("term", re.compile(r"\b(?:first|second|1st|2nd) half\b", re.IGNORECASE)),
    ("half-term", re.compile(r"\bhalf[- ]?term\b|\bmid[- ]?term\b|\bhalf term\b", re.IGNORECASE)),
    ("passed over", re.compile(r"\bholidays?\b|\bbreak\b", re.IGNORECASE)),
    ("term", re.compile(r"\bterm\b|\bautumn\b|\bspring\b|\bsummer\b", re.IGNORECASE)),
)
_NAMES: Final = {"half-term": "Half-term", "inset": "Staff training day", "closure": "Closed", "term": "Term"}
KINDS: Final = ("term", "half-term", "inset", "closure")
LONGEST_NAME: Final = 80
_EDGES: Final = " :–—-|,*"


@dataclass(frozen=True, slots=True, order=True)
class Said:
    """One period as it was understood, first day to last."""

    first: date
    last: date
    kind: str
    name: str

    @property
    def plain(self) -> str:
        """A line that reads as this again."""
        return f"{self.kind} | {self.name} | {self.first.isoformat()} | {self.last.isoformat()}"


@dataclass(frozen=True, slots=True)
class Understood:
    """What was understood, by first day; and each line that was not, with why."""

    said: tuple[Said, ...]
    left: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class _Reader:
    year: int
    heading: str = ""
    begun: dict[str, date] = field(default_factory=dict)
    said: list[Said] = field(default_factory=list)
    left: list[tuple[str, str]] = field(default_factory=list)


def read_lines(text: str, *, year: int) -> Understood:
    """``year`` is when the academic year begins that dates without a year lie in."""
    reader = _Reader(year)
    for line in text.splitlines():
        if line.strip():
            _line(reader, " ".join(line.replace("\u00a0", " ").split()))
    reader.left += [(f"{name}: {day}", "it starts, and no end is given.") for name, day in reader.begun.items()]
    return Understood(tuple(sorted(set(reader.said))), tuple(reader.left))


def _line(reader: _Reader, line: str) -> None:
    if line.count("|") == 3:
        _plain(reader, line)
        return
    spelt = _BORROWS.sub(lambda found: f"{found[1]} {found['month']}{found[2]}{found[3]}", line)
    try:
        dates = list(_dates(spelt, reader.year))
    except ValueError:
        reader.left.append((line, "it holds a date that is not in the calendar."))
        return
    before = _before_dates(spelt)
    kind = next((kind for kind, words in _ORDINARY if words.search(before or spelt)), "")
    if not dates:
        if kind == "term":
            reader.year = _year_said(line, reader.year)
            reader.heading = re.sub(r"\s*\b\d{4}(?:\s*[-/–]\s*\d{2,4})?\b", "", line).strip(" :-–*#")
        elif not re.search(r"\bdates\b|\bcalendar\b|\byear\b", line, re.IGNORECASE):
            reader.left.append((line, "no date is in it."))
        return
    reader.year = academic_year_of(dates[-1])
    if not kind and reader.heading and not before:
        kind = "term"
    _keep(reader, line, kind, before, dates)


def _keep(reader: _Reader, line: str, kind: str, before: str, dates: list[date]) -> None:
    if kind == "passed over":
        return  # holidays follow from the terms, and bank holidays are known
    if kind in ("starts", "ends"):
        _edge(reader, line, kind, before, dates[0])
    elif kind in ("inset", "closure"):
        ranged = len(dates) == 2 and re.search(r"\d\s*(?:-|–|—|\bto\b|\buntil\b)\s*[a-z]*\s*\d", line, re.IGNORECASE)
        for first, last in [(dates[0], dates[1])] if ranged else [(day, day) for day in dates]:
            _add(reader, line, kind, _name(kind, before, reader), first, last)
    elif kind and len(dates) == 2:
        _add(reader, line, kind, _name(kind, before, reader), *dates)
    elif kind:
        reader.left.append((line, "a first and a last day are needed, and nothing else."))
    else:
        reader.left.append((line, "it does not say what these days are."))


def _edge(reader: _Reader, line: str, kind: str, before: str, day: date) -> None:
    own = re.search(r"(?:(?:autumn|spring|summer)\s+)?term(?:\s+\d)?", before, re.IGNORECASE)
    season = re.search(r"autumn|spring|summer|term \d", before, re.IGNORECASE)
    name = own[0].strip().capitalize() if own and season else reader.heading or "Term"
    if kind == "starts":
        reader.begun[name] = day
    elif name in reader.begun:
        _add(reader, line, "term", name, reader.begun.pop(name), day)
    else:
        reader.left.append((line, "it ends, and no start is given before it."))


def _add(reader: _Reader, line: str, kind: str, name: str, first: date, last: date) -> None:
    if last < first:
        reader.left.append((line, "the last day is before the first."))
    elif kind == "term" and not 14 <= (last - first).days <= 200:
        reader.left.append((line, "that is too short or too long for a term."))
    elif kind == "half-term" and (last - first).days > 20:
        reader.left.append((line, "that is too long for a half-term holiday."))
    else:
        reader.said.append(Said(first, last, kind, name))


def _plain(reader: _Reader, line: str) -> None:
    kind, name, first, last = (part.strip() for part in line.split("|"))
    try:
        days = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        reader.left.append((line, "it holds a date that is not in the calendar."))
        return
    if kind in KINDS:
        _add(reader, line, kind, (name or _NAMES[kind])[:LONGEST_NAME], *days)
    else:
        reader.left.append((line, f"{kind or 'nothing'} is none of {', '.join(KINDS)}."))


def _dates(line: str, year: int) -> Iterator[date]:
    """A date without a year lies in the academic year of one in its line that has one, else in that of ``year``."""
    found = list(_DATE.finditer(line))
    given = [academic_year_of(_whole(one, year)) for one in found if one["iso"] or one["y"] or one["year"]]
    for one in found:
        yield _whole(one, given[-1] if given else year)


def _whole(found: re.Match[str], year: int) -> date:
    if found["iso"]:
        return date.fromisoformat(found["iso"])
    if found["d"]:
        short = int(found["y"])
        return date(short if short > 99 else 2000 + short, int(found["m"]), int(found["d"]))
    month = _MONTHS.index(found["month"][:3].lower()) + 1
    return date(int(found["year"] or (year if month >= 8 else year + 1)), month, int(found["day"]))


def _year_said(heading: str, year: int) -> int:
    """The academic year of a heading such as "Spring term 2027" or "2026/27 Autumn term"; else the one before it."""
    found = re.search(r"\b(20\d\d)\b", heading)
    if found is None:
        return year
    spring = re.search(r"spring|summer", heading, re.IGNORECASE) and not re.search(r"20\d\d\s*[-/–]", heading)
    return int(found[1]) - 1 if spring else int(found[1])


def _before_dates(line: str) -> str:
    found = _DATE.search(line)
    words = (line[: found.start()] if found else line).strip(_EDGES)
    return re.sub(rf"(?:\bfrom\s*)?{_WEEKDAY}$", "", f"{words} ", flags=re.IGNORECASE).strip(_EDGES)


def _name(kind: str, before: str, reader: _Reader) -> str:
    """What the line calls it; a half-term holiday under a heading takes that term's name in front."""
    words = before.strip() or (reader.heading if kind == "term" else "")
    if kind == "half-term" and reader.heading and not re.search("autumn|spring|summer", words, re.IGNORECASE):
        words = f"{reader.heading} half-term"
    return (words or _NAMES[kind])[:LONGEST_NAME]
