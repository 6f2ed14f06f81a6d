"""A lesson's sites: pasted, followed, found suitable by name, and opened for that class in one press."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from schoolgate.filtering.access import CHECKERS
from schoolgate.filtering.actions.checking import Lesson, check_sites
from schoolgate.filtering.actions.suiting import find_suitable
from schoolgate.filtering.forms_of_sites import SitesForm
from schoolgate.filtering.queries import checking
from schoolgate.filtering.queries.judging import level_of_class
from schoolgate.frame.pages import page, seen_by
from schoolgate.kernel.errors import BadInputError, SchoolgateError
from schoolgate.people.access import Shows, Visit, at_school, today, visit
from schoolgate.people.circles import LEADERS, ROLL

_WEEK = timedelta(days=7)
_DAY = timedelta(days=1)


@at_school(*CHECKERS, shows=Shows.CHILDREN)
@seen_by("those who teach, the office and leaders. Never IT support, nor whoever looks after Schoolgate.")
def sites(request: HttpRequest, school: str) -> HttpResponse:
    """POST with ``suitable`` (refs of sites) marks them; else it looks at what is pasted."""
    here = visit(request)
    if request.method == "POST" and "suitable" in request.POST:
        _mark(request, here, request.POST.getlist("suitable"))
        return redirect("filtering.sites", school=school)
    day, all_of_it = today(here.school), bool(here.roles & set(ROLL))
    whom = checking.whom(here.school, here.person, day, all_classes=all_of_it)
    form = SitesForm(request.POST or None, whom=whom, initial={"until": day + _WEEK})
    if request.method == "POST" and form.is_valid():
        try:
            check_sites(here.school, form.cleaned_data["sites"], _lesson(here, form), by=here.person, actor=here.actor)
        except BadInputError as refused:
            form.add_error(
                "until" if refused.thing == "the last day" else "sites", f"{refused.cause} {refused.next_step}"
            )
        else:
            return redirect("filtering.sites", school=school)
    leads = bool(here.roles & set(LEADERS))
    context = {
        "school_ref": school,
        "form": form,
        "leads": leads,
        "checks": checking.checks(here.school, timezone.now(), of=None if leads else here.person),
    }
    return page(request, "filtering/sites.html", context, status=422 if form.errors else 200, here="sites")


def _lesson(here: Visit, form: SitesForm) -> Lesson:
    given = form.cleaned_data
    kind, _colon, key = given["group"].partition(":")
    of_level = kind == "level"
    level = key if of_level else level_of_class(here.school, given["group"])
    ends = datetime.combine(given["until"] + _DAY, time.min, ZoneInfo(here.school.time_zone))
    return Lesson(level, ends, "" if of_level else given["group"], given["lesson"])


def _mark(request: HttpRequest, here: Visit, refs: list[str]) -> None:
    opened = asked = 0
    for ref in refs:
        try:
            row = find_suitable(here, ref)
        except SchoolgateError as refused:
            messages.error(request, f"{refused.thing}: {refused.cause} {refused.next_step}")
        else:
            opened, asked = opened + (not row.asked), asked + bool(row.asked)
    if opened:
        told = ngettext(
            "It is marked suitable, by your name.", "%(n)s sites are marked suitable, by your name.", opened
        )
        messages.success(request, told % {"n": opened})
    if asked:
        told = ngettext(
            "One is not yours to open: it was asked for, and the answer will stand here.",
            "%(n)s are not yours to open: they were asked for, and the answers will stand here.",
            asked,
        )
        messages.success(request, told % {"n": asked})
    if not (opened or asked or refs):
        messages.info(request, _("Nothing was marked."))
