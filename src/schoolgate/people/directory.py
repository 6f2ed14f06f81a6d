"""The adults of a school, as pages and commands tell of them: who holds what, from when, and what needs a look."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from django.db.models import QuerySet

from schoolgate.kernel.errors import NotFoundError
from schoolgate.people.acting import Acting, who_acts
from schoolgate.people.models import Away, Delegation, Person, RoleAssignment, School
from schoolgate.people.staffing import staffing
from schoolgate.vocabulary.areas import AREAS
from schoolgate.vocabulary.roles import POSTS, post

ONE_DAY: Final = timedelta(days=1)
SOON: Final = timedelta(days=7)  # what ends within it is told before it does
LATELY: Final = timedelta(days=30)  # and what ended within it, after
# A school's safeguarding rests on these: one that nobody holds is told, unasked.
NEEDED: Final = ("head", "dsl", "deputy-dsl", "online-safety-lead", "online-safety-governor", "chair", "dpo")


@dataclass(frozen=True, slots=True)
class Held:
    """A role held over some days. ``waits``: they gave it to themselves, and no other leader has agreed yet."""

    role: str
    deputy: bool
    valid_from: date
    valid_to: date | None
    company: str
    waits: bool
    now: bool

    @property
    def words(self) -> str:
        return f"{post(self.role)} (deputy)" if self.deputy else post(self.role)

    @property
    def last_day(self) -> date | None:
        return self.valid_to - ONE_DAY if self.valid_to else None


@dataclass(frozen=True, slots=True)
class PassedOn:
    """Work passed on. ``lapsed`` and ``soon`` say whether it is over, or will be within a week."""

    ref: str
    giver: str
    giver_name: str
    to: str
    to_name: str
    role: str
    area: str
    valid_from: date
    valid_to: date
    lapsed: bool
    soon: bool

    @property
    def what(self) -> str:
        """The work in words: a role's, or one area of it."""
        return f"{post(self.role)}: {AREAS[self.area]}" if self.area in AREAS else post(self.role)

    @property
    def last_day(self) -> date:
        return self.valid_to - ONE_DAY


@dataclass(slots=True)
class Adult:
    """A person who is no pupil. ``roles`` are all that are not over, by first day; ``away_until`` is the day
    back of somebody away today, ``next_away`` the first day and the day back of the next time.
    """

    ref: str
    name: str
    signs_in: bool
    email: str
    left_on: date | None
    roles: list[Held] = field(default_factory=list)
    passed: list[PassedOn] = field(default_factory=list)
    away_until: date | None = None
    next_away: tuple[date, date] | None = None

    @property
    def now(self) -> list[Held]:
        return [held for held in self.roles if held.now]


def adults(school: School, on: date, *, role: str = "") -> list[Adult]:
    """The adults by name: those who hold ``role`` today, or all but parents and whoever has left."""
    asked = RoleAssignment.objects.for_school(school).known()
    families = asked.filter(role__in=("pupils", "parents")).overlapping(on, None).values("person_id")
    ever_pupils = asked.filter(role="pupils").values("person_id")
    persons = Person.objects.for_school(school).exclude(pk__in=ever_pupils)
    if role:
        persons = persons.filter(pk__in=asked.as_of(on).filter(role=role).values("person_id"))
    else:
        others = asked.exclude(role__in=("pupils", "parents")).overlapping(on, None).values("person_id")
        persons = persons.exclude(pk__in=families.exclude(person_id__in=others)).exclude(left_on__lt=on)
    return sorted(_told(school, persons, on), key=lambda adult: adult.name.casefold())


def one_adult(school: School, ref: str, on: date) -> Adult:
    """One adult by ref. Raises ``NotFoundError``, and for a pupil too: a child's page is another, for fewer eyes."""
    found = Person.objects.for_school(school).filter(ref=ref)
    pupils = RoleAssignment.objects.for_school(school).known().filter(role="pupils").values("person_id")
    for adult in _told(school, found.exclude(pk__in=pupils), on):
        return adult
    raise NotFoundError(f"person {ref}", "there is none at this school.", "Check the ref.")


def unfilled(school: School, people: Iterable[Adult], on: date) -> list[tuple[str, Acting]]:
    """The roles a school needs that none of these holds that day, in words, and who acts for each meanwhile."""
    held = {held.role for adult in people for held in adult.now if not held.deputy}
    today = staffing(school, on)
    return [(POSTS[role], who_acts(today, role)) for role in NEEDED if role not in held]


def passed_on(school: School, on: date) -> list[PassedOn]:
    """What is passed on now or later, and what lapsed lately; what ends first, first."""
    rows = Delegation.objects.for_school(school).known().overlapping(on - LATELY, None).select_related("giver", "to")
    return [_passed(row, on) for row in rows.order_by("valid_to", "pk")]


def delegation(school: School, ref: str, on: date) -> PassedOn:
    """One delegation by ref, as it stands or as it ended. Raises ``NotFoundError``."""
    row = Delegation.objects.for_school(school).known().filter(ref=ref).select_related("giver", "to").first()
    if row is None:
        raise NotFoundError(f"delegation {ref}", "there is none at this school.", "Check the ref.")
    return _passed(row, on)


def _told(school: School, persons: "QuerySet[Person]", on: date) -> list[Adult]:
    rows = list(persons.select_related("account"))
    found = {
        row.pk: Adult(
            row.ref,
            row.name,
            bool(row.account and row.account.is_active),
            row.account.email if row.account else "",
            row.left_on,
        )
        for row in rows
    }
    roles = RoleAssignment.objects.for_school(school).known().overlapping(on, None).order_by("valid_from", "role")
    for row in roles.exclude(role="pupils"):
        if row.person_id in found:
            waits = bool(row.given_by) and row.given_by == found[row.person_id].ref and not row.agreed_by
            held = Held(
                row.role, row.deputy, row.valid_from, row.valid_to, row.company, waits, now=row.valid_from <= on
            )
            found[row.person_id].roles.append(held)
    for away in Away.objects.for_school(school).known().overlapping(on, None).order_by("-valid_from"):
        if away.person_id in found:  # the nearest is met last
            if away.valid_from <= on:
                found[away.person_id].away_until = away.valid_to
            else:
                found[away.person_id].next_away = (away.valid_from, away.valid_to)
    by_ref = defaultdict(list)
    for passed in passed_on(school, on):
        by_ref[passed.giver].append(passed)
        by_ref[passed.to].append(passed)
    for adult in found.values():
        adult.passed = by_ref.get(adult.ref, [])
    return list(found.values())


def _passed(row: Delegation, on: date) -> PassedOn:
    assert row.valid_to is not None  # the database sees to that
    return PassedOn(
        row.ref,
        row.giver.ref,
        row.giver.name,
        row.to.ref,
        row.to.name,
        row.role,
        row.area,
        row.valid_from,
        row.valid_to,
        lapsed=row.valid_to <= on,
        soon=on < row.valid_to <= on + SOON,
    )
