"""The four verdicts of a gate, and which of several decides."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Final


class Verdict(StrEnum):
    """May this one act happen now? ``hold``: somebody is asked first. ``warn``: it may, with a word of warning."""

    ALLOW = "allow"
    WARN = "warn"
    HOLD = "hold"
    BLOCK = "block"


_WEIGHT: Final = tuple(Verdict)


def strictest(verdicts: Iterable[Verdict]) -> Verdict:
    """The verdict that decides. ``block`` where there are none at all: silence never opens a gate."""
    return max(verdicts, key=_WEIGHT.index, default=Verdict.BLOCK)
