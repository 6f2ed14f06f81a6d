"""What a course is, and which roles need it."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold, put, withdraw
from schoolgate.kernel.errors import BadInputError
from schoolgate.learning import kinds
from schoolgate.learning.actions.asking import settle_training
from schoolgate.learning.actions.telling import tell_facts
from schoolgate.learning.models import Course, CourseFor
from schoolgate.ledger.actions import append, school_chain
from schoolgate.people.access import today
from schoolgate.people.models import School
from schoolgate.vocabulary.roles import POSTS


@transaction.atomic
def add_course(
    school: School,
    title: str,
    *,
    kind: str,
    roles: Sequence[str],
    actor: Actor,
    months: int | None = 12,
    within_days: int | None = None,
    on: date | None = None,
) -> Course:
    """Add a course that whoever holds one of ``roles`` must take, and again after ``months`` (None: once is enough).

    An induction says ``within_days``: how soon after somebody starts. Said twice on a day there is one.
    Raises ``BadInputError`` for what makes no sense.
    """
    _check(title, kind, roles, months, within_days)
    hold(school)
    day = on or today(school)
    said = {"title": title.strip(), "kind": kind, "months": months, "within_days": within_days}
    known: Course | None = Course.objects.for_school(school).filter(**said, added_on=day, ended_on=None).first()
    if known is not None and _roles(known, day) == set(roles):
        return known
    row = Course(school=school, added_on=day, **said)
    row.save()
    _say(row, roles, day, actor)
    return row


@transaction.atomic
def change_course(
    course: Course,
    *,
    title: str,
    roles: Sequence[str],
    actor: Actor,
    months: int | None,
    within_days: int | None = None,
    on: date | None = None,
) -> None:
    """Say anew what it is called, how long it holds and who needs it from ``on``. What was taken keeps its own end."""
    _check(title, course.kind, roles, months, within_days)
    hold(course.school)
    course.title, course.months, course.within_days = title.strip(), months, within_days
    course.save()
    _say(course, roles, on or today(course.school), actor)


@transaction.atomic
def end_course(course: Course, *, actor: Actor, on: date | None = None) -> None:
    """Nobody needs it from ``on``. Who took it stays known."""
    hold(course.school)
    day = on or today(course.school)
    course.ended_on = day
    course.save()
    _need(course, (), day)
    tell_facts(course.school, actor=actor)
    settle_training(course.school, actor=actor)
    details = {"on": day.isoformat()}
    append(school_chain(course.school.ref), kinds.COURSE_ENDED, actor=actor, subject=course.ref, details=details)


def _say(course: Course, roles: Sequence[str], day: date, actor: Actor) -> None:
    _need(course, roles, day)
    tell_facts(course.school, actor=actor)
    settle_training(course.school, actor=actor)
    details = {
        "kind": course.kind,
        "months": course.months,
        "within_days": course.within_days,
        "roles": ", ".join(sorted(set(roles))),
    }
    append(school_chain(course.school.ref), kinds.COURSE_KEPT, actor=actor, subject=course.ref, details=details)


def _need(course: Course, roles: Sequence[str], day: date) -> None:
    now = timezone.now()
    known = _roles(course, day)
    for role in known - set(roles):
        key = {"course": course, "role": role}
        withdraw(CourseFor, course.school, key, valid_from=day, valid_to=None, at=now)
    for role in sorted(set(roles) - known):
        put(CourseFor(school=course.school, course=course, role=role, valid_from=day, recorded_at=now))


def _roles(course: Course, day: date) -> set[str]:
    rows = CourseFor.objects.for_school(course.school).as_of(day).filter(course=course)
    return set(rows.values_list("role", flat=True))


def _check(title: str, kind: str, roles: Sequence[str], months: int | None, within_days: int | None) -> None:
    if not title.strip():
        raise BadInputError("the course", "it has no name.", "Give the name people know it by.")
    if kind not in Course.Kind.values:
        raise BadInputError(f"the kind {kind!r}", "there is none such.", f"Known: {', '.join(Course.Kind.values)}.")
    unknown = [role for role in roles if role not in POSTS or role in ("pupils", "parents")]
    if unknown:
        raise BadInputError(f"the role {unknown[0]!r}", "no adult of the school holds it.", "Choose from the list.")
    if months is not None and not 1 <= months <= 120:
        raise BadInputError("how long it holds", "it is between 1 and 120 months.", "Leave it empty if once is enough.")
    if kind == Course.Kind.INDUCTION and not (within_days and 1 <= within_days <= 365):
        raise BadInputError("the induction", "it is not said how soon.", "Give the days after somebody starts.")
