"""What ends for a family when a child leaves, and for a child when a carer does: the same day, in the same act."""

from collections.abc import Collection
from datetime import date, datetime

from schoolgate.frame.bitemporal import Withdrawn, put_many
from schoolgate.people.actions.staying import gone
from schoolgate.people.models import Care, Person, Reach, RoleAssignment, School


def part(school: School, persons: Collection[int], on: date, at: datetime) -> None:
    """From ``on`` on these persons (primary keys) are nobody's child and nobody's carer here; carers who then care for
    no child here are no parents here. For use inside a change that holds the school and enters it."""
    rows = Care.objects.for_school(school).known().overlapping(on, None)
    as_child, as_carer = rows.filter(child_id__in=persons), rows.filter(person_id__in=persons)
    ties = {(one.person_id, one.child_id) for one in [*as_child, *as_carer]}
    if not ties:
        return
    people = {
        one.pk: one for one in Person.objects.for_school(school).filter(pk__in={pk for tie in ties for pk in tie})
    }
    ended = [Withdrawn({"person": people[carer], "child": people[child]}, on) for carer, child in sorted(ties)]
    put_many(Care, school, ended, at=at)
    end_parents(school, {carer for carer, _ in ties}, on, at)


def end_parents(school: School, carers: Collection[int], on: date, at: datetime) -> None:
    """Of these carers, those who care for no child here from ``on`` on: their role as a parent ends, and how they are
    reached is known no more. Staff stay staff."""
    caring = Care.objects.for_school(school).known().overlapping(on, None).values("person_id")
    over = list(Person.objects.for_school(school).filter(pk__in=carers).exclude(pk__in=caring))
    ends = [Withdrawn({"person": one, "role": "parents", "deputy": False}, on) for one in over]
    put_many(RoleAssignment, school, ends, at=at)
    put_many(Reach, school, [Withdrawn({"person": one, "way": way}, on) for one in over for way in Reach.Way], at=at)
    gone(school, [one.pk for one in over], on)
