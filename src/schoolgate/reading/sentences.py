"""Where sentences begin and end. Small and our own: policies break in ways that prose splitters do not."""

import re
from typing import Final

from schoolgate.reading.wording.words import words

_ABBREVIATIONS: Final = words(
    "e.g eg i.e ie mr mrs ms miss dr st rev prof sr jr no nos vs v approx p pp para paras sec ref refs tel ext fig vol"
    " ch cf al inc dept gov hon messrs etc min max est ed eds art reg regs sched"
)
_ALWAYS_INSIDE: Final = words("e.g eg i.e ie mr mrs ms dr st rev prof vs cf messrs")
_STOP = re.compile(r"(?P<mark>\.{2,}|…|[.!?])(?P<close>[\"'”’)\]]*)(?P<gap>\s*)")
_WORD_BEFORE = re.compile(r"[A-Za-z][A-Za-z.\-]*$")
_WEB = re.compile(r"(?:https?://|www\.|\S@)\S*$", re.IGNORECASE)
# How many letters before and after a stop are looked at, so that a text of nothing but stops takes no longer than any.
_BEFORE: Final = 500
_AFTER: Final = 100
_LIST_NUMBER = re.compile(r"(?:^|[\s(])(?:\d{1,2}(?:\.\d{1,2})*|[a-hA-H]|[ivx]{1,4})$")


def spans(text: str) -> list[tuple[int, int]]:
    """The sentences of ``text`` as (start, end) pairs without the space between them; together they hold every word."""
    found, start = [], 0
    for stop in _STOP.finditer(text):
        if stop.end() < len(text) and _ends_here(text, start, stop):
            found.append((start, stop.end("close")))
            start = stop.end()
    found.append((start, len(text)))
    return [trimmed for span in found if (trimmed := trim(text, *span))[0] < trimmed[1]]


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without the white space at either end."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _ends_here(text: str, start: int, stop: re.Match[str]) -> bool:
    """Whether the stop closes a sentence rather than an abbreviation, a number, an address or a pause."""
    before = text[max(start, stop.start() - _BEFORE) : stop.start()]
    after = text[stop.end() : stop.end() + _AFTER]
    follower = next((c for c in after if c.isalnum() or c in "(“"), "")
    if not stop["gap"]:
        return _glued(before, after, stop["mark"])
    if _WEB.search(before.split(" ")[-1]) and not follower.isupper():
        return False
    if _LIST_NUMBER.search(before) and stop["mark"] == "." and len(before.split()) <= 1:
        return False
    word = _WORD_BEFORE.search(before)
    last = word.group().lower().strip(".") if word else ""
    if stop["mark"] == "." and last in _ALWAYS_INSIDE:
        return False
    if stop["mark"] == "." and last in _ABBREVIATIONS and (not follower.isupper() or last != "etc"):
        return follower.isupper() and last not in {"no", "nos", "p", "pp", "para", "v"} and last == "etc"
    if word and len(word.group()) == 1 and word.group().isupper():
        return before[word.start() - 2 : word.start()].strip() == ")" or last == "i"
    if follower.islower():
        return stop["mark"] == "." and len(last) > 2 and last.islower() and not stop["close"]
    return True


def _glued(before: str, after: str, mark: str) -> bool:
    """Whether a stop with no space after it closes a sentence: ``yearly.The school``, not ``www.school.uk``."""
    if mark != "." or _WEB.search(before.split(" ")[-1]):
        return False
    last = re.search(r"[a-z)’']{2,}$", before)
    return bool(last and re.match(r"[A-Z][a-z]*(?:\s|$|[,'’])", after))
