"""Who cares for which child, how they are reached, and what protects a child."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db import transaction
from django.utils import timezone

from schoolgate.frame.actor import Actor, ActorKind
from schoolgate.frame.bitemporal import hold, put, withdraw
from schoolgate.kernel.clocks.months import spelt
from schoolgate.kernel.errors import BadInputError, DeniedError, NotFoundError
from schoolgate.ledger.actions import Label, append, school_chain
from schoolgate.ledger.kinds import Kind
from schoolgate.people import kinds
from schoolgate.people.access import require, roles_of, today
from schoolgate.people.actions.parting import end_parents
from schoolgate.people.circles import FAMILY_KEEPERS, SEALED
from schoolgate.people.families.spelling import flag_digest, reach_digest, reach_spelt
from schoolgate.people.models import Care, Flag, Person, Reach, RoleAssignment, School
from schoolgate.people.rolls import BY_FAMILY

_MOST_HOMES: Final = 3
type _Details = dict[str, str | int | bool | None]


@dataclass(frozen=True, slots=True)
class Tie:
    """What somebody is to a child: values of ``Care``. ``home`` is which of the child's homes is theirs, if one is."""

    relation: str
    responsibility: str = Care.Responsibility.NOT_KNOWN
    home: int | None = 1
    order: int = 1


@transaction.atomic
def set_carer(
    child: Person, carer: Person, tie: Tie, *, actor: Actor, valid_from: date, valid_to: date | None = None
) -> Care:
    """``carer`` cares for ``child`` from ``valid_from`` until the day before ``valid_to`` (none: no end known).

    What was known of these days is replaced. Whoever cares for a child here is a parent or carer here; staff stay
    staff beside. Raises ``BadInputError`` for somebody who is no pupil by then, for themselves, and for a pupil as
    carer; ``DeniedError`` for whoever does not keep the families.
    """
    school = child.school
    _check_keeps(school, actor, *FAMILY_KEEPERS)
    _check_tie(child, carer, tie, valid_from)
    hold(school)
    row = Care(school=school, child=child, person=carer, relation=tie.relation, responsibility=tie.responsibility)
    row.home, row.order, row.given_by = tie.home, tie.order, actor.ref if actor.kind is ActorKind.PERSON else ""
    row.valid_from, row.valid_to, row.recorded_at = valid_from, valid_to, timezone.now()
    put(row)
    _make_parent(carer, valid_from, actor)
    said: _Details = {"carer": carer.ref, "relation": str(tie.relation), "responsibility": str(tie.responsibility)}
    said |= {"home": tie.home, "order": tie.order, "valid_from": valid_from.isoformat()}
    said |= {"valid_to": valid_to.isoformat() if valid_to else None}
    _note(school, kinds.CARER_SET, child, actor, said)
    return row


@transaction.atomic
def end_carer(child: Person, carer: Person, *, actor: Actor, valid_to: date) -> None:
    """From ``valid_to`` on they do not care for the child; whoever then cares for no child here is no parent here.

    Raises ``NotFoundError`` where they do not by then.
    """
    school = child.school
    _check_keeps(school, actor, *FAMILY_KEEPERS)
    hold(school)
    if not Care.objects.for_school(school).known().overlapping(valid_to, None).filter(child=child, person=carer):
        raise NotFoundError("the carer", "they do not care for this child by then.", "Look at the child’s family.")
    now = timezone.now()
    withdraw(Care, school, {"person": carer, "child": child}, valid_from=valid_to, valid_to=None, at=now)
    end_parents(school, [carer.pk], valid_to, now)
    _note(school, kinds.CARER_ENDED, child, actor, {"carer": carer.ref, "valid_to": valid_to.isoformat()})


@transaction.atomic
def set_reach(person: Person, way: str, value: str, *, actor: Actor, valid_from: date) -> Reach:
    """How a carer is reached: by "email" or "phone". Two carers may share one. ``DeniedError`` as above, but everybody
    may say it of themselves. Raises ``BadInputError`` for what is none."""
    school = person.school
    if actor.ref != person.ref:
        _check_keeps(school, actor, *FAMILY_KEEPERS)
    spelling = reach_spelt(way, value)
    row = Reach(school=school, person=person, way=way, value=spelling, digest=reach_digest(school, way, spelling))
    row.valid_from, row.recorded_at = valid_from, timezone.now()
    put(row)
    others = Reach.objects.for_school(school).as_of(valid_from).filter(digest=row.digest).exclude(person=person)
    _note(school, kinds.REACH_SET, person, actor, {"way": way, "shared": others.count()})
    return row


@transaction.atomic
def set_flag(child: Person, kind: str, words: str, *, actor: Actor, valid_from: date) -> Flag:
    """What protects a child: "court-order" or "looked-after", with words for those who may read it. Only the head and
    the safeguarding leads, signed in; the entry is for the safeguarding team and does not say which it is.

    Raises ``BadInputError`` for another kind, ``DeniedError`` for anybody else.
    """
    school = child.school
    _check_sealed(school, actor)
    row = Flag(school=school, child=child, digest=_flag(child, kind), kind=kind, words=words.strip())
    row.given_by, row.valid_from, row.recorded_at = actor.ref, valid_from, timezone.now()
    hold(school)
    put(row)
    _note(school, kinds.FLAG_SET, child, actor, {"valid_from": valid_from.isoformat()})
    return row


@transaction.atomic
def end_flag(child: Person, kind: str, *, actor: Actor, valid_to: date) -> None:
    """From ``valid_to`` on it protects the child no more. Raises ``NotFoundError`` where it does not by then."""
    school = child.school
    _check_sealed(school, actor)
    key = {"child": child, "digest": _flag(child, kind)}
    hold(school)
    if not Flag.objects.for_school(school).known().overlapping(valid_to, None).filter(**key).exists():
        raise NotFoundError("the note", "there is none by then.", "Look at the child’s family.")
    withdraw(Flag, school, key, valid_from=valid_to, valid_to=None, at=timezone.now())
    _note(school, kinds.FLAG_ENDED, child, actor, {"valid_to": valid_to.isoformat()})


def _make_parent(carer: Person, valid_from: date, actor: Actor) -> None:
    school = carer.school
    held = RoleAssignment.objects.for_school(school).known().overlapping(valid_from, None)
    if held.filter(person=carer, role="parents").exists():
        return
    row = RoleAssignment(school=school, person=carer, role="parents", deputy=False, given_by=BY_FAMILY)
    row.valid_from, row.recorded_at = valid_from, timezone.now()
    put(row)
    Person.objects.for_school(school).filter(pk=carer.pk).update(left_on=None)
    said: _Details = {"role": "parents", "valid_from": valid_from.isoformat(), "valid_to": None, "deputy": False}
    append(school_chain(school.ref), kinds.ROLE_GIVEN, actor=actor, subject=carer.ref, details=said)


def _note(school: School, what: Kind, about: Person, actor: Actor, said: _Details) -> None:
    chain = school_chain(school.ref)
    append(chain, what, actor=actor, subject=about.ref, details=said, label=Label.SAFEGUARDING)


def _flag(child: Person, kind: str) -> str:
    if kind not in Flag.KINDS:
        raise BadInputError(f"the note {kind!r}", "there is no such kind.", f"Known: {', '.join(Flag.KINDS)}.")
    return flag_digest(child.school, child.ref, kind)


def _check_tie(child: Person, carer: Person, tie: Tie, on: date) -> None:
    rows = RoleAssignment.objects.for_school(child.school).as_of(on).filter(role="pupils")
    pupils = set(rows.filter(person__in=[child, carer]).values_list("person_id", flat=True))
    if child.pk not in pupils:
        raise BadInputError("the child", f"they are no pupil here on {spelt(on)}.", "Put them on the roll first.")
    if carer.pk == child.pk or carer.pk in pupils:
        raise BadInputError("the carer", "a pupil here cares for nobody.", "Choose an adult.")
    if tie.relation not in Care.Relation or tie.responsibility not in Care.Responsibility:
        known = ", ".join([*Care.Relation.values, *Care.Responsibility.values])
        raise BadInputError("what they are to the child", "it is not known here.", f"Known: {known}.")
    if tie.home is not None and not 1 <= tie.home <= _MOST_HOMES:
        raise BadInputError("the home", "a child has one, two or three.", "Give 1, 2 or 3, or none.")


def _check_sealed(school: School, actor: Actor) -> None:
    if not actor.signs:
        raise DeniedError("What protects a child", "is said by the head or a safeguarding lead.", "Ask them.")
    _check_keeps(school, actor, *SEALED)


def _check_keeps(school: School, actor: Actor, *allowed: str) -> None:
    """One of these roles today; or a command on the server or a clock, which is recorded."""
    if actor.signs:
        doer = Person.objects.for_school(school).filter(ref=actor.ref).first()
        require(roles_of(doer, today(school)) if doer else frozenset(), *allowed)
