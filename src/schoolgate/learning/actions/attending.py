"""Who took a course, and when; each with a certificate where there is one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold
from schoolgate.kernel.clocks.months import add_months
from schoolgate.kernel.digests import sha256
from schoolgate.kernel.errors import BadInputError
from schoolgate.learning import kinds
from schoolgate.learning.actions.asking import settle_training
from schoolgate.learning.actions.telling import tell_facts
from schoolgate.learning.models import Attendance, Course
from schoolgate.ledger.actions import append, append_batch, school_chain
from schoolgate.people.access import today
from schoolgate.people.models import Person

MOST_BYTES: Final = 10 * 1024 * 1024
# What a certificate may be, by how the file begins: it is sent to whoever asks for it, and runs nowhere.
_BEGINS: Final = {b"%PDF-": "application/pdf", b"\x89PNG\r\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}


@dataclass(frozen=True, slots=True)
class Certificate:
    """A file as it was given: its name, and its bytes."""

    name: str
    data: bytes


@transaction.atomic
def attended(
    course: Course,
    persons: Sequence[Person],
    *,
    on: date,
    actor: Actor,
    until: date | None = None,
    certificates: Mapping[str, Certificate] | None = None,
) -> tuple[Attendance, ...]:
    """Note that ``persons`` took the course on a day; it holds to the end of ``until``, else as the course says.

    ``certificates`` are by the person's ref. Who is noted for that day already is left as they are; those added are
    returned, and make one entry. Raises ``BadInputError`` for a day to come and a file that is no certificate.
    """
    school = course.school
    if on > today(school):
        raise BadInputError("the day", "it is still to come.", "Give the day it was taken.")
    if until is not None and until < on:
        raise BadInputError("the end", "it is before the day it was taken.", "Look at the two dates again.")
    hold(school)
    given = certificates or {}
    for certificate in given.values():
        kind_of(certificate.data)
    ends = until or (add_months(on, course.months) if course.months else None)
    known = set(Attendance.objects.for_school(school).filter(course=course, on=on).values_list("person_id", flat=True))
    new = [person for person in dict.fromkeys(persons) if person.pk not in known]
    rows = tuple(_note(course, person, on, ends, given.get(person.ref), actor) for person in new)
    if rows:
        tell_facts(school, actor=actor)
        settle_training(school, actor=actor)
        _record(course, rows, on, ends, actor)
    return rows


@transaction.atomic
def take_back(attendance: Attendance, *, actor: Actor) -> None:
    """It was noted by mistake: the note goes, and its certificate. That it was taken back stays in the record."""
    hold(attendance.school)
    school, ref, course = attendance.school, attendance.ref, attendance.course.ref
    file, name = attendance.certificate.storage, attendance.certificate.name
    details = {"course": course, "on": attendance.on.isoformat()}
    attendance.delete()
    if name:
        transaction.on_commit(lambda: file.delete(name))
    tell_facts(school, actor=actor)
    append(school_chain(school.ref), kinds.TAKEN_BACK, actor=actor, subject=ref, details=details)


def kind_of(data: bytes) -> str:
    """The media type of a certificate. Raises ``BadInputError`` for a file that is none."""
    if len(data) > MOST_BYTES:
        raise BadInputError("the certificate", "it is larger than 10 MB.", "Give a smaller scan.")
    for begins, kind in _BEGINS.items():
        if data.startswith(begins):
            return kind
    raise BadInputError("the certificate", "it is neither a PDF nor a picture.", "Give a PDF, PNG or JPEG file.")


def _note(
    course: Course, person: Person, on: date, until: date | None, certificate: Certificate | None, actor: Actor
) -> Attendance:
    row = Attendance(school=course.school, course=course, person=person, on=on, until=until)
    row.recorded_by, row.recorded_at = actor.ref, timezone.now()
    if certificate is not None:
        row.certificate = ContentFile(certificate.data, "certificate")
        row.certificate_name = certificate.name[:200]
        row.certificate_sha256 = sha256(certificate.data).hex()
    row.save()
    return row


def _record(course: Course, rows: Sequence[Attendance], on: date, until: date | None, actor: Actor) -> None:
    said = {"course": course.ref, "on": on.isoformat(), "until": until.isoformat() if until else None}
    items = [{"person": row.person.ref, "certificate": row.certificate_sha256 or None} for row in rows]
    append_batch(
        school_chain(course.school.ref),
        kinds.ATTENDED,
        actor=actor,
        subject=course.ref,
        details=said | {"people": len(rows)},
        items=items,
    )
