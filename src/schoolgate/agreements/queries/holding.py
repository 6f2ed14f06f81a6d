"""Who holds which agreement on a day, and who needs which: for the whole school at once, in so many queries."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from schoolgate.agreements.models import Signature, Wording
from schoolgate.agreements.registry import KINDS
from schoolgate.people.models import RoleAssignment, School


@dataclass(frozen=True, slots=True)
class Held:
    """An agreement in force for a person. ``version`` is the ref of the wording; ``until`` is the last day it holds,
    None where only new words or leaving end it; ``way`` is a value of ``Signature.Way``."""

    kind: str
    version: str
    on: date
    until: date | None
    way: str


def in_use(school: School, on: date) -> dict[str, str]:
    """The wording (a ref) in force on a day, by kind; a kind without approved words is not asked for yet."""
    return {kind: ref for kind, (_, ref) in _in_force(school, on).items()}


def held(school: School, on: date) -> Mapping[str, frozenset[Held]]:
    """What everybody who holds a role here on ``on`` holds, by ref of the person (of a child: signed for them).

    Whoever holds nothing is left out, and so is whoever left. Only the wording in force counts: new words are signed
    anew. Costs three queries, whatever the size of the school.
    """
    kinds = {pk: (kind, ref) for kind, (pk, ref) in _in_force(school, on).items()}
    rows = Signature.objects.for_school(school).filter(wording_id__in=kinds, on__lte=on)
    rows = rows.filter(Q(until__isnull=True) | Q(until__gte=on), Q(ended_on__isnull=True) | Q(ended_on__gt=on))
    here = set(RoleAssignment.objects.for_school(school).as_of(on).values_list("person_id", flat=True))
    known: dict[tuple[int, date, date | None, str], Held] = {}
    found: defaultdict[str, set[Held]] = defaultdict(set)
    columns = ("person_id", "person__ref", "wording_id", "on", "until", "way")
    for person, ref, wording, *said in rows.values_list(*columns).iterator(chunk_size=5000):
        if person not in here:
            continue
        key = (wording, *said)
        one = known.get(key)
        if one is None:
            one = known[key] = Held(*kinds[wording], *said)
        found[ref].add(one)
    return {ref: frozenset(some) for ref, some in found.items()}


def wanted(school: School, on: date) -> Mapping[str, frozenset[str]]:
    """The kinds of agreement that each person's roles ask of them on a day, by ref, in use or not. Costs one query.

    Kinds that the office asks for by name (supply staff) are asked of nobody here.
    """
    by_role: defaultdict[str, set[str]] = defaultdict(set)
    for kind in KINDS:
        for role in kind.binds if not kind.by_name else ():
            by_role[role].add(kind.key)
    roles: defaultdict[str, set[str]] = defaultdict(set)
    for ref, role in RoleAssignment.objects.for_school(school).as_of(on).values_list("person__ref", "role"):
        roles[ref].add(role)
    sets: dict[frozenset[str], frozenset[str]] = {}
    found = {}
    for ref, some in roles.items():
        key = frozenset(some)
        if key not in sets:
            sets[key] = frozenset(kind for role in key for kind in by_role.get(role, ()))
        if sets[key]:
            found[ref] = sets[key]
    return found


def _in_force(school: School, on: date) -> dict[str, tuple[int, str]]:
    """Primary key and ref of the wording in force, by kind: of those approved, the one with the latest number."""
    rows = Wording.objects.for_school(school).filter(kind__in=KINDS.keys(), from_on__lte=on).exclude(approved_by="")
    return {kind: (pk, ref) for kind, pk, ref in rows.order_by("number").values_list("kind", "pk", "ref")}
