"""What needs the person who is signed in: at most three things, each with its sentence, why now and a button. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from schoolgate.home.boards import in_words
from schoolgate.reading.model import Clause

MOST: Final = 3
_NUMBER: Final = re.compile(r"\d+(?:\.\d+)*")


class Rank(IntEnum):
    """What comes before what; among alike, in the order given."""

    CHECK = -2  # a child may wait
    SET_UP = -1  # the first ten minutes were left before they were over
    LATE = 0
    SIGN = 1  # somebody else has signed, and waits
    UNANSWERED = 2  # needs putting right, and nobody has said what is done about it
    FILE = 3
    VERSION = 4
    JOB = 5
    READING = 6


@dataclass(frozen=True, slots=True)
class Need:
    """One card. ``says`` is the policy's sentence and ``place`` where it stands; both may be empty."""

    what: str
    why: str
    minutes: int
    act: str  # the button's words
    href: str
    rank: Rank
    says: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Needs:
    shown: tuple[Need, ...]
    more: int  # that can wait

    @property
    def minutes(self) -> int:
        return sum(need.minutes for need in self.shown)

    @property
    def heading(self) -> str:
        """ "Two things need you (6 minutes)." or "Nothing needs you today." """
        if not self.shown:
            return _("Nothing needs you today.")
        total = len(self.shown)
        things = ngettext("%(n)s thing needs you", "%(n)s things need you", total) % {"n": in_words(total).capitalize()}
        minutes = ngettext("%(n)s minute", "%(n)s minutes", self.minutes) % {"n": self.minutes}
        return f"{things} ({minutes})."


def needs(found: Iterable[Need]) -> Needs:
    """The first three by rank; the rest are counted, and wait on the pages they come from."""
    ranked = sorted(found, key=lambda need: need.rank)
    return Needs(tuple(ranked[:MOST]), max(0, len(ranked) - MOST))


def place(clause: Clause) -> str:
    """Where a sentence stands: "Our policy, 5.2" by the nearest numbered heading, else under the nearest heading."""
    for heading in reversed(clause.heading):
        if number := _NUMBER.match(heading.strip()):
            return _("Our policy, %(number)s") % {"number": number[0]}
    last = clause.heading[-1] if clause.heading else ""
    return _("Our policy, “%(heading)s”") % {"heading": last} if last else _("Our policy")
