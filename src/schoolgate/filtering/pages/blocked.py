"""The page in the place of a closed site, at Schoolgate's own address: why it is closed, asking for it, the answer."""

from datetime import UTC, datetime, time, timedelta
from html import escape
from typing import Final
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_http_methods

from schoolgate.filtering.actions.asking import ask, asker_of
from schoolgate.filtering.blocked import rendering
from schoolgate.filtering.blocked.continued import go_on
from schoolgate.filtering.blocked.rendering import Standing, Ways
from schoolgate.filtering.blocked.tokens import SHOWS_FOR, Blocked, Sealer, TokenError, school_of
from schoolgate.filtering.folder import filter_folder
from schoolgate.filtering.models import SiteRequest
from schoolgate.filtering.queries import asking
from schoolgate.frame.actor import system
from schoolgate.frame.scoped import scope
from schoolgate.gates.web.levels import STAFF
from schoolgate.kernel.errors import NotFoundError, SchoolgateError
from schoolgate.kernel.verdicts import Verdict
from schoolgate.people.access import anyone, today
from schoolgate.people.models import School
from schoolgate.people.queries import school as school_by_ref
from schoolgate.policy.queries import in_force

_GONE: Final = 410
_SAID: Final = dict(each for each in rendering.HEADERS if each[0] not in ("Content-Type", "Content-Security-Policy"))
_MINUTES: Final = 60


@anyone("whoever comes to a closed site sees why; the sealed address opens nothing else")
@csp_override(rendering.DIRECTIVES)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def blocked(request: HttpRequest, token: str) -> HttpResponse:
    """POST asks for the site (``why`` may be empty), or with ``do=go-on`` goes on after a warning."""
    found = _opened(token)
    if found is None:
        return _answer(rendering.generic(), status=_GONE)
    school, sealed = found
    with scope(school):
        if request.method != "POST":
            return _answer(_page(request, school, sealed, token))
        if request.POST.get("do") == "go-on" and sealed.verdict == Verdict.WARN:
            return _go_on(school, sealed)
        try:
            ask(school, sealed, actor=system("blocked page"), why=request.POST.get("why", ""))
        except SchoolgateError as refused:
            told = Standing("It was not asked for.", f"{refused.thing} {refused.cause} {refused.next_step}")
            return _answer(_page(request, school, sealed, token, told), status=422)
        return HttpResponseRedirect(reverse("filtering.blocked", args=[token]))


def _opened(token: str) -> tuple[School, Blocked] | None:
    try:
        school = school_by_ref(school_of(token) or "none")
        sealed = Sealer.of(filter_folder(settings.SCHOOLGATE_DATA, school.ref), school.ref).open(token)
    except (TokenError, NotFoundError):
        return None
    old = timezone.now().timestamp() - sealed.at > SHOWS_FOR.total_seconds()
    return None if old else (school, sealed)


def _page(request: HttpRequest, school: School, sealed: Blocked, token: str, told: Standing | None = None) -> bytes:
    now = timezone.now()
    row = asking.latest(school, sealed.host, sealed.level) if sealed.askable else None
    standing = told or _standing(row, sealed, school, now) or Standing(pace=_pace(school, now))
    here = reverse("filtering.blocked", args=[token])
    fields = f'<input type="hidden" name="csrfmiddlewaretoken" value="{escape(get_token(request))}">'
    open_now = row is not None and asking.is_open(row, now)
    ways = Ways(send=here, go_on=here, again=_address(sealed) if open_now else "", look=here, fields=fields)
    clause = _clause(school, sealed.clause)
    return rendering.page(
        sealed.decision,
        sealed.level,
        host=sealed.host,
        path=sealed.path,
        school=school.name,
        clause=clause,
        ways=ways,
        standing=standing,
    )


def _clause(school: School, ref: str) -> str:
    """The words of the policy behind it, by the ref that the rules hold; none where the policy has been replaced."""
    policy = in_force(school, on=today(school)) if ref else None
    found = (promise.clause.text for promise in policy.promises if promise.clause.ref == ref) if policy else iter(())
    return next(found, "")


def _standing(row: SiteRequest | None, sealed: Blocked, school: School, now: datetime) -> Standing | None:
    """The answer as far as there is one. A page that was shown before anybody asked shows it too."""
    if row is None:
        return None
    if row.state == SiteRequest.State.OPEN:
        if not asking.asked_from(row, asker_of(sealed)):
            return None
        return Standing(f"Asked for at {_clock(row.asked_at, school)}.", _waits(row, school, now), waits=True)
    if asking.is_open(row, now):
        until = f"It is open until {_clock(row.until, school)}." if row.until else "It is open from now on."
        return Standing("It is open now: try again.", f"{until} It may take a minute until every device knows.")
    if asking.refused_today(row, now) and sealed.level != STAFF:
        return Standing(
            "It stays closed today.", "Somebody looked at it and said no. You’re not in trouble for asking."
        )
    return None


def _waits(row: SiteRequest, school: School, now: datetime) -> str:
    waited = max(0, round((now - row.asked_at).total_seconds() / _MINUTES))
    since = "just now" if not waited else f"{waited} {'minute' if waited == 1 else 'minutes'} ago"
    others = f" {row.askers} have asked." if row.askers > 1 else ""
    return f"That was {since}.{others} {_pace(school, now)} The answer will stand here: look again."


def _pace(school: School, now: datetime) -> str:
    found = asking.pace(school, now)
    if found is None:
        return "Those who may open it are told at once."
    most = f"{found.minutes} minutes" if found.minutes < 2 * _MINUTES else f"{round(found.minutes / _MINUTES)} hours"
    return f"Half of those asked for lately were answered within {most}."


def _go_on(school: School, sealed: Blocked) -> HttpResponse:
    """Remembered until midnight on the school's wall, for this device and this category."""
    now = timezone.now()
    zone = ZoneInfo(school.time_zone)
    ends = datetime.combine(now.astimezone(zone).date() + timedelta(days=1), time.min, zone).astimezone(UTC)
    folder = filter_folder(settings.SCHOOLGATE_DATA, school.ref)
    go_on(folder, sealed.by, sealed.category, int(ends.timestamp()), int(now.timestamp()))
    return HttpResponseRedirect(_address(sealed))


def _address(sealed: Blocked) -> str:
    """Where the site was: http, from which whoever speaks https only sends on by itself."""
    host = f"[{sealed.host}]" if ":" in sealed.host else sealed.host
    return f"http://{host}{sealed.path or '/'}"


def _clock(at: datetime | None, school: School) -> str:
    if at is None:
        return ""
    local, today = at.astimezone(ZoneInfo(school.time_zone)), timezone.now().astimezone(ZoneInfo(school.time_zone))
    return f"{local:%H:%M}" if local.date() == today.date() else f"{local:%H:%M} on {local.day} {local:%B}"


def _answer(body: bytes, status: int = 200) -> HttpResponse:
    return HttpResponse(body, status=status, content_type="text/html; charset=utf-8", headers=_SAID)
