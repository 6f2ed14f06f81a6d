"""How training stands: who lacks what, what lapses soon; by name for those who keep it, in counts for others."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from schoolgate.frame.pages import page
from schoolgate.kernel.errors import BadInputError, NotFoundError
from schoolgate.learning import actions, queries
from schoolgate.learning.access import COUNTERS, TRAINERS
from schoolgate.learning.actions.attending import Certificate, kind_of
from schoolgate.learning.forms import CourseForm, TakenForm
from schoolgate.learning.models import Attendance, Course
from schoolgate.people import directory
from schoolgate.people.access import Shows, Visit, at_school, today, visit
from schoolgate.people.models import Person


@dataclass(frozen=True, slots=True)
class Line:
    """A course with how many of those who need it have it."""

    course: queries.CourseKnown
    need: int
    have: int
    late: int


@at_school(*COUNTERS, shows=Shows.PEOPLE)
def training(request: HttpRequest, school: str) -> HttpResponse:
    here = visit(request)
    day = today(here.school)
    needs = queries.needs(here.school, on=day)
    by_state = {state: [need for need in needs if need.state == state] for state in ("late", "never", "soon", "new")}
    context = {
        "school_ref": school,
        "lines": _lines(queries.courses(here.school, on=day), needs),
        "states": by_state,
        "lacking": len({need.person for need in needs if need.state in ("late", "never")}),
        "asked": queries.names_asked(here.school) if here.roles & set(TRAINERS) else (),
        "named": bool(here.roles & set(TRAINERS)),
        "asks": [one for one in queries.asks(here.school, on=day) if not one.answered],
    }
    return page(request, "learning/training.html", context, here="training")


@at_school(shows=Shows.OWN)
def mine(request: HttpRequest, school: str) -> HttpResponse:
    """What somebody must have learnt, and has."""
    here = visit(request)
    needs = queries.needs(here.school, on=today(here.school), person=here.person.ref)
    context = {"school_ref": school, "needs": needs, "lacking": [need for need in needs if not need.holds]}
    return page(request, "learning/mine.html", context, here="my-training")


@at_school(*TRAINERS, shows=Shows.PEOPLE)
def add(request: HttpRequest, school: str) -> HttpResponse:
    here = visit(request)
    form = CourseForm(request.POST or None, initial={"kind": Course.Kind.STAFF, "months": 12})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.add_course(here.school, given.pop("title"), **given, actor=here.actor)
        messages.success(request, _("It is on the list, with who must take it."))
        return redirect("learning.training", school=school)
    context = {"school_ref": school, "form": form, "course": None}
    return page(request, "learning/course.html", context, status=422 if form.errors else 200, here="training")


@at_school(*TRAINERS, shows=Shows.PEOPLE)
def course(request: HttpRequest, school: str, course: str) -> HttpResponse:
    """One course: who took it (``do=taken``), what it is (``do=change``), that it ends (``do=end``)."""
    here = visit(request)
    row = _course(here, course)
    day = today(here.school)
    known = next(one for one in queries.courses(here.school, on=day) if one.ref == row.ref)
    do = request.POST.get("do", "") if request.method == "POST" else ""
    people = [(one.ref, one.name) for one in directory.adults(here.school, day) if one.now]
    taken = TakenForm(*_data(request, do == "taken"), people=people, initial={"on": day}, auto_id="taken-%s")
    kept = {name: getattr(known, name) for name in ("title", "kind", "months", "within_days")}
    change = CourseForm(_data(request, do == "change")[0], initial=kept | {"roles": known.roles}, auto_id="course-%s")
    if do == "end":
        actions.end_course(row, actor=here.actor)
        messages.success(request, _("Nobody needs it any more. Who took it stays known."))
        return redirect("learning.training", school=school)
    if (do == "taken" and taken.is_valid() and _take(request, here, row, taken)) or (
        do == "change" and change.is_valid() and _change(request, here, row, change)
    ):
        return redirect("learning.course", school=school, course=row.ref)
    needs = [need for need in queries.needs(here.school, on=day) if need.course == row.ref]
    wrong = taken if taken.errors else change
    context = {
        "school_ref": school,
        "course": known,
        "needs": needs,
        "lacking": [need for need in needs if not need.holds],
        "taken": taken,
        "change": change,
        "wrong": wrong,
    }
    return page(request, "learning/course.html", context, status=422 if wrong.errors else 200, here="training")


@at_school(shows=Shows.OWN)
def certificate(request: HttpRequest, school: str, attendance: str) -> HttpResponse:  # noqa: ARG001
    """The file, to keep: one's own, or anybody's for those who keep the record of training."""
    here = visit(request)
    row = Attendance.objects.for_school(here.school).filter(ref=attendance).select_related("person").first()
    if row is None or not row.certificate or not (row.person == here.person or here.roles & set(TRAINERS)):
        raise NotFoundError("the certificate", "there is none at this address for you.", "Check the address.")
    data = row.certificate.read()
    kind = kind_of(data)
    answer = HttpResponse(data, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="certificate.{kind.split("/")[1]}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _lines(courses: tuple[queries.CourseKnown, ...], needs: tuple[queries.Need, ...]) -> list[Line]:
    need = Counter(one.course for one in needs)
    have = Counter(one.course for one in needs if one.holds)
    late = Counter(one.course for one in needs if one.state == "late")
    return [Line(one, need[one.ref], have[one.ref], late[one.ref]) for one in courses]


def _course(here: Visit, ref: str) -> Course:
    row: Course | None = Course.objects.for_school(here.school).filter(ref=ref, ended_on=None).first()
    if row is None:
        raise NotFoundError("the course", "there is none such here.", "Look at the list.")
    return row


def _data(request: HttpRequest, asked: bool) -> tuple[Any, Any]:
    return (request.POST, request.FILES) if asked else (None, None)


def _take(request: HttpRequest, here: Visit, row: Course, form: TakenForm) -> bool:
    given = form.cleaned_data
    persons = list(Person.objects.for_school(here.school).filter(ref__in=given["people"]))
    file = given["certificate"]
    files = {persons[0].ref: Certificate(file.name or "", file.read())} if file else {}
    try:
        done = actions.attended(
            row, persons, on=given["on"], until=given["until"], certificates=files, actor=here.actor
        )
    except BadInputError as refused:
        form.add_error(None, f"{refused.cause} {refused.next_step}")
        return False
    messages.success(request, _("Noted for %(n)d.") % {"n": len(done)})
    return True


def _change(request: HttpRequest, here: Visit, row: Course, form: CourseForm) -> bool:
    given = {name: value for name, value in form.cleaned_data.items() if name != "kind"}
    try:
        actions.change_course(row, **given, actor=here.actor)
    except BadInputError as refused:
        form.add_error(None, f"{refused.cause} {refused.next_step}")
        return False
    messages.success(request, _("Kept."))
    return True
