"""The words a page may use for what the code calls otherwise. One mapping; a test keeps code words off the screen.

Keys are the stored words; values are what people read. The five marks always carry a shape, a word and a colour.
"""

from dataclasses import dataclass
from typing import Final

from schoolgate.kernel.standings import Standing


@dataclass(frozen=True, slots=True)
class Mark:
    """One of the five marks: ``tone`` names its colour, ``shape`` its drawing, ``words`` are read beside it."""

    tone: str
    shape: str
    words: str


MARKS: Final[dict[Standing, Mark]] = {
    Standing.KEPT: Mark("kept", "kept", "Kept"),
    Standing.DECLARED: Mark("said", "said", "Confirmed"),
    Standing.NOT_KNOWN: Mark("none", "none", "No evidence yet"),
    Standing.BROKEN: Mark("fix", "fix", "Needs putting right"),
    Standing.NOT_APPLICABLE: Mark("na", "na", "Doesn’t apply here"),
}
STALE: Final = Mark("none", "old", "Evidence out of date")


def mark_for(standing: Standing, *, stale: bool = False) -> Mark:
    """The mark of a standing; evidence that there was, and is now too old, has its own shape and words."""
    return STALE if stale and standing is Standing.NOT_KNOWN else MARKS[standing]


# The words of the marks as they are listed, evidence that is too old beside none.
MARK_WORDS: Final = tuple(
    words
    for mark in MARKS.values()
    for words in ((mark.words, STALE.words) if mark.tone == STALE.tone else (mark.words,))
)

STRENGTHS: Final[dict[str, str]] = {
    "must": "It must be done",
    "should": "It should be done",
    "may": "It may be done",
    "none": "It says nothing must be done",
}
POLARITIES: Final[dict[str, str]] = {"do": "Something is done", "do_not": "Something is not done"}
NATURES: Final[dict[str, str]] = {
    "gate": "decided before it happens",
    "measured": "measured",
    "duty": "done by a person, in time",
    "declared": "confirmed by a person",
    "context": "promises nothing",
}
CLOCKS: Final[dict[str, str]] = {
    "working": "working days",
    "school": "school days",
    "calendar": "calendar days",
    "wall": "by the clock, day and night",
}
UNITS: Final[dict[str, tuple[str, str]]] = {
    "hour": ("hour", "hours"),
    "day": ("day", "days"),
    "week": ("week", "weeks"),
    "month": ("month", "months"),
    "half_term": ("half-term", "half-terms"),
    "term": ("term", "terms"),
    "year": ("year", "years"),
}

# What the code calls a thing, and what a page calls it. A test keeps the left-hand words off every page.
SCREEN_WORDS: Final[dict[str, str]] = {
    "standing": "Today (as a heading)",
    "control": "check",
    "gate": "Access, Web filter, or Before you publish",
    "feed": "source",
    "probe": "filter test",
    "declaration": "confirmation",
    "duty": "job",
    "adoption": "put in force",
    "ledger": "permanent record",
    "lint": "finding for governors",
    "drift": "changed without agreement",
    "topic": "subject",
    "clause": "sentence",
    "verdict": "answer",
    "coverage map": "what we can and can’t see",
    "view grant": "permission to look",
    "break-glass": "emergency look",
    "not_known": "No evidence yet",
    "not_applicable": "Doesn’t apply here",
}
