"""Readers of amendments, meetings, statements, consultations and rulings, as frozen values. Words are unlocked."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from schoolgate.people.models import School
from schoolgate.policy.models import Amendment, Consultation, Effectiveness, Meeting, Ruling
from schoolgate.vocabulary.bodies import BODIES
from schoolgate.vocabulary.reviews import AUDIENCES, PROGRESS, WAYS, WORKS

BOTH: Final = "both"  # of a ruling: each of the two sentences holds, in its own case


@dataclass(frozen=True, slots=True)
class MeetingDay:
    ref: str
    body: str
    on: date


@dataclass(frozen=True, slots=True)
class Proposal:
    """An amendment. ``status`` is a key of ``vocabulary.reviews.PROGRESS``."""

    ref: str
    clause: str
    now: str
    proposed: str
    why: str
    source: str
    status: str
    by: str
    proposed_at: datetime
    meeting: MeetingDay | None
    version: int | None  # the number of the version that carries it

    @property
    def progress(self) -> str:
        return PROGRESS[self.status]


@dataclass(frozen=True, slots=True)
class Statement:
    on: date
    body: str
    works: str
    words: str
    counts: dict[str, int]
    version: int
    by: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A consultation: the day, how, of whom, how many answered, what they said and what changed."""

    ref: str
    held_on: date
    way: str
    audiences: tuple[str, ...]  # keys of vocabulary.reviews.AUDIENCES
    people: int | None
    themes: tuple[str, ...]
    changed: str
    by: str

    @property
    def of_whom(self) -> tuple[str, ...]:
        return tuple(AUDIENCES[key] for key in self.audiences)


@dataclass(frozen=True, slots=True)
class Ruled:
    """``holds`` is the ref of the sentence that holds, ``BOTH``, or empty where that was not said."""

    words: str
    by: str
    at: datetime
    holds: str = ""
    on: date | None = None

    @property
    def day(self) -> date:
        """The day it was decided."""
        return self.on or self.at.date()


def amendments(school: School, *, meeting: str = "") -> tuple[Proposal, ...]:
    """All, or those of one meeting's paper, in the order they were proposed."""
    rows = Amendment.objects.for_school(school).select_related("meeting", "carried_by").defer("carried_by__reading")
    if meeting:
        rows = rows.filter(meeting__ref=meeting)
    return tuple(
        Proposal(
            row.ref,
            row.clause,
            row.now,
            row.proposed,
            row.why,
            row.source,
            row.status,
            row.by_name,
            row.proposed_at,
            _day(row.meeting) if row.meeting else None,
            row.carried_by.number if row.carried_by else None,
        )
        for row in rows.order_by("proposed_at", "pk")
    )


def meeting(school: School, ref: str) -> MeetingDay | None:
    found = Meeting.objects.for_school(school).filter(ref=ref).first()
    return _day(found) if found else None


def statements(school: School) -> tuple[Statement, ...]:
    """What governors said of how well the policy works, the last first."""
    rows = Effectiveness.objects.for_school(school).select_related("meeting", "version").defer("version__reading")
    return tuple(
        Statement(
            row.stated_on,
            BODIES[row.meeting.body],
            WORKS[row.works],
            row.words,
            dict(row.counts),
            row.version.number,
            row.by_name,
        )
        for row in rows.order_by("-stated_on", "-pk")
    )


def consultations(school: School, *, on: date, known_at: datetime | None = None) -> tuple[Asked, ...]:
    """Those held by ``on``, as known at ``known_at`` (now if None), the last first."""
    rows = Consultation.objects.for_school(school).filter(held_on__lte=on)
    if known_at is not None:
        rows = rows.filter(recorded_at__lte=known_at)
    return tuple(
        Asked(
            row.ref,
            row.held_on,
            WAYS[row.way],
            tuple(row.audiences),
            row.people,
            tuple(row.themes.splitlines()),
            row.changed,
            row.by_name,
        )
        for row in rows.order_by("-held_on", "-pk")
    )


def rulings(school: School) -> dict[frozenset[str], Ruled]:
    """The latest ruling on each pair of sentences, by their two refs."""
    rows = Ruling.objects.for_school(school).order_by("ruled_at", "pk")
    return {
        frozenset((row.clause, row.other_clause)): Ruled(row.words, row.by_name, row.ruled_at, row.holds, row.ruled_on)
        for row in rows
    }


def _day(row: Meeting) -> MeetingDay:
    return MeetingDay(row.ref, BODIES[row.body], row.on)
