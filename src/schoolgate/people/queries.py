"""Who and where: schools, persons and roles on any date, as known at any time."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from schoolgate.frame.scoped import unscoped
from schoolgate.kernel.clocks.bank_holidays import Nation
from schoolgate.kernel.clocks.calendars import SchoolCalendar
from schoolgate.kernel.clocks.statutory import binding
from schoolgate.kernel.clocks.terms import Period, Term
from schoolgate.kernel.errors import BadInputError, NotFoundError
from schoolgate.ledger.queries import kept
from schoolgate.people.acting import Acting, Signer, Staffing, who_acts
from schoolgate.people.acting import second_signature as second_of
from schoolgate.people.acting import signatures as signatures_of
from schoolgate.people.acting import who_may_sign as signers_of
from schoolgate.people.kinds import ROLES
from schoolgate.people.models import Account, CalendarPeriod, Delegation, Person, RoleAssignment, School, Setting
from schoolgate.people.staffing import staffing

ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Holder:
    """A person who holds a role. ``name`` is unlocked: for a page that may show it, never for a log."""

    ref: str
    name: str
    role: str
    deputy: bool
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """A piece of a school's calendar from ``first`` to ``last``, both days included."""

    kind: str
    name: str
    first: date
    last: date
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class LegalDeadline:
    """A deadline the law fixes. ``certain`` is false where it turns on the kind of school, and nobody has said that."""

    key: str
    words: str
    source: str
    certain: bool


def legal_deadlines(here: School) -> list[LegalDeadline]:
    """Those that bind the school, by its nation and who maintains it."""
    nation = Nation(here.nation)
    return [
        LegalDeadline(entry.key, entry.words, entry.source, entry.binds(nation, here.funding) is True)
        for entry in binding(nation, here.funding)
    ]


def schools() -> list[School]:
    return list(School.objects.order_by("name", "pk"))


def school(ref: str | None = None) -> School:
    """The school by ref, or, left out, the only one there is. Raises ``NotFoundError`` or ``BadInputError``."""
    if ref is not None:
        found = School.objects.filter(ref=ref).first()
        if found is None:
            raise NotFoundError(f"school {ref}", "there is none here.", "List them: schoolgate school list.")
        return found
    known = schools()
    if not known:
        raise NotFoundError("the school", "none has been added yet.", "Add it: schoolgate school add --name NAME.")
    if len(known) > 1:
        names = ", ".join(f"{one.ref} ({one.name})" for one in known)
        raise BadInputError("the school", "there is more than one.", f"Say which with --school: {names}.")
    return known[0]


def account(email: str) -> Account | None:
    return Account.objects.filter(email=email.strip().lower()).first()


def sign_in_of(email: str) -> Account:
    """The sign-in with that address. Raises ``NotFoundError`` where there is none."""
    found = account(email)
    if found is None:
        raise NotFoundError(f"a sign-in with {email}", "there is none here.", "Check the address.")
    return found


def person(here: School, ref: str) -> Person:
    found: Person | None = Person.objects.for_school(here).filter(ref=ref).first()
    if found is None:
        raise NotFoundError(f"person {ref}", "there is none at this school.", "Check the ref.")
    return found


def names(here: School, refs: set[str]) -> dict[str, str]:
    """The names behind refs of this school's persons; one that is nobody's here, or erased, is left out."""
    return {row.ref: row.name for row in Person.objects.for_school(here).filter(ref__in=refs) if row.name}


def holders(
    here: School,
    role: str | Collection[str] | None = None,
    *,
    on: date,
    known_at: datetime | None = None,
    without: Collection[str] = (),
) -> list[Holder]:
    """Who holds a role (one of some, or any) on a day, as known then or now: holders, then deputies, each by name.

    Whoever holds a role of ``without`` that day is left out, and no name of theirs is unlocked.
    """
    held = RoleAssignment.objects.for_school(here).as_of(on, known_at)
    rows = held.select_related("person")
    if without:
        rows = rows.exclude(person_id__in=held.filter(role__in=without).values("person_id"))
    if role is not None:
        rows = rows.filter(role__in=[role] if isinstance(role, str) else role)
    found = [
        Holder(row.person.ref, row.person.name, row.role, row.deputy, row.valid_from, row.valid_to) for row in rows
    ]
    return sorted(found, key=lambda holder: (holder.role, holder.deputy, holder.name.casefold()))


def roles_held(here: School, *, on: date) -> dict[str, list[str]]:
    """The roles everybody holds on a day, by ref of the person; no name is unlocked."""
    found: dict[str, list[str]] = {}
    for person, role in RoleAssignment.objects.for_school(here).as_of(on).values_list("person__ref", "role"):
        found.setdefault(person, []).append(role)
    return found


def passed_on(here: School, role: str, *, on: date, known_at: datetime | None = None) -> dict[str, date]:
    """The last day of what holders of ``role`` passed on by ``on``, by area of its work ("" is all of it); of what was
    passed on again, the latest.
    """
    rows = Delegation.objects.for_school(here).known(known_at).filter(role=role, valid_from__lte=on)
    return {row.area: row.valid_to - ONE_DAY for row in rows.order_by("valid_to") if row.valid_to is not None}


def passed_days(here: School, *, known_at: datetime | None = None) -> set[date]:
    """The days on which work passed on begins, and those after its last, as known then or now."""
    rows = Delegation.objects.for_school(here).known(known_at).values_list("valid_from", "valid_to")
    return {day for days in rows for day in days if day is not None}


def role_days(here: School, *, known_at: datetime | None = None) -> set[date]:
    """The days on which somebody takes up a role or has given it up, as known then or now."""
    rows = RoleAssignment.objects.for_school(here).known(known_at).values_list("valid_from", "valid_to")
    return {day for days in rows for day in days if day is not None}


def acting(here: School, role: str, on: date, *, area: str = "") -> Acting:
    """Who acts for ``role`` (or one ``area`` of its work) on a day, and why they: "Deputy, since NAME is away until
    5 December 2026." Always an answer; ``covered`` is false where somebody must merely step in, or nobody can.
    """
    return who_acts(staffing(here, on), role, area)


def staff(here: School, on: date) -> Staffing:
    """Who holds what, who is away and what was passed on, on a day, as known now: from one query, where nothing of it
    was recorded since it was last asked."""
    return kept(here.ref, ("staffing", on), lambda: staffing(here, on), rests_on=ROLES)


def acting_each(here: School, roles: Collection[str], on: date) -> dict[str, Acting]:
    """Who acts for each of several roles on a day, by role, from one look at the staff; none looked at where none is
    asked."""
    known = staff(here, on) if roles else None
    return {role: who_acts(known, role) for role in roles} if known else {}


def second_signature(
    here: School, role: str, on: date, *, first: Collection[str], excluded: Collection[str] = ()
) -> Acting:
    """Who signs as ``role`` beside those whose refs are ``first``, never the same human nor one of ``excluded``."""
    return second_of(staffing(here, on), role, first=first, excluded=excluded)


def signatures(
    here: School, roles: tuple[str, str], on: date, *, excluded: Collection[str] = ()
) -> tuple[Acting, Acting]:
    """The two who must agree as ``roles`` on a day. An answer whose ``person`` is empty says what to do."""
    return signatures_of(staffing(here, on), roles, excluded)


def who_may_sign(
    here: School, roles: tuple[str, str], on: date, signed: Mapping[str, Collection[str]]
) -> tuple[Signer, ...]:
    """Everybody who may sign next as one of ``roles``, given who signed (``humans`` by role)."""
    return signers_of(staffing(here, on), roles, signed)


def calendar_rows(here: School, *, known_at: datetime | None = None) -> list[CalendarRow]:
    """Every piece of the school's calendar, by first day, as known then or now."""
    rows = CalendarPeriod.objects.for_school(here).known(known_at).order_by("valid_from", "kind", "name")
    return [CalendarRow(row.kind, row.name, row.valid_from, row.valid_to - ONE_DAY, row.recorded_at) for row in rows]


def calendar(here: School, *, known_at: datetime | None = None) -> SchoolCalendar:
    """The school's calendar for the clocks, as known then or now. Years that nobody gave are assumed, and say so."""
    rows = calendar_rows(here, known_at=known_at)
    breaks = [row for row in rows if row.kind == CalendarPeriod.Kind.HALF_TERM]
    return SchoolCalendar(
        nation=Nation(here.nation),
        terms=tuple(_term(row, breaks) for row in rows if row.kind == CalendarPeriod.Kind.TERM),
        inset_days=_days(rows, CalendarPeriod.Kind.INSET),
        closures=_days(rows, CalendarPeriod.Kind.CLOSURE),
        zone=here.time_zone,
    )


def _term(term: CalendarRow, breaks: list[CalendarRow]) -> Term:
    inside = next((away for away in breaks if term.first < away.first and away.last < term.last), None)
    return Term(term.first, term.last, term.name, Period(inside.first, inside.last) if inside else None)


def _days(rows: list[CalendarRow], kind: str) -> frozenset[date]:
    return frozenset(
        row.first + n * ONE_DAY for row in rows if row.kind == kind for n in range((row.last - row.first).days + 1)
    )


def settings(here: School, *, on: date, known_at: datetime | None = None) -> dict[str, str]:
    """The school's settings on a day, by the keys of ``vocabulary.settings``, as known then or now."""
    return {row.key: row.value for row in Setting.objects.for_school(here).as_of(on, known_at)}


@dataclass(frozen=True, slots=True)
class SettingChange:
    """What a setting was said to be: from which day on, when that was said, and by whom (a ref)."""

    key: str
    value: str
    valid_from: date
    recorded_at: datetime
    set_by: str


def setting_changes(here: School, *, at_most: int = 50) -> list[SettingChange]:
    """The latest answers, latest first, those since superseded included."""
    rows = Setting.objects.for_school(here).order_by("-recorded_at", "key", "-pk")[:at_most]
    return [SettingChange(row.key, row.value, row.valid_from, row.recorded_at, row.set_by) for row in rows]


def where(who: Account) -> list[Person]:
    """Every person this account is, at any school."""
    with unscoped("an account may be a person at several schools"):
        return list(Person.objects.filter(account=who).select_related("school"))
