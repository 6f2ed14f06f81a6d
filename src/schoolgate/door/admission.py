"""Letting a tablet in: by its own cookie, which opens the door's pages and nothing else."""

from http import HTTPStatus
from typing import Final

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from schoolgate.door.actions.tablets import COOKIE, tablet_by
from schoolgate.door.models import Tablet
from schoolgate.frame import scoped

_A_YEAR: Final = 400 * 24 * 60 * 60  # seconds; browsers keep none for longer
PATH: Final = "/door/"


def admit(request: HttpRequest) -> HttpResponse | None:
    """Let a paired tablet in and enter its school, or answer 401 with a page that says how it is paired.

    Whoever was signed in on this tablet is signed out: it stands where everybody can reach it.
    """
    tablet = tablet_by(request.COOKIES.get(COOKIE, ""))
    if tablet is None:
        return render(request, "door/not_paired.html", status=HTTPStatus.UNAUTHORIZED)
    if request.user.is_authenticated:
        logout(request)
    scoped.enter(tablet.school)
    timezone.activate(tablet.school.time_zone)
    request.tablet = tablet  # type: ignore[attr-defined]  # for tablet_of
    return None


def tablet_of(request: HttpRequest) -> Tablet:
    """Which tablet asks, inside a page of the door."""
    found = getattr(request, "tablet", None)
    if not isinstance(found, Tablet):
        raise RuntimeError("this is no page of the door, so no tablet was let in")
    return found


def remember(response: HttpResponse, secret: str) -> None:
    """Give the tablet its secret: for the door's own addresses, unread by scripts, and not sent from other sites."""
    response.set_cookie(
        COOKIE,
        secret,
        max_age=_A_YEAR,
        path=PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )
