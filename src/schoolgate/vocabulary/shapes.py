"""The shapes of facts: frozen dataclasses of plain values, counts rather than names, so that each is kept as JSON.

They are reached through ``vocabulary.facts``, which says what each fact is and who has it.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True)
class GivenDate:
    """A date as a document gives it: a month alone stands for its last day, and ``precision`` keeps that it was one."""

    date: date
    precision: Literal["day", "month", "term", "year"]
    text: str

    @property
    def words(self) -> str:
        """The day in words, saying so when the document gave less than a day."""
        day = f"{self.date.day} {self.date:%B %Y}"
        return day if self.precision == "day" else f"{day} (only the {self.precision} was given)"


@dataclass(frozen=True, slots=True)
class GivenInterval:
    """How often a document says something happens. ``months`` is None where its words give no number."""

    text: str
    months: int | None


@dataclass(frozen=True, slots=True)
class Holder:
    """A person a document names for a role (a key of ``vocabulary.roles``)."""

    role: str
    name: str


@dataclass(frozen=True, slots=True)
class Appendices:
    cited: tuple[str, ...]
    present: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AdoptionFact:
    """Who put the policy in force: ``body`` ratified it on ``ratified_on``, and ``by`` entered it."""

    body: str
    ratified_on: date
    by: str


@dataclass(frozen=True, slots=True)
class PromiseFacts:
    """The promise a control is asked about, as it was read from the policy."""

    text: str
    heading: tuple[str, ...]
    topics: tuple[str, ...]
    who: tuple[str, ...]
    vague_clock: str = ""  # the words of a time that gives no number, such as "regularly"


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A named person's word, given on a day: ``so``, or that it is not. It holds to the end of ``until``.

    ``attached`` counts the files given with it. ``nothing`` is that there was nothing to report.
    """

    by: str
    role: str
    on: date
    until: date
    so: bool = True
    nothing: bool = False
    attached: int = 0


@dataclass(frozen=True, slots=True)
class Permissions:
    """Permissions to look, of each report and role the best there is: in force, waiting to be agreed, or run out with
    nothing after it. ``soonest`` is the last day of the first of those in force to end."""

    live: int
    waiting: int
    lapsed: int
    on: date
    soonest: date | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """How many of a kind of thing are as they should be, counted on ``on``: counts, never the things themselves.

    ``of == good + late + unknown``: ``unknown`` are those that nobody has heard from, and they are never good.
    ``until`` is the last day the count speaks for, reckoned on the school's calendar by who gives it
    (``kernel.clocks.freshness``); ``soonest`` is the day the first of the good ones ends, such as a certificate.
    """

    of: int
    good: int
    late: int
    unknown: int
    on: date
    until: date | None = None
    soonest: date | None = None

    def __post_init__(self) -> None:
        if min(self.good, self.late, self.unknown) < 0 or self.of != self.good + self.late + self.unknown:
            raise ValueError(f"{self.good} good, {self.late} late and {self.unknown} unknown are not {self.of}")


@dataclass(frozen=True, slots=True)
class Looked:
    """Something that was looked at on ``on``, good to the end of ``until``; ``found`` counts what came of it."""

    on: date
    until: date
    found: int = 0


@dataclass(frozen=True, slots=True)
class Risks:
    """The risk register in counts: of ``of`` open risks, those with nothing to reduce them or nobody to answer for
    them, and those that nobody has looked at since ``since``, which is a term before ``on``."""

    of: int
    unmitigated: int
    not_looked_at: int
    on: date
    since: date


@dataclass(frozen=True, slots=True)
class Consultation:
    """The last time people were asked about the policy. ``audiences`` are roles: "staff", "parents", "pupils"."""

    last_held: date
    audiences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quorum:
    """Those present when the policy was ratified, and how many the body needs. None: nobody entered it."""

    present: int | None
    needed: int | None


@dataclass(frozen=True, slots=True)
class OpenTriggers:
    """Events that ask for an early review and are not yet answered by one: how many, and since when the oldest."""

    open: int
    on: date
    oldest: date | None = None
    kind: str = ""  # of the one whose review is due first: incident, technology, ai-tool, statutory-pack
    due: date | None = None  # the last day of the review that is due first
    answered_on: date | None = None  # when the last of those that had their review had it


@dataclass(frozen=True, slots=True)
class HeldRole:
    """A role a person holds on the day; ``until`` where it lapses. Drawn from the school's people, never stored."""

    role: str
    name: str
    since: date
    until: date | None = None
    deputy: bool = False


@dataclass(frozen=True, slots=True)
class Delegations:
    """Work the head has passed on: ``live`` is in date; ``lapsed`` ended within a term and was not given anew."""

    live: int
    lapsed: int
    on: date
    soonest: date | None = None  # when the first of the live ones ends


@dataclass(frozen=True, slots=True)
class Knowers:
    """How many senior people are signed off as knowing a procedure on ``on``: ``besides_head`` are not the head."""

    current: int
    besides_head: int
    on: date
    lapsed: int = 0
    until: date | None = None  # when the first of the current ones lapses


@dataclass(frozen=True, slots=True)
class ReviewHeld:
    """The last review of the policy that was held, and the day it set for the next one, if it set one."""

    held_on: date
    next_due: date | None


@dataclass(frozen=True, slots=True)
class AgreedFilter:
    """The filter's setting in force on ``on``, by the roles of the two different people who signed it."""

    version: int
    on: date
    roles: tuple[str, ...]
    until: date | None = None  # the last day before it should have been gone through again


@dataclass(frozen=True, slots=True)
class Share:
    """How many of many were so, where it need not be all: of ``of``, ``good`` were, ``late`` were not, and of the rest
    nobody could tell. Counted on ``on``, to the end of ``until``.
    """

    of: int
    good: int
    late: int
    on: date
    until: date | None = None

    def __post_init__(self) -> None:
        if min(self.good, self.late) < 0 or self.good + self.late > self.of:
            raise ValueError(f"{self.good} good and {self.late} late are more than {self.of}")
