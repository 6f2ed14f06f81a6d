"""The access gate switched on or off by the head, lessons on class devices, rulings by name, and what follows."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from schoolgate.agreements import kinds
from schoolgate.agreements.actions.settling import settle
from schoolgate.agreements.models import AccessRuling, GateSwitch
from schoolgate.agreements.queries.gating import ADULTS, GateThen, gate_then, switches
from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold, put, withdraw
from schoolgate.gates.access.inputs import LONGEST, Verb
from schoolgate.gates.access.rules import ON_DAYS
from schoolgate.gates.access.things import THINGS
from schoolgate.kernel.errors import BadInputError, DeniedError, NotFoundError
from schoolgate.ledger.actions import append, school_chain
from schoolgate.people.access import roles_of, today
from schoolgate.people.models import Group, Person, School

_LONGEST_WHY: Final = 300
_DAY: Final = timedelta(days=1)
type _Details = dict[str, str | int | bool | None]


@transaction.atomic
def switch_gate(school: School, whom: str, *, on: bool, actor: Actor) -> None:
    """The head switches the gate on or off for a class (a ref) or for the adults (``ADULTS``), from today.

    Nothing where it is so already. Raises ``DeniedError`` unless the head acts, signed in; ``NotFoundError`` for a
    class there is not; ``BadInputError`` where nobody could open it, since words that it waits for are not approved.
    """
    _check_head(school, actor)
    group = _group(school, whom)
    hold(school)
    day = today(school)
    if on is (whom in switches(school, day).acts):
        return
    then = gate_then(school, day)
    shut = _would_shut(then, whom) if on else 0
    _switch(school, GateSwitch.Part.ACTS, whom, group, day, on=on)
    said: _Details = {"whom": whom, "on": on, "valid_from": day.isoformat(), "shut": shut}
    append(school_chain(school.ref), kinds.GATE_SWITCHED, actor=actor, subject=whom, details=said)
    settle(school, actor=actor)


@transaction.atomic
def note_lessons(school: School, group: str, *, on: bool, actor: Actor) -> None:
    """A class (a ref) uses class devices in lessons that an adult leads, or does so no more, from today.

    Raises ``DeniedError`` unless the head acts, signed in, and ``NotFoundError`` for a class there is not.
    """
    _check_head(school, actor)
    row = _group(school, group)
    if row is None:
        raise BadInputError("the class", "adults are in no class.", "Choose a class.")
    hold(school)
    day = today(school)
    if on is (group in switches(school, day).lessons):
        return
    _switch(school, GateSwitch.Part.LESSONS, group, row, day, on=on)
    said: _Details = {"whom": group, "on": on, "valid_from": day.isoformat()}
    append(school_chain(school.ref), kinds.LESSONS_NOTED, actor=actor, subject=group, details=said)


@transaction.atomic
def rule(person: Person, thing: str, verb: str, *, first: date, last: date, why: str, actor: Actor) -> AccessRuling:
    """The head rules for one person by name, with a reason and a last day. ``verb`` is a value of ``Verb``.

    The same again, by a second press, is the same ruling. Raises ``DeniedError`` unless the head acts, signed in, and
    for the head's own access; ``BadInputError`` for a thing or a verb there is not, days of what is not given for days,
    no reason, and an end that is past, before the beginning, or more than a year off.
    """
    school = person.school
    _check_head(school, actor)
    if actor.ref == person.ref:
        raise DeniedError("The ruling", "would be about yourself.", "Sign what is missing.")
    said = " ".join(why.split())
    _check_ruling(school, thing, verb, first, last, said)
    hold(school)
    known = AccessRuling.objects.for_school(school).known().filter(person=person, thing=thing, verb=verb)
    same: AccessRuling | None = known.filter(valid_from=first, valid_to=last + _DAY).first()
    if same is not None:
        return same
    row = AccessRuling(school=school, person=person, thing=thing, verb=verb, by=actor.ref)
    row.why = said if said.endswith((".", "!", "?")) else f"{said}."
    row.valid_from, row.valid_to, row.recorded_at = first, last + _DAY, timezone.now()
    put(row)
    details = {"person": person.ref, "thing": thing, "verb": str(verb)}
    days = {"valid_from": first.isoformat(), "valid_to": (last + _DAY).isoformat()}
    append(school_chain(school.ref), kinds.RULED, actor=actor, subject=row.ref, details=details | days)
    settle(school, actor=actor)
    return row


@transaction.atomic
def end_ruling(school: School, ref: str, *, actor: Actor) -> None:
    """The head ends a ruling today. Raises ``DeniedError``; ``NotFoundError`` for one not there, or over."""
    _check_head(school, actor)
    hold(school)
    day = today(school)
    row = AccessRuling.objects.for_school(school).known().overlapping(day, None).filter(ref=ref).first()
    if row is None:
        raise NotFoundError("the ruling", "there is none, or it is over.", "Look at the list.")
    withdraw(AccessRuling, school, {"ref": ref}, valid_from=day, valid_to=None, at=timezone.now())
    append(school_chain(school.ref), kinds.RULING_ENDED, actor=actor, subject=ref, details={"on": day.isoformat()})
    settle(school, actor=actor)


def _would_shut(then: GateThen, whom: str) -> int:
    """How many people it closes something for. Refused where words are missing: nobody could ever open it."""
    refs: Sequence[str] = then.adults() if whom == ADULTS else then.of_class(whom)
    answers = then.answers(refs)
    if any(reason.key == "not-asked" for one in answers for reason in one.reasons):
        raise BadInputError(
            "the access gate",
            "some agreements it waits for have no approved words, so nobody could open it.",
            "Approve the words of every agreement first.",
        )
    return len({one.person for one in answers if not one.is_open and one.reasons[0].key != "not-for-them"})


def _switch(school: School, part: str, whom: str, group: Group | None, day: date, *, on: bool) -> None:
    if not on:
        key = {"whom": whom, "part": part}
        withdraw(GateSwitch, school, key, valid_from=day, valid_to=None, at=timezone.now())
        return
    row = GateSwitch(school=school, whom=whom, group=group, part=part)
    row.valid_from, row.recorded_at = day, timezone.now()
    put(row)


def _check_ruling(school: School, thing: str, verb: str, first: date, last: date, why: str) -> None:
    if thing not in THINGS or verb not in list(Verb):
        known = f"{', '.join(THINGS)}; {', '.join(Verb)}"
        raise BadInputError("the ruling", f"there is no {thing} {verb}.", f"Known: {known}.")
    if not 0 < len(why) <= _LONGEST_WHY:
        raise BadInputError("the reason", f"it needs one of up to {_LONGEST_WHY} letters.", "Say why in a sentence.")
    if verb == Verb.GIVES_DAYS and thing not in ON_DAYS:
        raise BadInputError("the ruling", f"{thing} is not given for days.", "Open it, or take it away.")
    if last < first or last < today(school) or last - first > LONGEST:
        raise BadInputError("the last day", "it is past, before the first, or over a year off.", "Give another day.")


def _check_head(school: School, actor: Actor) -> None:
    who = Person.objects.for_school(school).filter(ref=actor.ref).first() if actor.signs else None
    if who is None or "head" not in roles_of(who, today(school)):
        raise DeniedError("The access gate", "is the head’s to switch and to rule on.", "Ask the head to sign in.")


def _group(school: School, whom: str) -> Group | None:
    if whom == ADULTS:
        return None
    found: Group | None = Group.objects.for_school(school).filter(ref=whom, kind=Group.Kind.CLASS).first()
    if found is None:
        raise NotFoundError("the class", "there is none here.", "Look at the list of classes.")
    return found
