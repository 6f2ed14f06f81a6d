"""How the filter stands by its tests: the map of places and levels, one test opened, planning one, giving results."""

import json
from datetime import datetime, timedelta
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.tasks import task
from django.utils.translation import gettext as _

from schoolgate.estate.models import MachineToken, Place
from schoolgate.filtering import access, actions, planning, queries
from schoolgate.filtering.api import send_to
from schoolgate.filtering.models import FilterTest, FilterTestAlarm, FilterTestRun
from schoolgate.filtering.pages.mapping import map_of, marks_of
from schoolgate.filtering.probing.known import SUBJECTS
from schoolgate.filtering.probing.one_file import one_file
from schoolgate.filtering.probing.plans import Way, plan_document
from schoolgate.filtering.probing.saying import way_in_words
from schoolgate.filtering.probing.stand_in import list_lines
from schoolgate.frame.actor import person as by_person
from schoolgate.frame.pages import page
from schoolgate.kernel.errors import BadInputError, DeniedError
from schoolgate.people.access import Shows, Visit, at_school, today, visit
from schoolgate.people.classes.queries import classes
from schoolgate.people.models import Group
from schoolgate.people.queries import names
from schoolgate.people.queries import school as find_school

MOST_BYTES: Final = 2 * 1024 * 1024
TWELVE_WEEKS: Final = timedelta(weeks=12)


@at_school(*access.READERS, shows=Shows.MACHINERY)
def proof(request: HttpRequest, school: str) -> HttpResponse:
    """The map: where the filter was tried, with what, when last, and where nobody has."""
    here = visit(request)
    day = today(here.school)
    context = {
        "school_ref": school,
        "map": map_of(here.school),
        "tests": bool(here.roles & set(access.TESTERS)),
        "over": (over := queries.over_blocking(here.school, day - TWELVE_WEEKS, day)),
        "subjects": [(_subject(key), blocked, of) for key, blocked, of in over.subjects if blocked],
    }
    return page(request, "filtering/proof.html", context, here="filter-proof")


@at_school(*access.TESTERS, shows=Shows.MACHINERY)
def plan(request: HttpRequest, school: str) -> HttpResponse:
    """Plan a test: where, as whom, how, and what is tried."""
    here = visit(request)
    initial = {"place": request.GET.get("place", ""), "level": request.GET.get("level", "")}
    sites = [one for one in queries.places_there_are(here.school) if one.kind == Place.Kind.SITE]
    asked: dict[str, Any] = {"choices": _choices(here), "one_site": len(sites) == 1, "initial": initial}
    form = planning.TestForm(request.POST or None, school=here.school, **asked)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        row = actions.plan_test(
            here.school,
            given["plan"],
            level=given["level"],
            key=planning.new_key(),
            actor=here.actor,
            place=Place.objects.for_school(here.school).filter(ref=given["place"]).first(),
            group=Group.objects.for_school(here.school).filter(ref=given["group"]).first(),
            token=MachineToken.objects.for_school(here.school).filter(ref=given["token"]).first(),
        )
        messages.success(request, _("Planned. Run it once now, so that you know it works."))
        return redirect("filtering.test", school=school, test=row.ref)
    context = {"school_ref": school, "form": form}
    return page(request, "filtering/plan_test.html", context, status=422 if form.errors else 200, here="filter-proof")


@at_school(*access.READERS, shows=Shows.MACHINERY)
def one_test(request: HttpRequest, school: str, test: str) -> HttpResponse:
    """One test: what each page gave. POST ``do`` here (run it on this machine), give (results as a file), or end."""
    here = visit(request)
    row = actions.find_test(here.school, test)
    if request.method == "POST":
        if not here.roles & set(access.TESTERS):
            raise DeniedError("That button", "is for those who look after the filter.", "Ask them.")
        return _do(request, here, row)
    return page(request, "filtering/test.html", {"school_ref": school, **_shown(here, row)}, here="filter-proof")


@at_school(*access.TESTERS, shows=Shows.MACHINERY)
def test_file(request: HttpRequest, school: str, test: str) -> HttpResponse:  # noqa: ARG001  (the address’s own word)
    """The program with this test's plan inside, to run on another machine."""
    row = actions.find_test(visit(request).school, test)
    plan = actions.plan_of(row, send_to=send_to(request, row.ref) if row.token else "")
    text = one_file(json.dumps(plan_document(plan), ensure_ascii=True))
    answer = HttpResponse(text, content_type="text/x-python; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="filter_test.py"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


@at_school(*access.TESTERS, shows=Shows.MACHINERY)
def stand_ins(_request: HttpRequest, school: str) -> HttpResponse:  # noqa: ARG001  (the address’s own word)
    """The stand-in pages' names with their categories, for whoever looks after a supplier's filter."""
    text = "\n".join(list_lines(planning.usual_zone())) + "\n"
    answer = HttpResponse(text, content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="stand-in-pages.csv"'
    return answer


@task
def run_soon(school: str, test: str, person: str) -> str:
    """For the worker: a test takes as long as the slowest page, which no visitor waits for."""
    row = actions.find_test(find_school(school), test)
    return str(actions.run_here(row, actor=by_person(person)).ref)


def _shown(here: Visit, row: FilterTest) -> dict[str, Any]:
    """What the page of one test shows."""
    runs = queries.runs_of(row)
    found = queries.found_by(runs[0]) if runs else []
    chosen = next((one for one in queries.proofs(here.school) if one.ref == row.ref), None)
    return {
        "row": row,
        "group_name": row.group.name if row.group else "",
        "way": way_in_words(Way(row.way, row.through)),
        "level_words": next((one.words for one in planning.levels(here.school) if one.key == row.level), row.level),
        "proof": chosen,
        "mark": marks_of(chosen.state) if chosen else None,
        "runs": runs,
        "who": names(here.school, {run.by for run in runs}),
        "wrong": [one for one in found if one.state == "bad"],
        "unclear": [one for one in found if one.state == "unclear"],
        "good": [one for one in found if one.state == "good"],
        "alarms": _alarms(here, row),
        "tests": bool(here.roles & set(access.TESTERS)) and row.ended_on is None,
    }


def _alarms(here: Visit, row: FilterTest) -> list[tuple[str, int, datetime]]:
    """Each kind that is open, with how many there are and since when the first."""
    rows = FilterTestAlarm.objects.for_school(here.school).filter(plan=row, ended_at=None).order_by("since")
    kinds = list(dict.fromkeys(one.kind for one in rows))
    return [
        (str(FilterTestAlarm.Kind(kind).label), len(few), few[0].since)
        for kind in kinds
        if (few := [one for one in rows if one.kind == kind])
    ]


def _subject(key: str) -> str:
    words = SUBJECTS.get(key, _("pages of the school’s choice"))
    return words[:1].upper() + words[1:]


def _do(request: HttpRequest, here: Visit, row: FilterTest) -> HttpResponse:
    doing = request.POST.get("do", "")
    try:
        if doing == "here":
            run_soon.enqueue(here.school.ref, row.ref, here.actor.ref)
            messages.success(request, _("It is being run on the machine Schoolgate is on. Look again in a minute."))
        elif doing == "give":
            run, repeated = actions.take_results(row, _given(request), came=FilterTestRun.Came.FILE, actor=here.actor)
            told = _("Taken in: %(n)s things were judged.") % {"n": run.good + run.bad + run.unclear}
            messages.success(request, _("Those results were here already.") if repeated else told)
        elif doing == "end":
            actions.end_test(row, actor=here.actor)
            messages.success(request, _("It is run no more. What it found stays."))
            return redirect("filtering.proof", school=here.school.ref)
    except BadInputError as error:
        messages.error(request, f"{error.thing}: {error.cause} {error.next_step}")
    return redirect("filtering.test", school=here.school.ref, test=row.ref)


def _given(request: HttpRequest) -> dict[str, Any]:
    file = request.FILES.get("results")
    if file is None or (file.size or 0) > MOST_BYTES:
        raise BadInputError("the results", "there is no file, or it is too big.", "Choose the one the test wrote.")
    try:
        held = json.loads(file.read())
    except ValueError:
        held = None
    if not isinstance(held, dict):
        raise BadInputError(str(file.name), "it holds no results.", "Choose a file whose name begins with filter-test.")
    return held


def _choices(here: Visit) -> dict[str, list[tuple[str, str]]]:
    everywhere = queries.places_there_are(here.school)
    return {
        "place": [(one.ref, one.name) for one in everywhere],
        "level": [(one.key, one.words) for one in planning.levels(here.school)],
        "group": [(one.ref, one.name) for one in classes(here.school, today(here.school)) if one.kind == "class"],
        "token": planning.token_choices(here.school),
    }
