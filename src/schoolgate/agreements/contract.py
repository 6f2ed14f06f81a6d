"""What a kind of agreement is: whom it binds, who signs it, when it lapses, what waits for it, and words to begin with.

Plain values: a kind is one file of ``agreements.catalogue`` and needs no table and no migration.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from schoolgate.vocabulary.roles import POSTS
from schoolgate.vocabulary.topics import TOPICS

# What a gate may keep closed until it is signed.
THINGS: Final[dict[str, str]] = {
    "internet": "the internet",
    "device": "a device",
    "email": "a school e-mail address",
    "cloud-sharing": "sharing files outside the school",
    "vpn": "the way in from home",
    "remote-learning": "lessons from home",
}
YEAR_BEGINS: Final = 9  # September; an answer for a school year ends with August


class Signs(StrEnum):
    """Whose name stands under it."""

    CARER = "carer"  # a parent or carer, for a child
    SELF = "self"


class Lapses(StrEnum):
    """When it must be signed again, besides when its words change."""

    NEVER = "never"
    YEAR = "year"  # with the last day of August
    VISIT = "visit"  # with the day


class Answers(StrEnum):
    AGREE = "agree"
    CHANNELS = "channels"  # yes or no for each place a picture may be used; held as consents, not as a signature


@dataclass(frozen=True, slots=True)
class Sample:
    """Words to begin with, in plain English. ``body`` has a paragraph a line; a line that starts with "- " is one thing
    that is promised. ``pictures`` is the version for the youngest: lines "picture: words"."""

    title: str
    body: str
    pictures: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """``binds`` are roles; ``gates`` are keys of THINGS; ``stands_for`` is another kind that this one is signed in the
    stead of; ``by_name`` is signed by those whom the office names, and asked of nobody by their role. ``yours`` is
    ``because`` as it is said to whoever signs for themselves. ``topics`` are those of which the policy's promises are
    shown beside it, the nearest first.

    Raises ``ValueError`` for a role, a thing or a topic there is not.
    """

    key: str
    title: str
    binds: tuple[str, ...]
    signs: Signs
    lapses: Lapses
    because: str  # why, in a sentence for whoever asks
    sample: Sample
    gates: tuple[str, ...] = ()
    answers: Answers = Answers.AGREE
    stands_for: str = ""
    by_name: bool = False
    yours: str = ""
    topics: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        unknown = [role for role in self.binds if role not in POSTS] + [one for one in self.gates if one not in THINGS]
        unknown += [topic for topic in self.topics if topic not in TOPICS]
        if unknown:
            raise ValueError(f"agreement {self.key}: there is no {', '.join(unknown)}; correct it")

    @property
    def to_you(self) -> str:
        return self.yours or self.because


def last_day(lapses: Lapses, first: date) -> date | None:
    """The last day on which something that holds from ``first`` holds by itself; None where it has no end."""
    if lapses is Lapses.YEAR:
        return year_end(first)
    return first if lapses is Lapses.VISIT else None


def year_end(day: date) -> date:
    """The last day of the school year that ``day`` is in: 31 August."""
    return date(day.year + (day.month >= YEAR_BEGINS), YEAR_BEGINS - 1, 31)
