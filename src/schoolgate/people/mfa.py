"""How django-allauth's second step is bent to a school: printed codes are one, and its secrets lie locked."""

from typing import Any

from allauth.account.adapter import get_adapter as account_adapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.forms import GenerateRecoveryCodesForm
from django import forms
from django.utils.translation import gettext_lazy as _

from schoolgate.people import second_step, slowing
from schoolgate.people.models import Account, SecondStepSecret


class MfaAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # django-allauth ships no types
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("That code is not right, or was used already."),
        "cannot_delete_authenticator": _(
            "Your role needs a second step, and this is the only one you have. Set up another one first."
        ),
    }

    def is_mfa_enabled(self, user: Any, types: list[str] | None = None) -> bool:
        """Wherever allauth asks for an app or a passkey, a sheet of printed codes will do."""
        if types is not None and set(types) >= {Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN}:
            types = [*types, Authenticator.Type.RECOVERY_CODES]
        return bool(super().is_mfa_enabled(user, types))

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        account = authenticator.user
        others = Authenticator.objects.filter(user=account).exclude(pk=authenticator.pk)
        return bool(others.exists()) or not second_step.must_keep_one(account)

    def encrypt(self, text: str) -> str:
        return SecondStepSecret.objects.create(words=text).ref

    def decrypt(self, encrypted_text: str) -> str:
        return SecondStepSecret.objects.get(ref=encrypted_text).words

    def generate_authenticator_name(self, user: Account, type: str) -> str:  # noqa: ARG002  (allauth's)
        return str(_("This computer"))


class PrintedCodesForm(GenerateRecoveryCodesForm):  # type: ignore[misc]  # django-allauth ships no types
    """A sheet may be made by anybody: allauth would ask for an app or a passkey first."""

    def clean(self) -> dict[str, Any]:
        return forms.Form.clean(self) or {}


class SecondStepForm(AuthenticateForm):  # type: ignore[misc]  # django-allauth ships no types
    """Guessing a code is slowed like guessing a password: the stranger is, not the account."""

    def clean_code(self) -> str:
        attempt = slowing.attempt(context.request, self.user.email, "second step")
        if attempt is None:
            raise account_adapter().validation_error("too_many_login_attempts")
        code: str = super().clean_code()
        attempt.forgive()
        return code
