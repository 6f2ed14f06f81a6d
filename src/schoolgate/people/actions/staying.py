"""That somebody who can sign in always looks after Schoolgate at a school."""

from collections.abc import Iterator
from contextlib import contextmanager

from schoolgate.kernel.errors import BadInputError
from schoolgate.people.circles import MANAGERS
from schoolgate.people.models import RoleAssignment, School


@contextmanager
def stays_open(school: School) -> Iterator[None]:
    """Around a change, in its transaction: raise ``BadInputError`` if it leaves no administrator or head who signs in.

    Only one whose role has no end counts, or the school would be shut out on the day it ends.
    """
    before = _open(school)
    yield
    if before and not _open(school):
        raise BadInputError(
            "this",
            "nobody would be left who can sign in and look after Schoolgate.",
            "Make somebody else an administrator first, with a sign-in and no last day.",
        )


def _open(school: School) -> bool:
    rows = RoleAssignment.objects.for_school(school).known().filter(role__in=MANAGERS, valid_to__isnull=True)
    return rows.filter(person__account__is_active=True, person__left_on__isnull=True).exists()
