"""A yes or a no for each place, taken back at any time, and what the head decides between carers."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from schoolgate.agreements import kinds
from schoolgate.agreements.actions.agreeing import OFFICE, Given, asked, check_name, check_office
from schoolgate.agreements.contract import year_end
from schoolgate.agreements.events import ConsentWithdrawn
from schoolgate.agreements.models import Consent, ConsentRuling
from schoolgate.agreements.queries.consents import photo_answers
from schoolgate.agreements.queries.rounds import answered_for
from schoolgate.agreements.registry import KINDS
from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold, put
from schoolgate.frame.outbox import publish
from schoolgate.gates.consent.channels import CHANNELS
from schoolgate.kernel.errors import BadInputError, DeniedError
from schoolgate.ledger.actions import Label, append, school_chain
from schoolgate.ledger.kinds import Kind
from schoolgate.people.access import roles_of, today
from schoolgate.people.families.queries import Carer, carers_of
from schoolgate.people.models import Person, School

KIND: Final = "photo-video"
_DAY: Final = timedelta(days=1)
type _Details = dict[str, str | int | bool | None]


@transaction.atomic
def give(
    child: Person,
    carer: Person | None,
    answers: Mapping[str, str],
    how: Given,
    *,
    actor: Actor,
    on: date | None = None,
    source: str = "",
    blanket: bool = False,
) -> int:
    """What ``carer`` says of each place in ``answers`` ("granted" or "refused"); how many answers were new.

    It holds from ``on`` (today) to the end of August, or to where something later that they said begins. The carer
    themselves acts, signed in or by their link; what is on paper or comes from a list the office notes, and
    then no carer need be named. What the same carer said before is replaced; the same again adds nothing. Raises
    ``BadInputError`` for a place there is not, for somebody who is no carer of the child, and for a yes of somebody
    without parental responsibility; ``DeniedError`` for whoever speaks for another.
    """
    school, day = child.school, on or today(child.school)
    _check_places(answers)
    tie = _check_carer(child, carer, day)
    _check_acts(school, carer, how, actor)
    if tie is not None and not tie.may_sign and Consent.Answer.GRANTED in answers.values():
        raise BadInputError("the yes", "they have no parental responsibility.", "Ask a carer who has it.")
    if day > today(school):
        raise BadInputError("the day", "it is still to come.", "Give the day of the answer.")
    hold(school)
    _, digest = asked(school, KINDS.get(KIND), today(school), how.language, how.style)
    before = photo_answers(school, today(school), [child.ref])[child.ref]
    new = [place for place, answer in answers.items() if not _is_said(child, carer, place, answer, day)]
    if new:
        _keep(child, carer, {place: answers[place] for place in new}, how, digest, actor, day, source, blanket)
        _tell_withdrawn(child, [place for place in new if before[place].yes])
    return len(new)


def withdraw(child: Person, carer: Person, places: Collection[str], how: Given, *, actor: Actor) -> int:
    """The carer takes back what they said yes to: a no from today, at once. How many places it changed.

    Whoever must take something down is told by a job and a letter. Raises as ``give``.
    """
    return give(child, carer, dict.fromkeys(places, Consent.Answer.REFUSED), how, actor=actor)


@transaction.atomic
def rule_pictures(child: Person, place: str, answer: str, reason: str, *, actor: Actor) -> ConsentRuling:
    """The head decides between carers, or where the head is asked first, to the end of the school year; why is kept.

    It makes no yes where no carer gave one. Raises ``DeniedError`` unless the head acts, signed in; ``BadInputError``
    without a reason.
    """
    school, day = child.school, today(child.school)
    doer = Person.objects.for_school(school).filter(ref=actor.ref).first()
    if not actor.signs or doer is None or "head" not in roles_of(doer, day):
        raise DeniedError("The decision", "is the head’s, signed in.", "Ask the head to decide.")
    _check_places({place: answer})
    if not reason.strip():
        raise BadInputError("the reason", "there is none.", "Say in a sentence why.")
    hold(school)
    before = photo_answers(school, day, [child.ref])[child.ref]
    row = ConsentRuling(school=school, child=child, channel=place, answer=answer, reason=reason.strip())
    row.given_by, row.valid_from, row.valid_to = actor.ref, day, year_end(day) + _DAY
    row.recorded_at = timezone.now()
    put(row)
    _note(
        kinds.PICTURES_RULED, child, actor, {"place": place, "answer": str(answer), "until": year_end(day).isoformat()}
    )
    _tell_withdrawn(child, [place] if before[place].yes else [])
    return row


def _keep(
    child: Person,
    carer: Person | None,
    answers: Mapping[str, str],
    how: Given,
    digest: str,
    actor: Actor,
    day: date,
    source: str,
    blanket: bool,
) -> None:
    for place, answer in answers.items():
        row = Consent(school=child.school, child=child, carer=carer, channel=place, answer=answer, way=how.way)
        row.typed_name, row.device, row.digest = " ".join(how.name.split()), how.device, digest
        row.source, row.blanket, row.given_by = source, blanket, actor.ref
        row.valid_from, row.valid_to, row.recorded_at = day, _after(row, day), timezone.now()
        put(row)
    said: _Details = {"by": carer.ref if carer else None, "way": str(how.way), "digest": digest}
    said |= {"granted": _listed(answers, Consent.Answer.GRANTED), "refused": _listed(answers, Consent.Answer.REFUSED)}
    _note(kinds.CONSENTED, child, actor, said | {"on": day.isoformat()})


def _tell_withdrawn(child: Person, places: Iterable[str]) -> None:
    """Tell whoever must act of each place where there was a yes and is none now."""
    school = child.school
    after = photo_answers(school, today(school), [child.ref])[child.ref]
    for place in places:
        if not after[place].yes:
            publish(ConsentWithdrawn(school.ref, child.ref, place), school_ref=school.ref)


def _is_said(child: Person, carer: Person | None, place: str, answer: str, on: date) -> bool:
    rows = Consent.objects.for_school(child.school).as_of(on).filter(child=child, carer=carer, channel=place)
    return bool(rows.filter(answer=answer).exists())


def _after(row: Consent, first: date) -> date:
    """The day after the last: paper that is noted late never covers what the same carer said later."""
    rows = Consent.objects.for_school(row.school).known().filter(child=row.child, carer=row.carer, channel=row.channel)
    later = rows.filter(valid_from__gt=first).order_by("valid_from").values_list("valid_from", flat=True).first()
    return min(year_end(answered_for(row.school, first)) + _DAY, later or date.max)


def _listed(answers: Mapping[str, str], answer: str) -> str | None:
    return ",".join(place for place, said in answers.items() if said == answer) or None


def _note(what: Kind, child: Person, actor: Actor, said: _Details) -> None:
    chain = school_chain(child.school.ref)
    append(chain, what, actor=actor, subject=child.ref, details=said, label=Label.SAFEGUARDING)


def _check_places(answers: Mapping[str, str]) -> None:
    wrong = [*(set(answers) - set(CHANNELS)), *(set(answers.values()) - set(Consent.Answer.values))]
    if wrong or not answers:
        known = ", ".join(CHANNELS)
        raise BadInputError(
            "the answer", f"{', '.join(wrong) or 'nothing'} is none.", f"granted or refused, of: {known}."
        )


def _check_carer(child: Person, carer: Person | None, on: date) -> Carer | None:
    if carer is None:
        if "pupils" not in roles_of(child, on):
            raise BadInputError("the child", "they are no pupil here that day.", "Check whose answer it is.")
        return None
    for one in carers_of(child.school, child.ref, on):
        if one.ref == carer.ref:
            return one
    raise BadInputError("the carer", "they care for no such child here.", "Look at the child’s family.")


def _check_acts(school: School, carer: Person | None, how: Given, actor: Actor) -> None:
    if how.way in OFFICE:
        check_office(school, actor)
        return
    check_name(how)
    if carer is None or not actor.signs or actor.ref != carer.ref:
        raise DeniedError("The answer", "is given by the carer themselves.", "Ask them, or note what is on paper.")
