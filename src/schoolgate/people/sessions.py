"""Sessions that end: after some minutes without use, after some hours whatever happens, and when their owner says so.

School computers are shared and left open. Those who may see or decide most are signed out soonest. What is kept of an
open session is the kind of device and the day, so that somebody knows their own; no network address, no browser's name.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.sessions.models import Session
from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from schoolgate.frame.refusals import refused
from schoolgate.frame.upkeep import sweeps
from schoolgate.people import second_step
from schoolgate.people.models import Account, OpenSession

_log: Final = logging.getLogger(__name__)
_MINUTE: Final = 60
_HOUR: Final = 60 * _MINUTE
_BEGAN, _SEEN, _KIND, _WAY = "schoolgate.began", "schoolgate.seen", "schoolgate.kind", "schoolgate.way"
_TABLETS: Final = ("ipad", "tablet", "kindle", "silk/")
_PHONES: Final = ("iphone", "mobile", "phone")


@dataclass(frozen=True, slots=True)
class Limits:
    """In seconds: how long without use, and how long at most."""

    idle: int
    whole: int


LIMITS: Final[dict[str, Limits]] = {
    "ordinary": Limits(2 * _HOUR, 12 * _HOUR),
    "powerful": Limits(30 * _MINUTE, 8 * _HOUR),  # roles that need a second step
    "link": Limits(30 * _MINUTE, 2 * _HOUR),  # came in by a one-time link
    "emergency": Limits(_HOUR, _HOUR),  # the sealed sign-in
}


BY_PROVIDER: Final = "provider"
BY_PROVIDER_TWO_STEPS: Final = "provider-two-steps"  # it says it asked for a second step, so we do not


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere the account is signed in. ``here`` is the browser that asks."""

    ref: str
    device: str
    way: str
    began_on: date
    seen_on: date
    here: bool


class EndSessions:
    """Middleware: puts out whoever has been away too long or in too long; notes the rest as seen, once a minute."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        account = request.user
        if isinstance(account, Account):
            now = int(time.time())
            if _is_over(request, now):
                OpenSession.objects.filter(key=request.session.session_key).delete()
                logout(request)
                messages.info(
                    request, _("You were signed out because nobody used this for a while, or it was open long.")
                )
            elif now - request.session.get(_SEEN, 0) >= _MINUTE:
                _note_if_it_can_be(request, account, now)
        return self.get_response(request)


def came_by(request: HttpRequest, way: str) -> None:
    """Say of the session just begun how it was: by ``link``, ``emergency`` or ``provider``."""
    request.session[_WAY] = way


def way_of(request: HttpRequest) -> str:
    return str(request.session.get(_WAY, "password"))


def places(request: HttpRequest, account: Account) -> list[Place]:
    """Where the account is signed in, this browser first, then the latest."""
    rows = OpenSession.objects.filter(account=account, key__in=_alive(timezone.now()))
    found = [
        Place(row.ref, row.device, row.way, row.began_on, row.seen_on, row.key == request.session.session_key)
        for row in rows
    ]
    return sorted(found, key=lambda place: (not place.here, -place.seen_on.toordinal(), place.ref))


def end(account: Account, ref: str) -> bool:
    """End one session of the account; whether there was such a one."""
    row = OpenSession.objects.filter(account=account, ref=ref).first()
    if row is None:
        return False
    Session.objects.filter(session_key=row.key).delete()
    row.delete()
    return True


def end_all(account: Account) -> int:
    """End every session of the account, at once; how many there were."""
    rows = OpenSession.objects.filter(account=account)
    Session.objects.filter(session_key__in=list(rows.values_list("key", flat=True))).delete()
    return rows.delete()[0]


def device_of(user_agent: str) -> str:
    """``computer``, ``tablet`` or ``phone``, from what the browser says of itself."""
    said = user_agent.lower()
    if any(word in said for word in _TABLETS) or ("android" in said and "mobile" not in said):
        return "tablet"
    return "phone" if any(word in said for word in _PHONES) else "computer"


def _is_over(request: HttpRequest, now: int) -> bool:
    limits = LIMITS[request.session.get(_KIND, "ordinary")]
    began, seen = request.session.get(_BEGAN, now), request.session.get(_SEEN, now)
    return bool(now - seen > limits.idle or now - began > limits.whole)


def _note_if_it_can_be(request: HttpRequest, account: Account, now: int) -> None:
    """A disk that is full or cannot be written is no reason to refuse a page that only reads."""
    try:
        with transaction.atomic():
            _note(request, account, now)
            request.session.save()
    except DatabaseError as error:
        if refused(error) is None:
            raise
        _log.warning("a session could not be noted as used: the database refuses to be written")
    request.session.modified = False  # saved just now, or not to be tried again with the answer


def _note(request: HttpRequest, account: Account, now: int) -> None:
    way = way_of(request)
    kind = way if way in LIMITS else "powerful" if second_step.holds_power(account) else "ordinary"
    today = timezone.localdate()
    if _BEGAN not in request.session:
        request.session[_BEGAN] = now
        device = device_of(request.headers.get("User-Agent", ""))
        OpenSession.objects.update_or_create(
            key=request.session.session_key or "",
            defaults={"account": account, "device": device, "way": way, "began_on": today, "seen_on": today},
        )
    else:
        OpenSession.objects.filter(key=request.session.session_key).exclude(seen_on=today).update(seen_on=today)
    request.session[_SEEN] = now
    request.session[_KIND] = kind


def _alive(now: datetime) -> list[str]:
    return list(Session.objects.filter(expire_date__gt=now).values_list("session_key", flat=True))


@sweeps("people.open-sessions")
def _ended(now: datetime) -> int:
    """What is listed of sessions that are over."""
    return OpenSession.objects.exclude(key__in=_alive(now)).delete()[0]
