"""Deny by default: a request reaches a view only when the view says for whom it is, and the visitor is one of them."""

import logging
from collections.abc import Callable
from contextlib import nullcontext
from typing import Any, Final

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.cache import add_never_cache_headers

from schoolgate.frame import scoped
from schoolgate.kernel.errors import DeniedError, NotFoundError
from schoolgate.ledger.queries import one_look
from schoolgate.people import second_step, sessions
from schoolgate.people.access import Audience, View, audience_of, visit_of
from schoolgate.people.models import Account
from schoolgate.people.trusts import trust_visit_of

_log = logging.getLogger(__name__)
_READS: Final = frozenset({"GET", "HEAD"})  # methods that record nothing but that somebody looked
_OPEN = Audience(open=True, because="part of signing in")
_SIGNED_IN = Audience()

# The pages of django-allauth, which cannot declare themselves. One that is not named here is refused.
SIGN_IN_PAGES: Final[dict[str, Audience]] = {
    "account_login": _OPEN,
    "account_logout": _OPEN,
    "account_inactive": _OPEN,
    "account_reset_password": _OPEN,
    "account_reset_password_done": _OPEN,
    "account_reset_password_from_key": _OPEN,
    "account_reset_password_from_key_done": _OPEN,
    "account_reauthenticate": _SIGNED_IN,
    "account_change_password": _SIGNED_IN,
    "mfa_authenticate": _OPEN,  # reached between the password and the code
    "mfa_login_webauthn": _OPEN,
    "mfa_reauthenticate": _SIGNED_IN,
    "mfa_activate_totp": _SIGNED_IN,
    "mfa_view_recovery_codes": _SIGNED_IN,
    "mfa_generate_recovery_codes": _SIGNED_IN,
    "mfa_download_recovery_codes": _SIGNED_IN,
    "mfa_list_webauthn": _SIGNED_IN,
    "mfa_edit_webauthn": _SIGNED_IN,
    "mfa_reauthenticate_webauthn": _SIGNED_IN,
}

# What is open to somebody whose role needs a second step and who has none: the pages that set one up, and the way out.
SETTING_UP: Final = frozenset(
    {
        "people.second_step",
        "account_reauthenticate",
        "mfa_reauthenticate",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_generate_recovery_codes",
    }
)
# What changes how somebody signs in: not for a session that was not begun by their own password or passkey.
CHANGES_SIGN_IN: Final = SETTING_UP | {"account_change_password", "people.seal", "mfa_view_recovery_codes"}


class DenyByDefault:
    """Middleware. Enters the school's scope and time for the whole request, its template included, and leaves them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        looks = one_look() if request.method in _READS else nullcontext()
        with scoped.boundary(), timezone.override(None), looks:
            response = self.get_response(request)
        # School computers are shared: no page may come out of the browser after signing out.
        add_never_cache_headers(response)
        return response

    def process_view(
        self, request: HttpRequest, view: View, _args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        audience = _audience(request, view)
        if audience is None:
            _log.error("refused: the view %s.%s does not say who may see it", view.__module__, view.__qualname__)
            raise PermissionDenied
        if audience.open:
            return None
        if audience.admit is not None:
            return audience.admit(request)
        if not isinstance(request.user, Account):
            return redirect_to_login(request.get_full_path())
        name = _address_name(request)
        way = sessions.way_of(request)
        if way in sessions.LIMITS and name in CHANGES_SIGN_IN:
            raise PermissionDenied
        if (
            way not in ("emergency", sessions.BY_PROVIDER_TWO_STEPS)
            and name not in SETTING_UP
            and second_step.owes_one(request.user)
        ):
            return redirect("people.second_step")
        if audience.school:
            _enter_school(request, request.user, audience, str(kwargs.get("school", "")))
        if audience.trust:
            _enter_trust(request, request.user, str(kwargs.get("trust", "")))
        return None

    def process_exception(self, _request: HttpRequest, error: Exception) -> None:
        """What an action refuses becomes the page that says so."""
        if isinstance(error, NotFoundError):
            raise Http404(str(error)) from error
        if isinstance(error, DeniedError):
            raise PermissionDenied(str(error)) from error


def _audience(request: HttpRequest, view: View) -> Audience | None:
    if view.__module__.startswith("allauth."):
        return SIGN_IN_PAGES.get(_address_name(request))
    return audience_of(view)


def _address_name(request: HttpRequest) -> str:
    return (request.resolver_match.url_name if request.resolver_match else None) or ""


def _enter_school(request: HttpRequest, account: Account, audience: Audience, school_ref: str) -> None:
    try:
        here = visit_of(account, school_ref)
    except NotFoundError as error:
        raise Http404(str(error)) from error
    scoped.enter(here.school)
    timezone.activate(here.school.time_zone)
    request.visit = here  # type: ignore[attr-defined]  # read back, typed, by access.visit
    if not here.admitted(audience):
        raise PermissionDenied


def _enter_trust(request: HttpRequest, account: Account, trust_ref: str) -> None:
    """Enters no school: a query that does not say which still raises."""
    try:
        request.trust_visit = trust_visit_of(account, trust_ref)  # type: ignore[attr-defined]  # read back, typed, by trusts.trust_visit
    except NotFoundError as error:
        raise Http404(str(error)) from error
