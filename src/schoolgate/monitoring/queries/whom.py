"""Whom a look can be about, for the list one chooses from; and whom a row is about, for deciding alone."""

from collections import defaultdict

from schoolgate.activity.pseudonyms import Pseudonyms
from schoolgate.kernel.errors import NotFoundError
from schoolgate.monitoring.queries.permissions import roles_of_subject
from schoolgate.people.access import today
from schoolgate.people.classes.queries import placed
from schoolgate.people.models import Group, Person, School
from schoolgate.people.queries import names, roles_held

type Choices = list[tuple[str, list[tuple[str, str]]]]


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
