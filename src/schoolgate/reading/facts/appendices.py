"""Appendices: which the document cites and which it carries, so that a missing one can be seen."""

import re
from typing import Final

from schoolgate.reading.facts.lines import Line
from schoolgate.reading.model import Section

_ONE: Final = r"(?:\d{1,2}[a-z]?|[A-Z]|[ivx]{1,4})"
_CITED: Final = re.compile(
    rf"\b(?:appendix|appendices|annex(?:e|es)?)\s+(?P<first>{_ONE})\b(?P<more>(?:\s*(?:,|and|&|to|-)\s*{_ONE}\b)*)",
    re.I,
)
_PRESENT: Final = re.compile(rf"^(?:[#*\s]*)(?:appendix|annex(?:e)?)\s+(?P<first>{_ONE})\b(?P<rest>.*)$", re.I)
_CONTENTS_END: Final = re.compile(r"(?:\.{2,}|…|\s)\s*\d{1,3}\s*$")
_SENTENCE: Final = re.compile(
    r"\b(?:sets? out|contains?|provides?|is|are|shows?|gives?|must|will|should|outlines?|details)\b"
)
_LONGEST: Final = 140


def _names(match: re.Match[str]) -> list[str]:
    more = match.groupdict().get("more") or ""
    names = [match["first"], *re.findall(_ONE + r"(?=\s|,|$|&|-)", more, re.I)]
    numbers = [name for name in names if name.isdigit()]
    if re.search(r"\bto\b|-", more) and len(numbers) == 2 and 0 < int(numbers[1]) - int(numbers[0]) < 20:
        names = [str(n) for n in range(int(numbers[0]), int(numbers[1]) + 1)]
    return [f"Appendix {name.upper()}" for name in names if name.lower() not in {"and", "to"}]


def _order(name: str) -> tuple[int, str]:
    number = re.search(r"\d+", name)
    return (int(number[0]) if number else 99, name)


def appendices(read: tuple[Line, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The appendices cited anywhere, and those that begin somewhere outside a contents page."""
    cited: set[str] = set()
    present: set[str] = set()
    for line in read:
        for match in _CITED.finditer(line.text):
            cited.update(_names(match))
        begins = _PRESENT.match(line.text)
        if not begins or len(line.text) > _LONGEST or line.section is Section.CONTENTS:
            continue
        if not _CONTENTS_END.search(begins["rest"]) and not _SENTENCE.search(begins["rest"]):
            present.add(f"Appendix {begins['first'].upper()}")
    return tuple(sorted(cited, key=_order)), tuple(sorted(present, key=_order))
