"""Who is still here: whose last day is told, and that somebody who can sign in always looks after Schoolgate."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Final

from schoolgate.kernel.errors import BadInputError
from schoolgate.people.circles import MANAGERS
from schoolgate.people.models import Person, RoleAssignment, School

_DAY: Final = timedelta(days=1)


@contextmanager
def stays_open(school: School) -> Iterator[None]:
    """Around a change, in its transaction: raise ``BadInputError`` if it leaves no administrator or head who signs in.

    Only one whose role has no end counts, or the school would be shut out on the day it ends.
    """
    before = _open(school)
    yield
    if before and not _open(school):
        raise BadInputError(
            "The last administrator",
            "would be gone: nobody would be left who can sign in and look after Schoolgate.",
            "Make somebody else an administrator first, with a sign-in and no last day.",
        )


def _open(school: School) -> bool:
    rows = RoleAssignment.objects.for_school(school).known().filter(role__in=MANAGERS, valid_to__isnull=True)
    return rows.filter(person__account__is_active=True, person__left_on__isnull=True).exists()


def back_again(school: School, persons: Collection[int]) -> None:
    """Of those who left and hold a role after the day that was to be their last, no last day is known any more."""
    roles = RoleAssignment.objects.for_school(school).known()
    for person in Person.objects.for_school(school).filter(pk__in=persons, left_on__isnull=False):
        if roles.overlapping(person.left_on + _DAY, None).filter(person=person).exists():
            Person.objects.for_school(school).filter(pk=person.pk).update(left_on=None)


def gone(school: School, persons: Collection[int], on: date) -> None:
    """Of those who hold no role from ``on`` on and are not known to have left, the day before is their last: from it
    is counted how long they are kept.
    """
    holding = RoleAssignment.objects.for_school(school).known().overlapping(on, None).values("person_id")
    rows = Person.objects.for_school(school).filter(pk__in=persons, left_on__isnull=True).exclude(pk__in=holding)
    rows.update(left_on=on - _DAY)
