"""What a line or a cell looks like without what it says: enough to see what is wrong with a log, and nobody in it."""

import re
from typing import Final

_LETTER: Final = re.compile(r"[^\W\d_]")
_DIGIT: Final = re.compile(r"\d")
_VALUE: Final = re.compile(r"://|@|\d{4}|\.[a-z]{2,}\b", re.I)
_LONGEST: Final = 300


def heading(text: str) -> str:
    """A heading as it stands; its shape where it looks like what somebody did, for then a row was taken for one."""
    return shape(text) if _VALUE.search(text) else text


def shape(text: str) -> str:
    """Every letter as ``x`` and every digit as ``9``: ``10:42 heron.example`` is ``99:99 xxxxx.xxxxxxx``."""
    return _DIGIT.sub("9", _LETTER.sub("x", text[:_LONGEST])) + ("…" if len(text) > _LONGEST else "")
