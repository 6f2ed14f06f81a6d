"""The morning check: what to look at, in the order of harm, decided with a press; and what the list cannot see."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from schoolgate.activity.actions import name
from schoolgate.evidence.actions import raise_job
from schoolgate.frame.pages import page, seen_by
from schoolgate.kernel.errors import BadInputError, DeniedError, NotFoundError, SchoolgateError
from schoolgate.monitoring import actions
from schoolgate.monitoring.access import CHECKERS
from schoolgate.monitoring.actions.deciding import decide, finish, one_alert, open_alerts, show_words
from schoolgate.monitoring.alerts.minutes import Minute, minutes
from schoolgate.monitoring.models import Alert
from schoolgate.monitoring.queries import checking
from schoolgate.monitoring.queries.answers import whom
from schoolgate.monitoring.queries.around import rows_between
from schoolgate.monitoring.queries.permissions import may_look
from schoolgate.monitoring.queries.whom import behind
from schoolgate.people.access import Shows, Visit, at_school, today, visit
from schoolgate.people.queries import names

AROUND: Final = timedelta(minutes=5)
_SEEN: Final = "the safeguarding lead and the deputy. Each look is recorded."


@dataclass(frozen=True, slots=True)
class Shown:
    """What was asked to be shown of one alert: nothing of it is in an address or kept in the browser."""

    alert: str = ""
    words: str = ""
    minutes: tuple[Minute, ...] | None = None
    name: str = ""
    person: str = ""  # ref of whoever is named
    refused: SchoolgateError | None = None
    waits_for: str = ""  # the role whose agreement to this one look can be asked
    reason: str = ""
    asked: str = ""


@never_cache
@at_school(*CHECKERS, shows=Shows.CHILDREN)
@seen_by(_SEEN)
def check(request: HttpRequest, school: str) -> HttpResponse:
    """GET is the list. POST shows something of one alert (``show``, ``around`` or ``name`` is its ref, with a reason in
    ``words``), asks for a second person's agreement to that (``second``), decides (``alert`` and ``outcome``), asks IT
    support (``ask``), or finishes (``finish``)."""
    here = visit(request)
    assert here.school.ref == school
    if request.method != "POST":
        return _page(request, here)
    posted = request.POST
    if "outcome" in posted:
        return _decide(request, here)
    if "finish" in posted:
        return _finish(request, here)
    if "ask" in posted:
        return _ask(request, here)
    if "second" in posted:
        return _second(request, here)
    shown = _shown(here, posted)
    return _page(request, here, shown, status=403 if shown.refused else 200)


def _page(request: HttpRequest, here: Visit, shown: Shown | None = None, status: int = 200) -> HttpResponse:
    now = timezone.now()
    found = checking.check(here, now)
    open_alerts(here, [card.ref for card in found.cards])
    decided = checking.decided_since(here.school)
    context = {
        "school_ref": here.school.ref,
        "check": found,
        "heading": checking.heading(found),
        "day": today(here.school),
        "shown": shown or Shown(),
        "finishing": checking.finishing(found, decided),
        "nothing": not found.cards and not decided,
        "reason": _("The alert of this time, on this device."),
    }
    return page(request, "monitoring/check.html", context, here="check", status=status)


def _decide(request: HttpRequest, here: Visit) -> HttpResponse:
    ref = request.POST.get("alert", "")
    order = [card.ref for card in checking.check(here, timezone.now()).cards]
    try:
        posted = request.POST
        made = decide(here, ref, posted["outcome"], posted.get("words", ""), posted.get("teacher", ""))
        if made.asked_of:
            messages.success(request, _("Asked: %(who)s.") % {"who": whom(made)})
    except (BadInputError, NotFoundError, DeniedError) as error:
        messages.error(request, f"{error.thing}: {error.cause} {error.next_step}")
        return redirect(f"{reverse('monitoring.check', args=[here.school.ref])}#{ref}")
    at = order.index(ref) if ref in order else -1
    following = order[at + 1] if 0 <= at < len(order) - 1 else "finish"
    return redirect(f"{reverse('monitoring.check', args=[here.school.ref])}#{following}")


def _finish(request: HttpRequest, here: Visit) -> HttpResponse:
    found = checking.check(here, timezone.now())
    nothing = not found.cards and not checking.decided_since(here.school) and not found.cannot_see
    try:
        finish(here, knows=nothing or "knows" in request.POST, not_covered=len(found.cannot_see))
        messages.success(request, _("The check is finished and signed with your name."))
    except BadInputError as error:
        messages.error(request, f"{error.thing}: {error.cause} {error.next_step}")
    return redirect("monitoring.check", school=here.school.ref)


def _ask(request: HttpRequest, here: Visit) -> HttpResponse:
    """A job of IT support's, about the machine alone."""
    lines = {line.key: line for line in checking.check(here, timezone.now()).cannot_see}
    line = lines.get(request.POST["ask"])
    if line is not None:
        words = f"Nothing is seen of: {line.words}. Find out why"
        due = today(here.school) + timedelta(days=2)
        raise_job(
            here.school, kind="silent", about=line.key[:60], role="it-lead", due=due, actor=here.actor, words=words
        )
        messages.success(request, _("IT support is asked. It is among their jobs."))
    return redirect("monitoring.check", school=here.school.ref)


def _shown(here: Visit, posted: Any) -> Shown:
    for what in ("show", "around", "name"):
        if ref := posted.get(what, ""):
            try:
                alert = one_alert(here, ref)
                if what == "show":
                    return Shown(ref, words=show_words(here, ref), asked=what)
                look = _look(here, alert, posted)
                if what == "name":
                    person, called = _name(here, alert, look.ref)
                    return Shown(ref, name=called, person=person, asked=what)
                return Shown(ref, minutes=_minutes(here, alert, look.since, look.until), asked=what)
            except SchoolgateError as refused:
                waits_for = _waits_for(here, ref) if isinstance(refused, DeniedError) else ""
                return Shown(ref, refused=refused, waits_for=waits_for, reason=posted.get("words", ""), asked=what)
    return Shown()


def _second(request: HttpRequest, here: Visit) -> HttpResponse:
    """The minutes around a colleague's alert need a second person, as every look at an adult does."""
    ref = request.POST["second"]
    try:
        alert = one_alert(here, ref)
        actions.ask_second(
            here.school,
            here.person,
            report="alerts",
            why="alert",
            words=request.POST.get("words", ""),
            subject=behind(here.school, alert.person),
            alert=alert.ref,
            actor=here.actor,
        )
        messages.success(request, _("Asked. Come back here once they have answered, and look then."))
    except (BadInputError, DeniedError, NotFoundError) as error:
        messages.error(request, f"{error.thing}: {error.cause} {error.next_step}")
    return redirect(f"{reverse('monitoring.check', args=[here.school.ref])}#{ref}")


def _waits_for(here: Visit, ref: str) -> str:
    alert = Alert.objects.for_school(here.school).filter(ref=ref).first()
    if alert is None:
        return ""
    subject = behind(here.school, alert.person)
    return may_look(here.school, here.person, report="alerts", subject=subject, alert=ref).waits_for


def _look(here: Visit, alert: Alert, posted: Any) -> actions.Looked:
    """The look is decided and entered before a row is read: a permission, and a reason."""
    return actions.look(
        here.school,
        here.person,
        report="alerts",
        why="alert",
        words=posted.get("words", ""),
        since=alert.first_at - AROUND,
        until=min(alert.last_at, alert.first_at + timedelta(hours=8)) + AROUND,
        subject=behind(here.school, alert.person),  # whose it is decides whether one person's look is enough
        about=alert.ref,
        alert=alert.ref,
        emergency="emergency" in posted,
        actor=here.actor,
    )


def _minutes(here: Visit, alert: Alert, since: datetime, until: datetime) -> tuple[Minute, ...]:
    rows = rows_between(here.school, since, until, device=alert.device, person=alert.person, mend=True)
    return minutes(rows, ZoneInfo(here.school.time_zone))


def _name(here: Visit, alert: Alert, look: str) -> tuple[str, str]:
    if not alert.person or alert.shared:
        raise BadInputError("This alert", "comes from a log-in that is shared, or nobody’s.", "Ask the teacher.")
    named = name(here.school, alert.person, look=look, actor=here.actor)
    return named.ref, names(here.school, {named.ref}).get(named.ref, "")
