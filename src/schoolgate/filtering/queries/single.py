"""Devices and persons that have a level of their own: their names, and the one that somebody means."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from schoolgate.estate.models import Device
from schoolgate.filtering.agreed.setting import Setting
from schoolgate.people import queries as people
from schoolgate.people.access import today
from schoolgate.people.models import Group, Membership, Person, RoleAssignment, School


@dataclass(frozen=True, slots=True)
class SingleNames:
    """``by_ref`` holds a word for each device (also by kind) and person; for a person ``a person by name`` unless
    ``sees_people``.
    """

    by_ref: dict[str, str]
    sees_people: bool


def single_names(school: School, settings: Iterable[Setting], *, sees_people: bool) -> SingleNames:
    """Of all that some settings name singly. Whoever is gone or erased is ``somebody who is not here any more``."""
    devices, persons = set[str](), set[str]()
    for setting in settings:
        devices |= setting.devices.keys()
        persons |= setting.persons.keys()
    kinds = {str(kind.value): f"any {kind.label.lower()}" for kind in Device.Kind}
    found = {ref: kinds.get(ref, "a device that is gone") for ref in devices}
    asked = devices - kinds.keys()
    if asked:
        rows = Device.objects.for_school(school).filter(ref__in=asked)
        found |= {row.ref: row.label or row.serial or row.ref for row in rows}
    if sees_people and persons:
        found |= dict.fromkeys(persons, "somebody who is not here any more") | people.names(school, persons)
    else:
        found |= dict.fromkeys(persons, "a person by name")
    return SingleNames(found, sees_people)


def devices_called(school: School, called: str) -> list[str]:
    """Refs of devices in use whose label or serial number is just that, in any case."""
    words = " ".join(called.split())
    known = Q(label__iexact=words) | Q(serial__iexact=words)
    rows = Device.objects.for_school(school).filter(known, ended_on=None)
    return list(rows.order_by("ref").values_list("ref", flat=True))


def persons_called(school: School, called: str) -> list[str]:
    """Refs of those here with just that name, in any case; of one class where ``, CLASS`` follows it."""
    name, comma, group = (part.strip() for part in called.partition(","))
    on = today(school)
    here = Membership.objects.for_school(school).as_of(on)
    posts = RoleAssignment.objects.for_school(school).as_of(on)
    rows = Person.objects.for_school(school)
    rows = rows.filter(Q(pk__in=here.values("person_id")) | Q(pk__in=posts.values("person_id")))
    if comma:
        groups = Group.objects.for_school(school).filter(kind=Group.Kind.CLASS)
        of_it = [row.pk for row in groups if row.name.casefold() == group.casefold()]
        rows = rows.filter(pk__in=here.filter(group__in=of_it).values("person_id"))
    wanted = " ".join(name.split()).casefold()
    return sorted(row.ref for row in rows.iterator(2000) if row.name.casefold() == wanted)
