"""What a line or a cell looks like without what it says: enough to see what is wrong with a log, and nobody in it."""

import re
from collections.abc import Container, Iterable
from typing import Final

_LETTER: Final = re.compile(r"[^\W\d_]")
_DIGIT: Final = re.compile(r"\d")
_VALUE: Final = re.compile(r"://|@|\d{4}|\.[a-z]{2,}\b", re.I)
_LONGEST: Final = 300


def headings(texts: Iterable[str], known: Container[str]) -> list[str]:
    """Headings as they stand. Where one looks like what somebody did, the line is a row, and a name in it looks like
    any heading: then only those that are ``known`` stand, and of the others the shape."""
    texts = list(texts)
    if not any(_VALUE.search(text) for text in texts if text not in known):
        return texts
    return [text if text in known else shape(text) for text in texts]


def shape(text: str) -> str:
    """Every letter as ``x`` and every digit as ``9``: ``10:42 heron.example`` is ``99:99 xxxxx.xxxxxxx``."""
    return _DIGIT.sub("9", _LETTER.sub("x", text[:_LONGEST])) + ("…" if len(text) > _LONGEST else "")
