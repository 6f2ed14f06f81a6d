"""How django-allauth is bent to a school: nobody signs up, guessing is slowed, a new password is recorded."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from schoolgate.frame.actor import person as acting
from schoolgate.ledger.actions import INSTANCE, append
from schoolgate.people import kinds, sessions, slowing
from schoolgate.people.models import Account


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # django-allauth ships no types
    """Accounts are made by an administrator, at the command line, or by the one-time set-up link."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "too_many_login_attempts": _(
            "Too many attempts from here. Wait five minutes, use a passkey, or sign in from a computer you have used."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002  (allauth's signature)
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the guess before the password is looked at. ``slowing`` says whom it counts against."""
        self._login_failed_rl_usage = slowing.attempt(request, str(credentials.get("email", "")), "password")
        if self._login_failed_rl_usage is None:
            raise self.validation_error("too_many_login_attempts")

    def post_login(self, request: HttpRequest, user: Account, **how: Any) -> HttpResponse:
        """Both steps are done: the browser is known from now on."""
        response: HttpResponse = super().post_login(request, user, **how)
        slowing.remember_device(request, response, user.email)
        return response

    def set_password(self, user: Account, password: str) -> None:
        with transaction.atomic():
            super().set_password(user, password)
            sessions.end_all(user)
            append(INSTANCE, kinds.PASSWORD_SET, actor=acting(user.ref), subject=user.ref)
