"""The second step: who must have one, who has, and the entry in the permanent record when one comes or goes.

A second step is an authenticator app, a passkey or security key, or a sheet of printed codes: telephones stay outside
the rooms where young children are, so the sheet is a whole second step by itself.
"""

from typing import Any, Final

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.utils import timezone

from schoolgate.frame.actor import Actor, system
from schoolgate.frame.actor import person as acting
from schoolgate.frame.scoped import unscoped
from schoolgate.frame.telling import tell
from schoolgate.kernel.errors import NotFoundError
from schoolgate.ledger.actions import INSTANCE, append
from schoolgate.ledger.kinds import Kind
from schoolgate.people import kinds
from schoolgate.people.access import roles_of, today
from schoolgate.people.models import ADMINISTRATOR, Account, Person, SecondStepSecret
from schoolgate.people.queries import where
from schoolgate.people.trusts import trusts_of

# Who sees children's matters, or could make others see them.
POWERFUL: Final = frozenset({ADMINISTRATOR, "head", "dsl", "deputy-dsl", "it-lead", "dpo"})
FEW_CODES: Final = 5
_SECRETS: Final = ("seed", "secret")  # where allauth's row holds the ref of what is locked


def holds_power(account: Account) -> bool:
    """Whether the account holds, at any school today, itself or in another's stead, a role that needs a second step;
    every role in a trust does."""
    with unscoped("an account may hold a role at several schools"):
        persons = list(Person.objects.filter(account=account).select_related("school"))
    powerful = any(roles_of(person, today(person.school)) & POWERFUL for person in persons)
    return powerful or bool(trusts_of(account))


def has_one(account: Account) -> bool:
    return bool(Authenticator.objects.filter(user=account).exists())


def owes_one(account: Account) -> bool:
    """Whether nothing but setting one up is open to the account. No grace: the password alone will not do."""
    return bool(settings.SCHOOLGATE_SECOND_STEP) and not has_one(account) and holds_power(account)


def must_keep_one(account: Account) -> bool:
    """Whether the last one may not be removed."""
    return bool(settings.SCHOOLGATE_SECOND_STEP) and holds_power(account)


def codes_left(account: Account) -> int | None:
    """How many printed codes are left; None where there is no sheet."""
    sheet = Authenticator.objects.filter(user=account, type=Authenticator.Type.RECOVERY_CODES).first()
    return len(sheet.wrap().get_unused_codes()) if sheet else None


def forget(account: Account, *, actor: Actor) -> int:
    """Take away every second step of somebody who has lost them; they set up a new one when they next sign in.

    Returns how many were taken. Raises ``NotFoundError`` where there was none.
    """
    with transaction.atomic():
        found = list(Authenticator.objects.filter(user=account))
        if not found:
            raise NotFoundError("a second step", f"{account.email} has none.", "They sign in and set one up.")
        for one in found:
            one.schoolgate_actor = actor
            one.delete()
    return len(found)


def _came(sender: type[Authenticator], instance: Any, created: bool, **_rest: object) -> None:  # noqa: ARG001
    if created:
        _record(instance, kinds.SECOND_STEP_ADDED)


def _went(sender: type[Authenticator], instance: Any, **_rest: object) -> None:  # noqa: ARG001
    SecondStepSecret.objects.filter(ref__in=[instance.data.get(key, "") for key in _SECRETS]).delete()
    _record(instance, kinds.SECOND_STEP_REMOVED)


def _record(one: Any, kind: Kind) -> None:
    """In the transaction of the change: django-allauth adds within one, and Django deletes within one."""
    account: Account = one.user
    actor = getattr(one, "schoolgate_actor", None) or acting(account.ref)
    details: dict[str, str | int | bool | None] = {"step": one.type.replace("_", "-")}
    with transaction.atomic():
        if kind is kinds.SECOND_STEP_ADDED:
            _tell(account, str(details["step"]))
        append(INSTANCE, kind, actor=actor, subject=account.ref, details=details)


def _tell(account: Account, step: str) -> None:
    """A letter to whom the account is, who should know if it was not they who added it."""
    said = {"when": timezone.now().isoformat(), "method": step}
    for person in where(account)[:1]:
        tell(person.school, person.ref, "sign-in.method-added", said, actor=system("sign-in"))


def watch() -> None:
    """Called once, when the site starts."""
    post_save.connect(_came, sender=Authenticator, dispatch_uid="people.second_step.came")
    post_delete.connect(_went, sender=Authenticator, dispatch_uid="people.second_step.went")
