"""A school's staffing on one day, read for the pure rules of ``acting``."""

from datetime import date, datetime

from schoolgate.people.acting import Held, Passed, Somebody, Staffing
from schoolgate.people.models import Away, Delegation, Person, RoleAssignment, School

# Those whose work passes to nobody: a school has hundreds, and none of them is asked to act.
_ASK_NOBODY = ("pupils", "parents", "visitors")


def staffing(school: School, on: date, *, known_at: datetime | None = None) -> Staffing:
    """Who holds what, who is away and what was passed on, on a day, as known then or now."""
    held_now = RoleAssignment.objects.for_school(school).as_of(on, known_at).exclude(role__in=_ASK_NOBODY)
    rows = list(held_now.select_related("person"))
    held = [Held(row.person.ref, row.role, row.valid_from, row.deputy) for row in rows]
    passed = list(Delegation.objects.for_school(school).as_of(on, known_at).select_related("giver", "to"))
    away = list(Away.objects.for_school(school).as_of(on, known_at).select_related("person"))
    persons = [row.person for row in rows] + [who for row in passed for who in (row.giver, row.to)]
    persons += [row.person for row in away]
    return Staffing(
        {person.ref: _somebody(person) for person in persons},
        tuple(held),
        tuple(Passed(row.giver.ref, row.to.ref, row.role, row.valid_to, row.area) for row in passed),
        {row.person.ref: row.valid_to for row in away},
    )


def _somebody(person: Person) -> Somebody:
    human = f"account {person.account_id}" if person.account_id else person.ref
    return Somebody(person.ref, person.name, human)
