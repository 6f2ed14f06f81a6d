"""Who taught a class at a moment, as far as anything says so, and why they are asked.

Few schools keep a timetable that a programme can read. What is known is who was signed in on a device of that class or
in its room, who is its teacher, who was away that day, and who stood in for them.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from zoneinfo import ZoneInfo

from schoolgate.estate.queries import whole_estate
from schoolgate.monitoring.models import Alert
from schoolgate.people.acting import Staffing
from schoolgate.people.classes.queries import own_teacher
from schoolgate.people.models import Membership, Person, School
from schoolgate.people.queries import roles_held, staff

type Staff = Mapping[str, tuple[Person, str]]
_TEACHES: Final = ("teachers", "head", "slt")


@dataclass(frozen=True, slots=True)
class Taught:
    """Who is asked of a lesson, with the class (a ref); ``why`` is signed-in, only, class-teacher, there, stands-in or
    all, and ``because`` a sentence that names adults alone. Nobody where nobody is known to teach there."""

    asked: tuple[tuple[Person, str], ...]
    why: str = ""
    because: str = ""


def who_taught(school: School, row: Alert) -> Taught:
    """Who taught the class of an alert when it last happened: whoever was signed in there, else its teacher, else
    whoever stood in for them, else all who work with it and were there."""
    day = row.last_at.astimezone(ZoneInfo(school.time_zone)).date()
    known, roles = staff(school, day), roles_held(school, on=day)
    everybody = staff_of(school, row)
    if found := _at_the_screen(school, row, everybody, roles):
        return found
    teachers = {ref: one for ref, one in everybody.items() if _teaches(roles, ref)}
    here = {ref: one for ref, one in (teachers or everybody).items() if _there(known, ref)}
    if not here:
        if found := _standing_in(school, teachers or everybody, known):
            return found
        here = {ref: one for ref, one in everybody.items() if _there(known, ref)} or everybody
    if len(here) > 1 and (ref := _own_teacher(school, row, day)) in here:
        return Taught((here[ref],), "class-teacher", f"{here[ref][0].name} is the class teacher.")
    if len(here) == 1:
        ((person, group),) = here.values()
        return Taught(((person, group),), *_why_one(person, everybody, teachers))
    because = f"Nothing says which of them taught then, so all {len(here)} are asked." if here else ""
    return Taught(tuple(here.values()), "all" if here else "", because)


def _at_the_screen(school: School, row: Alert, everybody: Staff, roles: Mapping[str, Collection[str]]) -> Taught | None:
    """The one adult who was signed in on a device of the class or in the room: its own staff, or any teacher."""
    signed = [ref for ref in _signed_in(school, row) if ref in everybody or _teaches(roles, ref)]
    teachers = [ref for ref in signed if _teaches(roles, ref)]
    if len(teachers or signed) != 1 or not row.groups:
        return None
    (ref,) = teachers or signed
    other = everybody.get(ref) or (
        Person.objects.for_school(school).select_related("school").get(ref=ref),
        row.groups.split()[0],
    )
    return Taught((other,), "signed-in", f"{other[0].name} was signed in there then.")


def _own_teacher(school: School, row: Alert, day: date) -> str:
    """The ref of whom the school's list calls the class's own teacher; empty where it names none, and for several
    classes."""
    rows = Membership.objects.for_school(school).as_of(day).filter(group__ref__in=row.groups.split(), primary=True)
    staff_rows = rows.filter(capacity=Membership.Capacity.STAFF).select_related("person")
    found = own_teacher(staff_rows) if len(row.groups.split()) == 1 else None
    return str(found.person.ref) if found else ""


def _why_one(person: Person, everybody: Staff, teachers: Staff) -> tuple[str, str]:
    if len(everybody) == 1:
        return "only", f"{person.name} is the only one who works with that class."
    if person.ref in teachers and len(teachers) == 1:
        return "class-teacher", f"{person.name} is the class teacher."
    return "there", f"{person.name} is the only one of its staff who was there."


def _teaches(roles: Mapping[str, Collection[str]], ref: str) -> bool:
    return bool(set(roles.get(ref, ())) & set(_TEACHES))


def _there(known: Staffing, ref: str) -> bool:
    """Whether nobody said that they were away."""
    return ref not in known.persons or known.back(ref) is None


def staff_of(school: School, row: Alert) -> dict[str, tuple[Person, str]]:
    """Those who worked with the classes on that day and still work here, by ref, each with the first class."""
    day = row.last_at.astimezone(ZoneInfo(school.time_zone)).date()
    rows = Membership.objects.for_school(school).as_of(day).filter(group__ref__in=row.groups.split())
    rows = rows.filter(capacity=Membership.Capacity.STAFF, person__left_on=None)
    found: dict[str, tuple[Person, str]] = {}
    for one in rows.select_related("person", "person__school", "group").order_by("pk"):
        found.setdefault(one.person.ref, (one.person, one.group.ref))
    return found


def _signed_in(school: School, row: Alert) -> list[str]:
    """Whose own account was signed in on a device of the class, or in the room, at that moment."""
    estate, moment, groups = whole_estate(school, row.last_at), row.last_at.timestamp(), set(row.groups.split())
    found: dict[str, None] = {}
    for device in estate.devices.values():
        if device.group in groups or (row.place and device.place == row.place):
            for account, (starts, ends) in device.sign_ins:
                holds = estate.accounts.get(account)
                if holds and holds.person and starts <= moment and (ends is None or moment < ends):
                    found[holds.person] = None
    return list(found)


def _standing_in(school: School, away: Staff, known: Staffing) -> Taught | None:
    """To whom those who were away had passed what they do."""
    for giver, (person, group) in away.items():
        for to in _takers(giver, known):
            other = Person.objects.for_school(school).select_related("school").get(ref=to)
            return Taught(((other, group),), "stands-in", f"{other.name} stood in for {person.name} that day.")
    return None


def _takers(giver: str, known: Staffing) -> Iterable[str]:
    return (row.to for row in known.passed if row.giver == giver and known.back(row.to) is None)
