"""Find the clock of a clause.

A number is a clock only with a unit of time and a word that makes it one:
    "13 years"
    " old"
, "Year 2" and "in the last four
years" are not. Of several clocks the first with a number wins, then one that names a moment, then a vague one.
"""

import re
from typing import Final, Literal, cast

from schoolgate.reading.model import When
from schoolgate.reading.whens.amounts import Amount
from schoolgate.reading.whens.limits import limits
from schoolgate.reading.whens.moments import MOMENTS, combination, start_after, vague
from schoolgate.reading.whens.rhythms import RHYTHMS

_PLAIN: Final = str.maketrans({"’": "'", "‘": "'", "‑": "-", "‐": "-", "–": "-", "\xa0": " ", "*": " "})
# What people do daily they do on school days; what machines do daily they do every day.
_DAILY: Final = re.compile(r"daily|(?:every|each|per|a) (?:day|morning|afternoon)")
_MACHINES: Final = re.compile(
    r"\b(?:back(?:ed)?[\s-]?up|anti-?virus|virus|definition|server|automatic|patch|scan|update)"
)
_SAYS_WHEN: Final = re.compile(
    r"(?:this|these|it)\s+(?:(?:will|should|must|is to|are to)\s+(?:be|happen|take place|occur)|is|are"
    r"|happens?|takes? place)"
    r"(?:\s+(?:done|held|carried out|repeated|reviewed))?(?:\s+(?:at least|on an?|no less than))?"
)
_HEADING_WORDS: Final = 4  # "Termly checks" is a clock for what stands under it; a longer heading is a title

# A clock with a number has one of these letters in it: most sentences have none, and need no pattern tried.
_ANY_UNIT: Final = re.compile(
    "hour|hr|da[yi]|night|week|month|term|year|yr|quarter|ennial|annu|morning|evening|afternoon"
    "|autumn|spring|summer|january|february|march|april|june|july|august|september|october|november|december|may"
)

type _Found = tuple[int, int, Amount]


def _numeric(plain: str) -> list[_Found]:
    if not _ANY_UNIT.search(plain):
        return []
    found = limits(plain)
    for pattern, build, hints in RHYTHMS:
        if not any(hint in plain for hint in hints):
            continue
        found.extend((*match.span(), build(match)) for match in pattern.finditer(plain))
    return found


def _best(found: list[_Found]) -> _Found | None:
    """The first clock; of those that overlap, the one with the longer words; a number before none."""
    numbered = [clock for clock in found if clock[2].n is not None] or found
    if not numbered:
        return None
    first = min(numbered, key=lambda clock: (clock[0], -clock[1]))
    over = [clock for clock in numbered if clock[0] < first[1] and clock[1] > first[0]]
    return max(over, key=lambda clock: (clock[1] - clock[0], -clock[0]))


def _with_number(text: str, plain: str) -> When | None:
    best = _best(_numeric(plain))
    if best is None:
        return None
    start, end, found = best
    if found.n is None:
        return When(text=text[start:end].strip())
    combine, trigger = combination(plain, end)
    anchor = found.anchor or trigger or start_after(plain, end)
    clock = found.clock
    if (found.n, found.unit, clock) == (1, "day", "calendar") and _DAILY.search(plain[start:end]):
        clock = "calendar" if _MACHINES.search(plain) else "school"
    joined = cast(Literal["sooner_of", "later_of"] | None, combine)
    return When(text[start:end].strip(), found.n, found.unit, clock, anchor, joined)


def _with_moment(text: str, plain: str) -> When | None:
    for pattern, anchor in MOMENTS:
        if match := pattern.search(plain):
            return When(text=text[match.start() : match.end()].strip(), anchor=anchor or f"before {match['what']}")
    return None


def _with_vague(text: str, plain: str) -> When | None:
    match = vague(plain)
    return When(text=text[match.start() : match.end()]) if match else None


def _own(text: str) -> When | None:
    plain = text.translate(_PLAIN).lower()
    if len(plain) != len(text):  # a letter that grows in lower case would shift what is quoted
        text = plain
    return _with_number(text, plain) or _with_moment(text, plain) or _with_vague(text, plain)


def _told_after(after: str) -> When | None:
    """The clock of a sentence that says no more than when: "This will be at least once a year."."""
    plain = after.translate(_PLAIN).lower()
    opening = _SAYS_WHEN.match(plain)
    best = _best(_numeric(plain)) if opening else None
    if opening is None or best is None or best[0] - opening.end() > 1:
        return None
    return _with_number(after, plain)


def find_when(text: str, stem: str = "", heading: tuple[str, ...] = (), *, after: str = "") -> When | None:
    """The clock of the clause ``text``, or None where it gives no time at all.

    A list item takes its stem's clock where it has none of its own, and a clause takes that of a heading of a few words
    that holds a number of units ("Termly checks"), or of the sentence after it where that says only when. The text of
    the answer is quoted as the policy wrote it.
    """
    own = _own(text)
    if own is not None and (own.n is not None or own.anchor):
        return own
    inherited = _own(stem) if stem else None
    if inherited is not None and (inherited.n is not None or own is None):
        return inherited
    if after and (told := _told_after(after)):
        return told
    if own is None and heading and len(heading[-1].split()) <= _HEADING_WORDS:
        over = _own(heading[-1])
        return over if over is not None and over.n is not None else None
    return own
