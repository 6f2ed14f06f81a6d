"""Whom a look can be about, for the list one chooses from; and whom a row is about, for deciding alone."""

from collections import defaultdict
from dataclasses import dataclass

from schoolgate.activity.pseudonyms import Pseudonyms
from schoolgate.estate.queries import devices
from schoolgate.kernel.errors import NotFoundError
from schoolgate.monitoring.queries.permissions import roles_of_subject
from schoolgate.people.access import today
from schoolgate.people.classes.queries import placed
from schoolgate.people.models import Group, Membership, Person, School
from schoolgate.people.queries import names, roles_held

type Choices = list[tuple[str, list[tuple[str, str]]]]


@dataclass(frozen=True, slots=True)
class Whom:
    """Whose activity a look is at: ``subject``'s, or else that of a class or of a device that several use, ``about`` (a
    ref). ``report`` is the one about them, and ``called`` their words."""

    report: str
    called: str
    subject: Person | None = None
    about: str = ""


def choices(school: School, *, without: Person) -> Choices:
    """Pupils by class and then adults, by name, whoever looks left out. Names are unlocked."""
    day = today(school)
    by_class: defaultdict[str, set[str]] = defaultdict(set)
    pupils = set()
    for one in placed(school, day):
        pupils.add(one.person)
        if one.is_class:
            by_class[one.group].add(one.person)
    adults = {ref for ref, roles in roles_held(school, on=day).items() if set(roles) - {"pupils", "parents"}} - pupils
    called = names(school, (pupils | adults) - {without.ref})
    groups = dict(Group.objects.for_school(school).filter(ref__in=by_class).values_list("ref", "name"))

    def listed(refs: set[str]) -> list[tuple[str, str]]:
        return sorted(((ref, called[ref]) for ref in refs if ref in called), key=lambda one: one[1].casefold())

    found = [(groups[ref], listed(refs)) for ref, refs in by_class.items() if ref in groups]
    found.sort(key=lambda one: one[0].casefold())
    return [*found, ("Adults", listed(adults))]


def shared(school: School) -> Choices:
    """Classes, and devices that no one person holds: what a look can be at where nobody knows who it was."""
    day = today(school)
    here = {one.group for one in placed(school, day) if one.is_class}
    groups = list(Group.objects.for_school(school).filter(ref__in=here).values_list("ref", "name"))
    several = [one for one in devices(school, on=day) if one.group or not one.holder]
    return [
        ("Everybody of a class", sorted(groups, key=lambda one: one[1].casefold())),
        ("Everybody at a shared device", [(one.ref, one.label or one.serial or one.ref) for one in several]),
    ]


def whom_of(school: School, ref: str) -> Whom:
    """Whoever or whatever of the school has that ref and can be looked at. A device of one person is looked at as that
    person is, and so not here. Raises ``NotFoundError``."""
    called = dict(choice for _group, some in shared(school) for choice in some)
    if ref in called:
        return Whom("pupil", called[ref], about=ref)
    subject, report = subject_of(school, ref)
    return Whom(report, str(subject.name), subject)


def pupils_ever(school: School) -> set[str]:
    """Refs of whoever is or was a pupil here."""
    known = Membership.objects.for_school(school).known().filter(capacity=Membership.Capacity.PUPIL)
    now = {ref for ref, roles in roles_held(school, on=today(school)).items() if "pupils" in roles}
    return now | set(known.values_list("person__ref", flat=True))


def subject_of(school: School, ref: str) -> tuple[Person, str]:
    """Somebody of the school, and the report that is about them. Raises ``NotFoundError``."""
    person: Person | None = (
        Person.objects.for_school(school).filter(ref=ref).select_related("account", "school").first()
    )
    if person is None:
        raise NotFoundError("the person", "there is none such.", "Choose one of the list.")
    return person, "pupil" if "pupils" in roles_of_subject(person, today(school)) else "adult"


def behind(school: School, pseudonym: str) -> Person | None:
    """Who stands behind a pseudonym: for deciding whether a look is allowed, before it is. To show a name is another
    act, which is recorded (``activity.actions.name``)."""
    if not pseudonym:
        return None
    pseudonyms = Pseudonyms.of(school)
    everybody: list[Person] = list(Person.objects.for_school(school).select_related("account", "school"))
    return next((one for one in everybody if pseudonyms.of_ref(one.ref) == pseudonym), None)
