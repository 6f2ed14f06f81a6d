"""Found something: one press in the classroom, with nothing typed. What more there is to say comes after."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from schoolgate.evidence.queries import jobs
from schoolgate.filtering.access import FINDERS, LOOK_INTO, PRESSERS
from schoolgate.filtering.actions import finding
from schoolgate.filtering.forms_of_sites import MoreForm
from schoolgate.filtering.models import Found
from schoolgate.frame.pages import page, seen_by
from schoolgate.gates.web.categories import CATEGORIES
from schoolgate.kernel.errors import BadInputError, DeniedError, NotFoundError
from schoolgate.kernel.refs import derived_ref
from schoolgate.people.access import Shows, Visit, at_school, today, visit
from schoolgate.people.classes.queries import classes
from schoolgate.people.models import Group, School

_SHOWN = timedelta(days=90)


@at_school(*PRESSERS, shows=Shows.POLICY)
@seen_by("everybody on the staff. What was found is seen by whoever pressed, and by those who look into it.")
def found(request: HttpRequest, school: str) -> HttpResponse:
    """POST is the press: ``group`` is a class's ref or empty, ``close`` closes what was opened there last."""
    here = visit(request)
    if request.method == "POST":
        group = request.POST.get("group", "")
        if group and not Group.objects.for_school(here.school).filter(ref=group).exists():
            raise NotFoundError("the class", "there is none such.", "Press again.")
        row = finding.found(here, group=group, closes="close" in request.POST)
        if here.roles & set(FINDERS):
            return redirect("filtering.found_one", school=school, found=row.ref)
        messages.success(request, _("Thank you. The safeguarding lead was told, and it is their job for today."))
        return redirect("filtering.found", school=school)
    own, others = _classes(here)
    context = {"school_ref": school, "classes": own, "others": others, "looks": _looked_into(here)}
    return page(request, "filtering/found.html", context, here="found")


@at_school(*FINDERS, shows=Shows.CHILDREN)
@seen_by("whoever pressed, the head and the safeguarding leads. Never IT support, nor whoever looks after Schoolgate.")
def found_one(request: HttpRequest, school: str, found: str) -> HttpResponse:
    """POST adds words, or closes a site (``close``, a key of one that is shown) at once for everybody."""
    here = visit(request)
    row = finding.one_found(here, found)
    form = MoreForm(request.POST if "words" in request.POST else None)
    shown = _rows(here.school, row)
    try:
        if "close" in request.POST:
            site = next((one["host"] for one in shown if one["key"] == request.POST["close"]), "")
            finding.close_found(here, found, site)
            messages.success(request, _("%(site)s is closed for everybody.") % {"site": site})
            return redirect("filtering.found_one", school=school, found=found)
        if form.is_bound and form.is_valid():
            finding.say_more(here, found, form.cleaned_data["words"])
            messages.success(request, _("Kept."))
            return redirect("filtering.found_one", school=school, found=found)
    except (BadInputError, DeniedError) as refused:
        messages.error(request, f"{refused.thing}: {refused.cause} {refused.next_step}")
    called = dict(Group.objects.for_school(here.school).values_list("ref", "name"))
    context = {
        "school_ref": school,
        "found": row,
        "group": called.get(row.group, ""),
        "rows": shown,
        "form": form,
        "looks": bool(here.roles & set(LOOK_INTO)),
    }
    return page(request, "filtering/found_one.html", context, status=422 if form.errors else 200, here="found")


def _classes(here: Visit) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """The classes the visitor teaches, and all others there are: whoever takes a lesson for another is there too."""
    own = [(one.ref, one.name) for one in classes(here.school, today(here.school), taught_by=here.person)]
    every = [(one.ref, one.name) for one in classes(here.school, today(here.school)) if one.kind == "class"]
    return own, [one for one in every if one not in own]


def _looked_into(here: Visit) -> list[tuple[Found, bool]]:
    """What was found lately, with whether it still waits: for those who look into it."""
    if not here.roles & set(LOOK_INTO):
        return []
    rows = Found.objects.for_school(here.school).filter(at__gt=timezone.now() - _SHOWN).order_by("-at")
    open_jobs = {job.ref for job in jobs(here.school, on=today(here.school))}
    return [(row, row.job in open_jobs) for row in rows[:50]]


def _rows(school: School, row: Found) -> list[dict[str, Any]]:
    """The decisions as the page shows them: each site once, with when it was last opened and what the filter said."""
    zone = ZoneInfo(school.time_zone)
    by_host: dict[str, dict[str, Any]] = {}
    for one in row.recent:
        known = CATEGORIES.get(one["category"])
        at = datetime.fromtimestamp(one["at"], zone)
        said = {
            "at": f"{at:%H:%M:%S}",
            "words": known.words if known else "",
            "open": one["verdict"] in ("allow", "warn"),
        }
        first = {"key": derived_ref("host", one["host"]), "host": one["host"], "times": 0, **said}
        by_host.setdefault(one["host"], first)["times"] += 1
    return list(by_host.values())
