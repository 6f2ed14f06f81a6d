"""The classes of a school with the years of the children in them: what their level is held against."""

from collections.abc import Mapping
from datetime import date

from schoolgate.people.models import Group, Membership, School


def years_of_classes(school: School, on: date) -> Mapping[str, tuple[int, ...]]:
    """By the class's ref, the year groups of the children in it that day, youngest first. A class with nobody in it is
    left out, and one of whose children no year is known has none."""
    pupils = Membership.objects.for_school(school).as_of(on).filter(capacity=Membership.Capacity.PUPIL)
    rows = pupils.values_list("person_id", "group__ref", "group__kind", "group__year")
    years: dict[int, set[int]] = {}
    classes: dict[str, set[int]] = {}
    for person, ref, kind, year in rows:
        if kind == Group.Kind.CLASS:
            classes.setdefault(ref, set()).add(person)
        elif kind == Group.Kind.YEAR and year is not None:
            years.setdefault(person, set()).add(year)
    return {
        ref: tuple(sorted({year for person in persons for year in years.get(person, ())}))
        for ref, persons in sorted(classes.items())
    }
