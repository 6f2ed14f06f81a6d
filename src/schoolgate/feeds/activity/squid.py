"""What Squid's logs share, whatever their format: accounts, what was decided, and the words for both."""

import re
from functools import lru_cache
from typing import Final
from urllib.parse import unquote

from schoolgate.feeds.activity.contract import LONGEST_RAW

_RESULT: Final = re.compile(r"([A-Z_]+)[/:](\d{1,3})", re.ASCII).fullmatch
_ASKED_WHO: Final = 407
_FIRST_FAILING: Final = 400
NO_REQUEST: Final = "error:"  # what stands for the address where a client sent no request at all


@lru_cache(1 << 14)
def one_account(text: str) -> str:
    """The name somebody signed in with; Squid writes odd letters of it as per cent and two figures."""
    return "" if text == "-" else unquote(text, errors="replace").lower()[:LONGEST_RAW]


def verdict_of(result: str, status: int) -> str:
    """What was decided, from ``TCP_DENIED`` and the status sent. Who was only asked to sign in was not blocked, and
    where no request was understood nothing was decided."""
    if "DENIED" in result:
        return "" if status == _ASKED_WHO else "block"
    if result.startswith(("NONE", "TAG_NONE")) and (status >= _FIRST_FAILING or not status):
        return ""
    return "allow"


def result_of(text: str) -> tuple[str, int] | None:
    """The result and status of ``TCP_MISS/200``; None for what is none."""
    found = _RESULT(text)
    return (found[1], int(found[2])) if found else None
