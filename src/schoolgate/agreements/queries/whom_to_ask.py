"""Which carers have something to answer, for the office that sends the links. Names are unlocked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from schoolgate.agreements.contract import YEAR_BEGINS, Signs
from schoolgate.agreements.models import SigningLink
from schoolgate.agreements.queries.chasing import asked_kinds, missing
from schoolgate.people.classes.queries import placed
from schoolgate.people.families.queries import bonds, reach_of
from schoolgate.people.models import Care, Person, School


@dataclass(frozen=True, slots=True)
class ToAsk:
    """``email`` and ``phone`` are empty where none is held. ``children`` is of how many something is not back."""

    person: Person
    name: str
    email: str
    phone: str
    children: int


def carers_to_ask(school: School, on: date, *, group: str = "") -> tuple[ToAsk, ...]:
    """Carers who may sign for a child of whom something is not back, by name; of one class (a ref), where it is given.

    Whoever has signed all that was asked of them since September is left out: the other home is asked for its own.
    Costs a fixed number of queries.
    """
    in_class = {one.person for one in placed(school, on) if one.group == group}
    kinds = [kind.key for kind in asked_kinds(school, on) if kind.signs is Signs.CARER]
    lacking = [one.person for one in missing(school, on, kinds=kinds)] if kinds else []
    of: dict[str, int] = {}
    tied = bonds(school, on)
    for child in lacking:
        if group and child not in in_class:
            continue
        for bond in tied.get(child, ()):
            if bond.responsibility != Care.Responsibility.NO:
                of[bond.carer] = of.get(bond.carer, 0) + 1
    wanted = set(of) - _done(school, on)
    found = {row.ref: row for row in Person.objects.for_school(school).select_related("school").filter(ref__in=wanted)}
    emails, phones = reach_of(school, wanted, "email", on), reach_of(school, wanted, "phone", on)
    return _by_name(found, emails, phones, of)


def _by_name(
    found: Mapping[str, Person], emails: Mapping[str, str], phones: Mapping[str, str], of: Mapping[str, int]
) -> tuple[ToAsk, ...]:
    some = (ToAsk(row, row.name, emails.get(ref, ""), phones.get(ref, ""), of[ref]) for ref, row in found.items())
    return tuple(sorted(some, key=lambda one: (one.name.casefold(), one.person.ref)))


def _done(school: School, on: date) -> set[str]:
    began = date(on.year - (on.month < YEAR_BEGINS), YEAR_BEGINS, 1)
    since = datetime.combine(began, time.min, ZoneInfo(school.time_zone))
    rows = SigningLink.objects.for_school(school).filter(done_at__gte=since)
    return set(rows.values_list("carer__ref", flat=True))
