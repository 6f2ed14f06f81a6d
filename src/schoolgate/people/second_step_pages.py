"""Pages of the second step that are ours: choosing one, and adding and removing by our own rules.

The rest are django-allauth's. Its removals take the printed codes away with the last other step; here a sheet is a
whole second step and stays.
"""

import time
from typing import Any, Final

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.views import IndexView
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.views import AddWebAuthnView
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from schoolgate.frame.pages import page, seen_by
from schoolgate.people import second_step
from schoolgate.people.access import schools_of, signed_in, visit_of
from schoolgate.people.circles import MANAGERS
from schoolgate.people.models import Account

ONLY_YOU: Final = "only you."
_JUST_NOW: Final = 300  # seconds, as long as django-allauth believes somebody who gave their password once more


@signed_in
@require_safe
@seen_by(ONLY_YOU)
def choose(request: HttpRequest) -> HttpResponse:
    """Three ways to a second step; nothing else is open until one is set up, for whoever needs one."""
    assert isinstance(request.user, Account)
    owes = second_step.owes_one(request.user)
    if owes:
        _just_proved(request)
    context = {
        "owes": owes,
        "secure": request.is_secure() or request.get_host().partition(":")[0] in ("localhost", "127.0.0.1"),
        "codes_left": second_step.codes_left(request.user),
    }
    return page(request, "people/second_step.html", context)


def _just_proved(request: HttpRequest) -> None:
    """Whoever typed the password a minute ago, and has nothing else to prove it by, is not asked for it again."""
    said = request.session.get(AUTHENTICATION_METHODS_SESSION_KEY) or []
    if said and said[-1].get("method") == "password" and time.time() - said[-1].get("at", 0) < _JUST_NOW:
        request.session[AUTHENTICATION_METHODS_SESSION_KEY] = [*said[:-1], {**said[-1], "reauthenticated": True}]


class _Index(IndexView):  # type: ignore[misc]  # django-allauth ships no types
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        account = self.request.user
        theirs = [school for school in schools_of(account) if visit_of(account, school.ref).roles & set(MANAGERS)]
        return {**super().get_context_data(**kwargs), "emergency_at": theirs}


index = signed_in(_Index.as_view())


class _AddPasskey(AddWebAuthnView):  # type: ignore[misc]  # django-allauth ships no types
    def form_valid(self, form: Any) -> HttpResponse:
        with transaction.atomic():  # the passkey and its entry in the record: both, or neither
            answer: HttpResponse = super().form_valid(form)
        return answer


add_passkey = signed_in(_AddPasskey.as_view())


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
@seen_by(ONLY_YOU)
def remove_app(request: HttpRequest) -> HttpResponse:
    return _remove(request, _own(request, Authenticator.Type.TOTP), "mfa/totp/deactivate_form.html")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
@seen_by(ONLY_YOU)
def remove_passkey(request: HttpRequest, pk: int) -> HttpResponse:
    found = _own(request, Authenticator.Type.WEBAUTHN, pk=pk)
    return _remove(request, found, "mfa/webauthn/authenticator_confirm_delete.html")


def _own(request: HttpRequest, kind: str, **which: int) -> Any:
    found = Authenticator.objects.filter(user=request.user, type=kind, **which).first()
    if found is None:
        raise Http404("no such second step")
    return found


def _remove(request: HttpRequest, step: Any, template: str) -> HttpResponse:
    raise_if_reauthentication_required(request, app="allauth.mfa")
    if not get_adapter().can_delete_authenticator(step):
        messages.error(request, str(get_adapter().error_messages["cannot_delete_authenticator"]))
        return redirect("mfa_index")
    if request.method == "POST":
        step.delete()
        messages.success(request, _("Removed. It no longer opens your sign-in."))
        return redirect("mfa_index")
    return page(request, template, {"authenticator": step, "only": not _others(step)})


def _others(step: Any) -> bool:
    return bool(Authenticator.objects.filter(user=step.user).exclude(pk=step.pk).exists())
