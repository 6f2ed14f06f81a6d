"""What of the log's own tables is erased when its time is over. Rows in parts go by ``actions.erasing``."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from schoolgate.activity.actions.erasing import (
    due_parts,
    erase_leavers,
    erase_parts,
    erase_person,
    rows_of_person,
    with_rows,
)
from schoolgate.activity.models import Assessment, Following, Held, Load, Part, Quiet, RejectedLine, Source
from schoolgate.frame.actor import Actor
from schoolgate.frame.erasing import Due, Eraser, OfOne, PersonEraser, dated_rows, erases, erases_of_person, over
from schoolgate.people.models import Person, School


def _due(school: models.Model, on: date) -> Iterable[Due]:
    assert isinstance(school, School)
    return [Due(pk, since, ()) for pk, since in due_parts(school, on)]


def _erase(school: models.Model, pks: Sequence[int]) -> int:
    assert isinstance(school, School)
    return erase_parts(school, pks)


# Rows of somebody who is held are left in a part of their own, so no hold is asked for of the part as a whole.
erases(Eraser("activity.a-day", _("days of web activity and of its counts"), (), _due, _erase))


def _leavers(school: models.Model, on: date) -> Iterable[Due]:
    """Those who are to be erased that day, and have rows. Their names go afterwards, by an eraser of people, which
    ``activity`` comes before."""
    assert isinstance(school, School)
    left = Person.objects.for_school(school).filter(left_on__lte=on).order_by("pk")
    persons = {one.ref: (one.pk, since) for one in left if one.name and (since := _over_on(one)) <= on}
    for ref in sorted(with_rows(school, list(persons))):
        yield Due(*persons[ref], (ref,))


def _over_on(person: Person) -> date:
    """The day on which what is kept of somebody who left is due."""
    assert person.left_on
    return over(Person.retention, person.left_on)


def _erase_leavers(school: models.Model, pks: Sequence[int]) -> int:
    assert isinstance(school, School)
    return erase_leavers(school, pks)


erases(Eraser("activity.a-person", _("people who left: their web activity"), (), _leavers, _erase_leavers))


def _count_of(school: models.Model, ref: str) -> OfOne:
    assert isinstance(school, School)
    return OfOne(rows_of_person(school, ref))


def _erase_of(school: models.Model, ref: str, actor: Actor) -> int:
    assert isinstance(school, School)
    return erase_person(school, ref, actor=actor)


erases_of_person(PersonEraser("activity.rows", _("lines of their web activity"), "", _count_of, _erase_of))
# The keys say the order: what points at something goes before it.
dated_rows("activity.a-part", _("notes of which parts of the web activity there were"), Part, "gone_at")
dated_rows("activity.a-following", _("how sources were listened to"), Following, "source__ended_on")
dated_rows("activity.a-held", _("logs of web activity that waited for their columns"), Held, "came_at")
dated_rows("activity.a-quiet", _("notes of when a source said nothing"), Quiet, "noticed_at")
dated_rows("activity.a-rejected-line", _("lines of web activity that could not be read"), RejectedLine, "at")
dated_rows("activity.assessment", _("assessments of the web activity"), Assessment, "review_on", (), ("by",))
dated_rows("activity.b-load", _("notes of when web activity came in"), Load, "at")
dated_rows("activity.source", _("sources of web activity that ended"), Source, "ended_on")
