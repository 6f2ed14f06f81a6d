"""Readers of the door: who is on site, how fresh that is, what did not fit, and the tablets. Plain frozen values."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from schoolgate.agreements.queries import Text, words_in_force
from schoolgate.door.models import DoorEntry, DoorWords, Tablet, Visit
from schoolgate.people.access import today
from schoolgate.people.models import Person, RoleAssignment, School

RULE: Final = "phone-rule"
QUIET_AFTER: Final = timedelta(minutes=5)  # a tablet that is on is heard from every minute
WHY: Final[dict[str, str | Promise]] = {
    "nobody": _("Somebody signed out, and nobody was signed in by that number or name."),
    "several": _("Somebody signed out, and more than one is signed in by that number or name."),
    "words": _("Somebody answered to words about telephones that this school does not have."),
    "unread": _("The tablet sent something that cannot be read. It is kept as it came."),
    "clock": _("The tablet’s clock was changed meanwhile, so the time may be wrong."),
}


@dataclass(frozen=True, slots=True)
class Known:
    """One visit, with times in the school’s zone. ``left_at``: None where nobody said; ``here``: counts in a fire."""

    ref: str
    name: str
    kind: str
    kind_words: str
    from_whom: str
    to_see: str
    day: date
    came_at: datetime
    left_at: datetime | None
    over: str
    over_words: str
    answer: str
    answer_words: str
    way: str
    digest: str
    person: str  # a ref, or empty

    @property
    def here(self) -> bool:
        return not self.over


@dataclass(frozen=True, slots=True)
class TabletKnown:
    """``state`` is waits (for its code), off, never, quiet or heard; ``minutes`` since it was last heard from."""

    ref: str
    name: str
    state: str
    seen_at: datetime | None
    minutes: int
    skew: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Clash:
    """Something a tablet sent that did not fit; ``said`` is the number or name that was typed."""

    key: str
    what: str
    at: datetime
    why: str
    words: str
    said: str
    tablet: str


@dataclass(frozen=True, slots=True)
class Says:
    worry: str
    fire: str


def visits(school: School, on: date) -> tuple[Known, ...]:
    """Everybody of a day, in the order they came."""
    rows = Visit.objects.for_school(school).filter(day=on).select_related("person", "school").order_by("came_at", "pk")
    return tuple(_known(row) for row in rows)


def on_site(school: School) -> tuple[Known, ...]:
    """Who came today and is not said to have left."""
    return tuple(one for one in visits(school, today(school)) if one.here)


def tablets(school: School) -> tuple[TabletKnown, ...]:
    """Every tablet, those that work first."""
    now = timezone.now()
    rows = [_tablet(row, now) for row in Tablet.objects.for_school(school)]
    return tuple(sorted(rows, key=lambda one: (one.state == "off", one.name)))


def clashes(school: School) -> tuple[Clash, ...]:
    """What waits for the office, the oldest first."""
    rows = DoorEntry.objects.for_school(school).filter(state=DoorEntry.State.CLASH).select_related("tablet")
    return tuple(
        Clash(
            row.key,
            row.what,
            row.at,
            row.why,
            str(WHY.get(row.why, "")),
            row.said,
            row.tablet.name if row.tablet else "",
        )
        for row in rows.order_by("at", "pk")
    )


def says(school: School) -> Says:
    """What the tablet says to whoever came in, empty where the school has not said."""
    row = DoorWords.objects.for_school(school).first()
    return Says(row.worry, row.fire) if row else Says("", "")


def rule(school: School) -> tuple[Text, ...]:
    """The approved texts of the rule on telephones that is in force, English in words first; none, none."""
    words = words_in_force(school, RULE, today(school))
    texts = [one for one in words.texts if one.approved] if words else []
    return tuple(sorted(texts, key=lambda one: (one.language != "en", one.language, one.style != "plain")))


def regulars(school: School) -> tuple[tuple[str, str], ...]:
    """Helpers and visitors whom the school knows as persons, by ref and name: whom a visit may be matched to."""
    day = today(school)
    roles = RoleAssignment.objects.for_school(school).as_of(day).filter(Q(role="volunteers") | Q(role="visitors"))
    rows = Person.objects.for_school(school).filter(pk__in=roles.values("person_id"))
    return tuple(sorted(((row.ref, row.name) for row in rows), key=lambda one: one[1]))


def last_heard(known: Iterable[TabletKnown]) -> TabletKnown | None:
    """Of the tablets that should be on, the one that has been silent for longest; None without one."""
    working = [one for one in known if one.state in ("heard", "quiet")]
    return max(working, key=lambda one: one.minutes) if working else None


def _known(row: Visit) -> Known:
    zone = ZoneInfo(row.school.time_zone)
    return Known(
        ref=row.ref,
        name=row.name,
        kind=row.kind,
        kind_words=str(Visit.Kind(row.kind).label),
        from_whom=row.from_whom,
        to_see=row.to_see,
        day=row.day,
        came_at=row.came_at.astimezone(zone),
        left_at=row.left_at.astimezone(zone) if row.left_at else None,
        over=row.over,
        over_words=str(Visit.Over(row.over).label),
        answer=row.answer,
        answer_words=str(Visit.Answer(row.answer).label),
        way=row.way,
        digest=row.digest,
        person=row.person.ref if row.person else "",
    )


def _tablet(row: Tablet, now: datetime) -> TabletKnown:
    ago = now - row.seen_at if row.seen_at else timedelta()
    if row.ended_at:
        state = "off"
    elif row.paired_at is None:
        state = "waits" if row.code_until > now else "never"
    else:
        state = "quiet" if ago > QUIET_AFTER else "heard"
    return TabletKnown(row.ref, row.name, state, row.seen_at, int(ago.total_seconds() // 60), row.skew, row.waiting)
