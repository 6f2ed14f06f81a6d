"""Which adults have not signed what is asked of them, how often each was reminded, and who is away."""

from dataclasses import dataclass
from datetime import date

from schoolgate.agreements.contract import Kind, Signs
from schoolgate.agreements.models import Reminder, Wording
from schoolgate.agreements.queries.chasing import asked_kinds, missing
from schoolgate.agreements.queries.holding import in_use
from schoolgate.agreements.registry import KINDS
from schoolgate.people.models import Away, Person, RoleAssignment, School


@dataclass(frozen=True, slots=True)
class Unsigned:
    """One adult of whom something is not signed. ``back``: the day they are back, and nobody is chased before.
    ``reminded``: how often, of what was reminded of most. ``since``: the first day of what they do here."""

    person: str
    name: str
    kinds: tuple[str, ...]
    signs_in: bool
    back: date | None
    reminded: int
    since: date


def own_kinds(school: School, on: date) -> tuple[Kind, ...]:
    """The kinds that adults sign for themselves, with words in force."""
    return tuple(kind for kind in asked_kinds(school, on) if kind.signs is Signs.SELF)


def unsigned(school: School, on: date) -> tuple[Unsigned, ...]:
    """By name, those who are away last. Names are unlocked: for pages that may show them."""
    asked = {kind.key for kind in own_kinds(school, on)}
    some = missing(school, on, kinds=asked) if asked else ()
    refs = {one.person for one in some}
    signs_in = dict(Person.objects.for_school(school).filter(ref__in=refs).values_list("ref", "account_id"))
    away = dict(Away.objects.for_school(school).as_of(on).values_list("person__ref", "valid_to"))
    since: dict[str, date] = {}
    roles = RoleAssignment.objects.for_school(school).as_of(on).filter(person__ref__in=refs)
    for ref, first in roles.values_list("person__ref", "valid_from"):
        since[ref] = min(first, since.get(ref, first))
    reminded: dict[str, int] = {}
    rows = Reminder.objects.for_school(school).filter(wording__ref__in=in_use(school, on).values(), on__lte=on)
    for ref, number in rows.values_list("person__ref", "number"):
        reminded[ref] = max(number, reminded.get(ref, 0))
    found = [
        Unsigned(
            one.person,
            one.name,
            tuple(KINDS.get(kind).title for kind in one.kinds),
            signs_in.get(one.person) is not None,
            away.get(one.person),
            reminded.get(one.person, 0),
            since.get(one.person, on),
        )
        for one in some
    ]
    return tuple(sorted(found, key=lambda one: (one.back is not None, one.name.casefold())))


def asked_since(school: School, on: date) -> dict[str, date]:
    """The first day of the words in force of what adults sign, by ref of the wording."""
    keys = {kind.key for kind in own_kinds(school, on)}
    refs = [ref for kind, ref in in_use(school, on).items() if kind in keys]
    return dict(Wording.objects.for_school(school).filter(ref__in=refs).values_list("ref", "from_on"))
