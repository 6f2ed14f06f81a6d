"""The list of agencies, their check each term, and the log of contacts with them."""

from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.utils import timezone

from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold
from schoolgate.kernel.errors import BadInputError
from schoolgate.ledger.actions import Label, append, school_chain
from schoolgate.people.access import today
from schoolgate.people.models import Person, School
from schoolgate.registers import kinds
from schoolgate.registers.actions.telling import tell_facts
from schoolgate.registers.models import Agency, AgencyCheck, Contact

_REACHED: Final = ("name", "telephone", "email", "hours")


@transaction.atomic
def add_agency(
    school: School,
    kind: str,
    name: str,
    *,
    actor: Actor,
    telephone: str = "",
    email: str = "",
    hours: str = "",
    on: date | None = None,
) -> Agency:
    """Put an agency on the list, found right today; the same again is the one that is there.

    Raises ``BadInputError`` without a name and a way to reach it.
    """
    _check(name, telephone, email)
    if kind not in Agency.Kind.values:
        raise BadInputError(f"the kind {kind!r}", "there is none such.", f"Known: {', '.join(Agency.Kind.values)}.")
    hold(school)
    day = on or today(school)
    row = Agency(school=school, kind=kind, name=name.strip(), added_on=day)
    row.telephone, row.email, row.hours = telephone.strip(), email.strip(), hours.strip()
    listed = Agency.objects.for_school(school).filter(kind=kind, ended_on=None)
    known: Agency | None = next((one for one in listed if _reached(one) == _reached(row)), None)
    if known is not None:
        return known
    row.save()
    _found_right(row, actor, day)
    tell_facts(school, actor=actor)
    append(school_chain(school.ref), kinds.AGENCY_ADDED, actor=actor, subject=row.ref, details={"kind": kind})
    return row


@transaction.atomic
def change_agency(
    agency: Agency, *, actor: Actor, name: str, telephone: str = "", email: str = "", hours: str = ""
) -> None:
    """Put right how it is reached, which is a check as well. Nothing changes where all is as it was."""
    _check(name, telephone, email)
    new = {"name": name.strip(), "telephone": telephone.strip(), "email": email.strip(), "hours": hours.strip()}
    changed = [field for field in _REACHED if getattr(agency, field) != new[field]]
    if not changed:
        return
    hold(agency.school)
    for field in changed:
        setattr(agency, field, new[field])
    agency.save()
    _found_right(agency, actor, today(agency.school))
    tell_facts(agency.school, actor=actor)
    details = {"fields": ", ".join(changed)}
    append(school_chain(agency.school.ref), kinds.AGENCY_CHANGED, actor=actor, subject=agency.ref, details=details)


@transaction.atomic
def still_right(agency: Agency, *, actor: Actor, on: date | None = None) -> bool:
    """Somebody tried it, and it is still right. Said twice on a day it is noted once; whether it was noted."""
    day = on or today(agency.school)
    hold(agency.school)
    if AgencyCheck.objects.for_school(agency.school).filter(agency=agency, on=day).exists():
        return False
    _found_right(agency, actor, day)
    tell_facts(agency.school, actor=actor)
    details = {"on": day.isoformat()}
    append(school_chain(agency.school.ref), kinds.AGENCY_RIGHT, actor=actor, subject=agency.ref, details=details)
    return True


@transaction.atomic
def end_agency(agency: Agency, *, actor: Actor, on: date | None = None) -> None:
    """It is on the list no more."""
    if agency.ended_on is not None:
        return
    hold(agency.school)
    agency.ended_on = on or today(agency.school)
    agency.save()
    tell_facts(agency.school, actor=actor)
    details = {"on": agency.ended_on.isoformat()}
    append(school_chain(agency.school.ref), kinds.AGENCY_ENDED, actor=actor, subject=agency.ref, details=details)


@transaction.atomic
def note_contact(
    agency: Agency, *, at: datetime, about: str, actor: Actor, by: Person | None = None, words: str = ""
) -> Contact:
    """Note that the agency was contacted ``at`` a moment, ``about`` a case by its ref; said twice, once. Only the
    safeguarding team reads of it, here and in the permanent record. Raises ``BadInputError`` without a ref, and for a
    moment still to come.
    """
    if not about.strip():
        raise BadInputError("the contact", "it is not said what it was about.", "Give the ref of the case.")
    if at > timezone.now():
        raise BadInputError("the contact", "its time is still to come.", "Give when it was.")
    row = Contact(school=agency.school, agency=agency, kind=agency.kind, at=at, about=about.strip(), by=by)
    row.words, row.recorded_at = words.strip(), timezone.now()
    hold(agency.school)
    there = Contact.objects.for_school(agency.school).filter(agency=agency, at=at, by=by)
    known: Contact | None = next((one for one in there if (one.about, one.words) == (row.about, row.words)), None)
    if known is not None:
        return known
    row.save()
    append(
        school_chain(agency.school.ref),
        kinds.CONTACTED,
        actor=actor,
        subject=row.ref,
        details={"agency": agency.ref},
        label=Label.SAFEGUARDING,
    )
    return row


def _reached(agency: Agency) -> list[str]:
    return [getattr(agency, field) for field in _REACHED]


def _found_right(agency: Agency, actor: Actor, day: date) -> None:
    AgencyCheck(school=agency.school, agency=agency, on=day, by=actor.ref, recorded_at=timezone.now()).save()


def _check(name: str, telephone: str, email: str) -> None:
    if not name.strip():
        raise BadInputError("the agency", "it has no name.", "Give the name it is known by.")
    if not (telephone.strip() or email.strip()):
        raise BadInputError("the agency", "there is no way to reach it.", "Give a telephone number or an e-mail.")
