"""The five standings, and the finding that carries one with its reason."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Standing(StrEnum):
    """How a promise stands. Silence is never safety: no evidence, or stale evidence, is ``not_known``."""

    KEPT = "kept"
    DECLARED = "declared"
    NOT_KNOWN = "not_known"
    BROKEN = "broken"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Finding:
    """One answer of one control on one day. ``because`` is a sentence, and ends like one.

    A declaration names who said so (``by``) and the day it lapses (``until``); ``stale`` marks evidence that there was.
    """

    standing: Standing
    because: str
    stale: bool = False
    by: str = ""
    until: date | None = None

    def __post_init__(self) -> None:
        if not self.because.endswith((".", "?", "!")):
            raise ValueError(f"a finding's reason must be a sentence ending in a full stop: {self.because!r}")
        if self.standing is Standing.DECLARED and not (self.by and self.until):
            raise ValueError("a declaration says who declared it and until when")
