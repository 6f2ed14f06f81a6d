"""Readers of training: who needs what on a day, who has it, and what lapses soon. Plain frozen values."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from schoolgate.frame.scoped import scope
from schoolgate.learning.models import Attendance, Course, CourseFor, NameAsked, Programme, ProgrammeAnswer
from schoolgate.people.models import RoleAssignment, School
from schoolgate.people.queries import names
from schoolgate.policy.packs import packs, requirements_in_force
from schoolgate.policy.queries import in_force

SOON: Final = timedelta(days=60)  # what lapses within it is told before it does
NEW_FOR: Final = timedelta(days=365)  # an induction concerns those who started within it
# The topics of a policy that each kind of course answers.
ASKED_BY: Final = {
    "training-staff.regular": Course.Kind.STAFF,
    "training-staff.induction": Course.Kind.INDUCTION,
    "training-staff.safeguarding-lead": Course.Kind.LEADS,
    "training-governors.regular": Course.Kind.GOVERNORS,
    "allegation-staff.procedure": Course.Kind.ALLEGATIONS,
}


@dataclass(frozen=True, slots=True)
class CourseKnown:
    ref: str
    title: str
    kind: str
    kind_words: str
    months: int | None
    within_days: int | None
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Need:
    """One person and one course they must have. ``state``: "good", "soon" (lapses within ``SOON``), "late" (lapsed, or
    an induction not taken in time), "never", or "new" (an induction that still has time, until ``due``)."""

    person: str
    name: str
    head: bool
    course: str
    title: str
    kind: str
    taken: date | None
    until: date | None
    due: date | None
    state: str
    attendance: str = ""
    certified: bool = False

    @property
    def holds(self) -> bool:
        return self.state in ("good", "soon")


@dataclass(frozen=True, slots=True)
class Asked:
    """A sentence of our policy, or a requirement of national advice, that asks for training; and what answers it."""

    words: str
    source: str
    kind: str
    answered: bool


@dataclass(frozen=True, slots=True)
class AnswerKnown:
    body: str
    answer: str
    by_name: str
    on: date
    words: str


@dataclass(frozen=True, slots=True)
class ProgrammeKnown:
    """``answers`` holds the latest of each body; ``open`` are the bodies that have not answered."""

    ref: str
    words: str
    first: date
    last: date
    proposed_by: str
    proposed_on: date
    courses: tuple[str, ...]
    answers: tuple[AnswerKnown, ...]
    open: tuple[str, ...]


def courses(school: School, *, on: date) -> tuple[CourseKnown, ...]:
    """Those there are on a day, by kind and title, with the roles that need them."""
    roles: defaultdict[int, list[str]] = defaultdict(list)
    for row in CourseFor.objects.for_school(school).as_of(on):
        roles[row.course_id].append(row.role)
    rows = Course.objects.for_school(school).filter(ended_on=None, added_on__lte=on)
    order = list(Course.Kind.values)
    return tuple(
        CourseKnown(
            row.ref,
            row.title,
            row.kind,
            str(Course.Kind(row.kind).label),
            row.months,
            row.within_days,
            tuple(sorted(roles[row.pk])),
        )
        for row in sorted(rows, key=lambda row: (order.index(row.kind), row.title.casefold()))
    )


def needs(school: School, *, on: date, person: str = "") -> tuple[Need, ...]:
    """Who must have which course on a day, and how that stands; of one person where ``person`` (a ref) is given.

    Costs four queries however many people there are.
    """
    wanted = list(CourseFor.objects.for_school(school).as_of(on).select_related("course"))
    wanted = [row for row in wanted if row.course.ended_on is None or row.course.ended_on > on]
    held = RoleAssignment.objects.for_school(school).as_of(on).filter(role__in={row.role for row in wanted})
    held = held.filter(person__ref=person) if person else held
    holders = list(held.select_related("person"))
    started = _started(school, {row.person_id for row in holders}, on)
    taken = _taken(school, {row.course_id for row in wanted}, on)
    heads = {row.person_id for row in holders if row.role == "head"}
    found: dict[tuple[int, int], Need] = {}
    for want in wanted:
        for holder in holders:
            pair = (holder.person_id, want.course_id)
            if holder.role != want.role or pair in found:
                continue
            need = _need(want, holder, started[holder.person_id], taken.get(pair), on, holder.person_id in heads)
            if need is not None:
                found[pair] = need
    return tuple(sorted(found.values(), key=_worst_first))


def _need(
    want: CourseFor, holder: RoleAssignment, start: date, last: Attendance | None, on: date, head: bool
) -> Need | None:
    course, who, due = want.course, holder.person, None
    if course.kind == Course.Kind.INDUCTION:
        if not (max(on - NEW_FOR, want.valid_from) <= start):
            return None
        due = start + timedelta(days=course.within_days or 0)
    state = _state(last, due, on)
    return Need(
        who.ref,
        who.name,
        head,
        course.ref,
        course.title,
        course.kind,
        last.on if last else None,
        last.until if last else None,
        due,
        state,
        last.ref if last else "",
        bool(last and last.certificate_sha256),
    )


def _state(last: Attendance | None, due: date | None, on: date) -> str:
    if last is None:
        return ("late" if due < on else "new") if due is not None else "never"
    if last.until is not None and last.until < on:
        return "late"
    return "soon" if last.until is not None and last.until <= on + SOON else "good"


def _started(school: School, persons: set[int], on: date) -> dict[int, date]:
    """The first day of the earliest role of each: when they started here."""
    rows = RoleAssignment.objects.for_school(school).known().filter(person_id__in=persons, valid_from__lte=on)
    first: dict[int, date] = {}
    for pk, begun in rows.exclude(role__in=("pupils", "parents")).values_list("person_id", "valid_from"):
        first[pk] = min(begun, first.get(pk, begun))
    return first


def _taken(school: School, wanted: set[int], on: date) -> dict[tuple[int, int], Attendance]:
    """Of each person and course, the time that holds longest."""
    best: dict[tuple[int, int], Attendance] = {}
    for row in Attendance.objects.for_school(school).filter(course_id__in=wanted, on__lte=on).order_by("on", "pk"):
        pair = (row.person_id, row.course_id)
        if pair not in best or (row.until or date.max) >= (best[pair].until or date.max):
            best[pair] = row
    return best


def _worst_first(need: Need) -> tuple[object, ...]:
    order = ("late", "never", "soon", "new", "good")
    return order.index(need.state), need.until or need.due or date.max, need.name.casefold(), need.title


def asks(school: School, *, on: date) -> tuple[Asked, ...]:
    """What our policy and national advice ask to be learnt, and whether a course of that kind is there with a role."""
    there = {course.kind for course in courses(school, on=on) if course.roles}
    policy = in_force(school, on=on)
    found = [
        _asked(promise.clause.text, "", [guess.key for guess in promise.clause.topics], there)
        for promise in (policy.promises if policy else ())
    ]
    titles = {pack.key: pack.title for pack in packs()}
    found += [
        _asked(entry.words, titles.get(entry.pack, ""), entry.topics, there)
        for entry in requirements_in_force(on, school.nation)
    ]
    return tuple(one for one in found if one is not None)


def _asked(words: str, source: str, topics: Iterable[str], there: set[str]) -> Asked | None:
    kind = next((ASKED_BY[topic] for topic in topics if topic in ASKED_BY), None)
    return None if kind is None else Asked(words, source, str(kind.label), kind.value in there)


@dataclass(frozen=True, slots=True)
class NameInDoubt:
    """A name in a list, and whose it may be: refs and names. Unlocked: for whoever keeps the record of training."""

    ref: str
    name: str
    title: str
    on: date
    may: tuple[tuple[str, str], ...]


def names_asked(school: School) -> tuple[NameInDoubt, ...]:
    """The names that nobody has said of whose they are, in the order of their lists."""
    rows = list(NameAsked.objects.for_school(school).filter(answered_at=None).select_related("course").order_by("pk"))
    told = names(school, {ref for row in rows for ref in row.may})
    return tuple(
        NameInDoubt(row.ref, row.name, row.course.title, row.on, tuple((ref, told[ref]) for ref in row.may))
        for row in rows
    )


def programmes(school: School) -> tuple[ProgrammeKnown, ...]:
    """The latest first."""
    rows = Programme.objects.for_school(school).prefetch_related("courses__course", "answers")
    with scope(school):
        listed = list(rows.order_by("-proposed_on", "-pk"))
    said = [answer for row in listed for answer in row.answers.all()]
    told = names(school, {row.proposed_by for row in listed} | {answer.by for answer in said})
    return tuple(_programme(row, told) for row in listed)


def _programme(row: Programme, told: dict[str, str]) -> ProgrammeKnown:
    latest = {answer.body: answer for answer in sorted(row.answers.all(), key=lambda one: one.pk)}
    return ProgrammeKnown(
        row.ref,
        row.words,
        row.first,
        row.last,
        told.get(row.proposed_by, ""),
        row.proposed_on,
        tuple(sorted(joined.course.title for joined in row.courses.all())),
        tuple(
            AnswerKnown(
                str(ProgrammeAnswer.Body(one.body).label),
                str(ProgrammeAnswer.Answer(one.answer).label),
                told.get(one.by, ""),
                one.on,
                one.words,
            )
            for one in latest.values()
        ),
        tuple(body for body in ProgrammeAnswer.Body.values if body not in latest),
    )
