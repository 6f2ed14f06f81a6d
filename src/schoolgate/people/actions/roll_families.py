"""What a roll says of families, as part of a load: who cares for whom from now on, who does no more, and how they are
reached."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from schoolgate.frame.bitemporal import Withdrawn, put_many
from schoolgate.kernel.errors import BadInputError
from schoolgate.people.actions.parting import end_parents
from schoolgate.people.actions.staying import back_again
from schoolgate.people.families.spelling import reach_digest, reach_spelt
from schoolgate.people.models import Care, Person, Reach, RoleAssignment, School
from schoolgate.people.rolls import BY_FAMILY, BY_ROLL, Bond, Said


def tie(school: School, together: Sequence[tuple[Person, Said]], by_key: Mapping[str, Person], at: datetime) -> None:
    """Write the families of some persons of a load. For use inside it, after the persons themselves are written."""
    some = [(person, one) for person, one in together if one.cares or one.reached]
    if not some:
        return
    children = _children(school, some, by_key)
    put_many(Care, school, (row for pair in some for row in _cares(school, *pair, children)), at=at)
    put_many(Reach, school, (row for pair in some for row in _reached(school, *pair)), at=at)
    _make_parents(school, [(person, one.valid_from) for person, one in some if _begins(one)], at)
    over: defaultdict[date, set[int]] = defaultdict(set)
    for person, one in some:
        if any(bond.over for bond in one.cares):
            over[one.valid_from].add(person.pk)
    for day, carers in over.items():
        end_parents(school, carers, day, at)


def _begins(one: Said) -> bool:
    return any(not bond.over for bond in one.cares)


def _make_parents(school: School, carers: Sequence[tuple[Person, date]], at: datetime) -> None:
    """Whoever cares for a child here is a parent or carer here."""
    held = RoleAssignment.objects.for_school(school).known().filter(role="parents")
    there = {row.person_id for row in held.filter(person__in=[person for person, _ in carers]) if row.valid_to is None}
    new = [(person, day) for person, day in carers if person.pk not in there]
    rows = (
        RoleAssignment(school=school, person=person, role="parents", given_by=BY_FAMILY, valid_from=day)
        for person, day in new
    )
    put_many(RoleAssignment, school, rows, at=at)
    back_again(school, [person.pk for person, _ in new])


def _children(
    school: School, some: Sequence[tuple[Person, Said]], by_key: Mapping[str, Person]
) -> Mapping[str, Person]:
    """By ref, and those whom the load brings by their key."""
    refs = {bond.child for _, one in some for bond in one.cares if bond.child}
    known = {person.ref: person for person in Person.objects.for_school(school).filter(ref__in=refs)}
    if lost := refs - set(known):
        raise BadInputError(f"person {min(lost)}", "there is none at this school.", "Plan the load again.")
    return {**known, **by_key}


def _cares(school: School, person: Person, one: Said, children: Mapping[str, Person]) -> Iterator[Care | Withdrawn]:
    for bond in one.cares:
        child = children[bond.child or bond.new_child]
        if bond.over:
            yield Withdrawn({"person": person, "child": child}, one.valid_from)
        else:
            yield _care(school, person, child, bond, one.valid_from)


def _care(school: School, person: Person, child: Person, bond: Bond, valid_from: date) -> Care:
    return Care(
        school=school,
        person=person,
        child=child,
        relation=bond.relation,
        responsibility=bond.responsibility,
        home=bond.home,
        order=bond.order,
        given_by=BY_ROLL,
        valid_from=valid_from,
        valid_to=bond.valid_to,
    )


def _reached(school: School, person: Person, one: Said) -> Iterator[Reach]:
    for way, value in (one.reached or {}).items():
        spelling = reach_spelt(way, value)
        digest = reach_digest(school, way, spelling)
        yield Reach(school=school, person=person, way=way, value=spelling, digest=digest, valid_from=one.valid_from)
