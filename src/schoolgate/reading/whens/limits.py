"""Clocks that run out once: a deadline, a time of notice, how long something is kept."""

import re
from typing import Final

from schoolgate.reading.whens.amounts import KIND, NOT_AGE, SPAN, UNIT, Amount, amount, number

_KEEPING: Final = re.compile(
    r"\b(?:keep|kept|keeps|retain\w*|retention|stor(?:e|es|ed)|held|archiv\w+|delet\w+|destroy\w*|eras\w+)\b"
)
# "In the last four years" looks back; "aged 13 years" is an age: neither is a clock.
_BACK: Final = re.compile(r"\b(?:last|past|previous|preceding|recent)\s+(?:\w+\s+)?$")
_AGE: Final = re.compile(
    r"\b(?:aged?|ages|age of|under|over|(?:children|pupils|young people|those)\s(?:of|from|up to))\s*$"
)
_FIRST: Final = r"(?:the\s+|their\s+|a\s+)?(?:(?:next|first|following)\s+)?(?:(?:period|maximum|limit|minimum) of\s+)?"
_WITHIN: Final = (
    r"(?:within|inside|in under|no later than|not later than|no longer than|no more than|not more than|"
    r"not exceed(?:ing)?|up to|(?:a )?maximum of|at most|at the latest)"
)
_FOR: Final = (
    r"(?:for|after|longer than|more than|(?:a )?minimum of|at least|older than|exceeding|period of|not less than|"
    r"no less than|fewer than|less than)"
)
_ABOUT: Final = (
    r"(?:(?:at least|up to|over|more than|approximately|around|about|a further|a minimum of|a maximum of)\s+)?"
)

_DEADLINE: Final = re.compile(rf"\b{_WITHIN}\s+{_FIRST}{SPAN}{NOT_AGE}")
_FIRST_UNIT: Final = re.compile(
    rf"\bwithin (?:the|their|a|his or her) (?:(?:first|next|same)\s+)?{KIND}{UNIT}(?! of\b.{{0,20}}?\bday)"
)
_NEXT_DAY: Final = re.compile(
    r"\b(?:by|on|before|within)\s+(?:the\s+)?(?:end of (?:the )?)?(?:next|following)\s+"
    r"(?:(?P<kind>working|school|business)\s+)?day\b"
)
_NOTICE: Final = re.compile(rf"\b{SPAN}\s*(?:notice|in advance|before\b|prior to|beforehand)")
_AHEAD: Final = re.compile(rf"\bin\s+{SPAN}(?:\s+time\b|(?<=working days)|(?<=working day)|(?<=school days))")
_DURATION: Final = re.compile(rf"\b{_FOR}\s+(?:a\s+)?{_FIRST}{_ABOUT}{SPAN}{NOT_AGE}")
_AFTERWARDS: Final = re.compile(rf"\b{SPAN}\s+(?:after|from|of|following|later)\b")
_ALONE: Final = re.compile(rf"(?:^|[:(]\s*|\s-\s){SPAN}\s*[).]?\s*$")


def _counts(match: re.Match[str], text: str) -> bool:
    before = text[: match.start("n")]
    return not _BACK.search(before) and not _AGE.search(before)


def limits(text: str) -> list[tuple[int, int, Amount]]:
    """Where each limit of ``text`` (lower case) stands, and what it is."""
    keeping = bool(_KEEPING.search(text))
    found: list[tuple[int, int, Amount]] = []

    def add(match: re.Match[str], anchor: str | None = None) -> None:
        if _counts(match, text):
            found.append((*match.span(), amount(number(match["n"]), match["unit"], match["kind"], anchor)))

    for match in _NOTICE.finditer(text):
        add(match, "notice")
    for match in _DEADLINE.finditer(text):
        add(
            match,
            "retention" if keeping and match[0].startswith(("no longer", "up to", "not more", "no more")) else None,
        )
    for match in _FIRST_UNIT.finditer(text):
        found.append((*match.span(), amount(1, match["unit"], match["kind"])))
    for match in _NEXT_DAY.finditer(text):
        found.append((*match.span(), amount(1, "day", match["kind"])))
    for match in _AHEAD.finditer(text):
        add(match)
    for match in _DURATION.finditer(text):
        add(match, "retention" if keeping else "duration")
    for match in _ALONE.finditer(text):
        add(match)
    for match in _AFTERWARDS.finditer(text):
        add(match, "retention" if keeping else None)
    return found
