"""Looking at somebody's activity: asked with a reason, decided, entered, and then the hour itself."""

from datetime import datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from schoolgate.frame.pages import page, seen_by
from schoolgate.kernel.errors import BadInputError, DeniedError, NotFoundError
from schoolgate.monitoring import actions
from schoolgate.monitoring.access import LOOKERS
from schoolgate.monitoring.forms import LookForm
from schoolgate.monitoring.permissions.reports import REASONS
from schoolgate.monitoring.queries.hours import hour
from schoolgate.monitoring.queries.permissions import may_look
from schoolgate.monitoring.queries.starting import reason_of, starts_from
from schoolgate.monitoring.queries.whom import choices, shared, whom_of
from schoolgate.people.access import Shows, Visit, at_school, today, visit

AROUND: Final = timedelta(minutes=30)


@at_school(*LOOKERS, shows=Shows.CHILDREN)
@seen_by("the head, senior leaders, safeguarding leads and the online safety lead. Asking shows nobody’s activity.")
def ask(request: HttpRequest, school: str) -> HttpResponse:
    """GET is the form, filled in from ``person``, ``at`` (a moment), ``why`` and ``alert`` of the address. POST asks;
    ``emergency`` for a look that cannot wait, ``second`` for the agreement of the second person it needs."""
    here = visit(request)
    persons = [*choices(here.school, without=here.person), *shared(here.school)]
    form = LookForm(request.POST or None, persons=persons, initial=_filled(here, request))
    refused: Any = None
    if request.method == "POST" and form.is_valid():
        try:
            return _asked(request, here, form.cleaned_data)
        except (DeniedError, NotFoundError, BadInputError) as error:
            refused = {"error": error, "waits_for": _waits_for(here, form.cleaned_data)}
    context = {"school_ref": school, "form": form, "refused": refused}
    status = 422 if form.errors else 403 if refused else 200
    return page(request, "monitoring/ask.html", context, here="looking", status=status)


@at_school(*LOOKERS, shows=Shows.CHILDREN)
@seen_by("whoever looked, for an hour. The look itself is read by the data protection officer and the chair.")
def look(request: HttpRequest, school: str, look: str) -> HttpResponse:
    """What one look shows, to whoever made it: of one person, or of a class or a shared device."""
    here = visit(request)
    try:
        found = hour(here.school, look, viewer=here.person, now=timezone.now())
    except DeniedError as over:
        messages.error(request, f"{over.thing} {over.cause} {over.next_step}")
        return redirect("monitoring.ask", school=school)
    context = {"school_ref": school, "hour": found, "look": found.look, "why": REASONS.get(found.look.why, "")}
    return page(request, "monitoring/look.html", context, here="looking")


def _asked(request: HttpRequest, here: Visit, said: dict[str, Any]) -> HttpResponse:
    whom = whom_of(here.school, said["person"])
    if "second" in request.POST:
        actions.ask_second(
            here.school,
            here.person,
            report=whom.report,
            why=said["why"],
            words=said["words"],
            subject=whom.subject,
            about=whom.about,
            actor=here.actor,
        )
        messages.success(request, _("Asked. Come back here once they have answered, and look then."))
        return redirect("monitoring.seconds", school=here.school.ref)
    since, until = _hour(here, said)
    made = actions.look(
        here.school,
        here.person,
        report=whom.report,
        why=said["why"],
        words=said["words"],
        since=since,
        until=until,
        subject=whom.subject,
        about=whom.about,
        alert=starts_from(here, said["alert"], whom, since, until),
        emergency="emergency" in request.POST,
        actor=here.actor,
    )
    return redirect("monitoring.look", school=here.school.ref, look=made.ref)


def _waits_for(here: Visit, said: dict[str, Any]) -> str:
    """The role whose agreement to this one look could still be asked."""
    whom = whom_of(here.school, said["person"])
    alert = starts_from(here, said["alert"], whom, *_hour(here, said))
    found = may_look(here.school, here.person, report=whom.report, subject=whom.subject, about=whom.about, alert=alert)
    return found.waits_for


def _hour(here: Visit, said: dict[str, Any]) -> tuple[datetime, datetime]:
    moment = datetime.combine(said["on"], said["at"], ZoneInfo(here.school.time_zone))
    return moment - AROUND, moment + AROUND


def _filled(here: Visit, request: HttpRequest) -> dict[str, Any]:
    zone = ZoneInfo(here.school.time_zone)
    found: dict[str, Any] = {
        "on": today(here.school),
        "why": request.GET.get("why", ""),
        "person": request.GET.get("person", ""),
        "alert": request.GET.get("alert", ""),
        "words": reason_of(here, request.GET.get("alert", "")),
    }
    try:
        at = datetime.fromisoformat(request.GET.get("at", ""))
    except ValueError:
        return found
    local = at.astimezone(zone) if at.tzinfo else at
    return found | {"on": local.date(), "at": f"{local:%H:%M}"}
