"""Who is here for a few days only, as supply staff are: told by the last day of every role they hold."""

from datetime import date, timedelta
from typing import Final

from schoolgate.people.models import Person, RoleAssignment
from schoolgate.vocabulary.roles import MEMBERS

LONGEST: Final = timedelta(days=93)  # about a term: whoever is booked for longer signs what staff sign
_DAY: Final = timedelta(days=1)
_STAFF: Final = frozenset(MEMBERS["staff"])


def booked_until(person: Person, on: date) -> date | None:
    """The last day of somebody's booking where each of their staff roles is for at most a term; None for others."""
    rows = RoleAssignment.objects.for_school(person.school).as_of(on).filter(person=person, role__in=_STAFF)
    days = list(rows.values_list("valid_from", "valid_to"))
    ends = [last for first, last in days if last is not None and last - first <= LONGEST]
    return max(ends) - _DAY if ends and len(ends) == len(days) else None
