"""What the office does about visits: ends one, lets somebody in, says who they are, looks at what did not fit."""

from django.db import transaction
from django.utils import timezone

from schoolgate.door import kinds
from schoolgate.door.access import WATCHERS
from schoolgate.door.actions.tablets import check_keeper
from schoolgate.door.actions.telling import tell_facts
from schoolgate.door.models import DoorEntry, DoorWords, Visit
from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold
from schoolgate.kernel.errors import BadInputError, NotFoundError
from schoolgate.ledger.actions import append, school_chain
from schoolgate.people.models import Person, School

_LONGEST = 400


@transaction.atomic
def end_visit(school: School, ref: str, *, actor: Actor, over: str = Visit.Over.OFFICE) -> Visit:
    """They went, or never came in (``turned``: whoever did not accept the rule). Ended twice it is ended once.

    Raises ``NotFoundError`` for a visit there is not, ``BadInputError`` for an end the office does not give.
    """
    check_keeper(school, actor, *WATCHERS)
    if over not in (Visit.Over.OFFICE, Visit.Over.TURNED):
        raise BadInputError("how the visit ended", f"nobody says {over}.", "Known: office, turned.")
    hold(school)
    row = _visit(school, ref)
    if row.left_at is None:
        row.left_at, row.over = timezone.now(), over
        row.save()
        tell_facts(school, actor=actor)
        append(school_chain(school.ref), kinds.ENDED, actor=actor, subject=row.ref, details={"over": str(over)})
    return row


@transaction.atomic
def allow(school: School, ref: str, *, actor: Actor) -> Visit:
    """They did not accept the rule, and come in all the same: their telephone stays with the office."""
    check_keeper(school, actor, *WATCHERS)
    hold(school)
    row = _visit(school, ref)
    if row.answer == Visit.Answer.REFUSED:
        row.answer = Visit.Answer.LEFT_PHONE
        row.save()
        tell_facts(school, actor=actor)
        append(school_chain(school.ref), kinds.ALLOWED, actor=actor, subject=row.ref)
    return row


@transaction.atomic
def match(school: School, ref: str, person: Person, *, actor: Actor) -> Visit:
    """This visitor is a person the school knows: a regular helper, say. The tablet never knows."""
    check_keeper(school, actor)
    if person.school != school:
        raise NotFoundError("the person", "there is none such at this school.", "Look at the list of people.")
    hold(school)
    row = _visit(school, ref)
    if row.person != person:
        row.person = person
        row.save()
        details = {"person": person.ref}
        append(school_chain(school.ref), kinds.MATCHED, actor=actor, subject=row.ref, details=details)
    return row


@transaction.atomic
def settle(school: School, key: str, *, actor: Actor) -> None:
    """The office looked at something that did not fit. Raises ``NotFoundError`` where nothing such waits."""
    check_keeper(school, actor, *WATCHERS)
    rows = DoorEntry.objects.for_school(school).select_for_update(of=("self",))
    row = rows.filter(key=key, state=DoorEntry.State.CLASH).first()
    if row is None:
        raise NotFoundError("what the tablet sent", "nothing such waits.", "Look at the list.")
    row.state = DoorEntry.State.SETTLED
    row.save()
    append(school_chain(school.ref), kinds.SETTLED, actor=actor, subject=row.key, details={"why": row.why})


@transaction.atomic
def say(school: School, *, worry: str, fire: str, actor: Actor) -> None:
    """What the tablet says to whoever came in. Raises ``BadInputError`` for more than anybody reads at a door."""
    check_keeper(school, actor)
    new = {"worry": worry.strip(), "fire": fire.strip()}
    if any(len(words) > _LONGEST for words in new.values()):
        raise BadInputError("what the door says", f"it is longer than {_LONGEST} letters.", "Say it in two sentences.")
    hold(school)
    row = DoorWords.objects.for_school(school).first() or DoorWords(school=school)
    changed = [name for name, words in new.items() if getattr(row, name) != words]
    if changed:
        for name in changed:
            setattr(row, name, new[name])
        row.save()
        details = {"fields": ", ".join(changed)}
        append(school_chain(school.ref), kinds.SAID, actor=actor, subject=school.ref, details=details)


def _visit(school: School, ref: str) -> Visit:
    row: Visit | None = Visit.objects.for_school(school).filter(ref=ref).first()
    if row is None:
        raise NotFoundError("the visit", "there is none such.", "Look at who is on site.")
    return row
