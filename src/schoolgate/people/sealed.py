"""The emergency sign-in: a long code on paper in a sealed envelope, for the day nobody who could help can sign in.

It opens a person of its own at the school, who looks after Schoolgate for an hour and no longer. Breaking the seal is
entered in the record, told to the head and the administrators, and shown to them with the name and the reason given.
A code is good once; a new one is sealed afterwards.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from schoolgate.frame.actor import Actor, system
from schoolgate.frame.bitemporal import hold
from schoolgate.frame.scoped import unscoped
from schoolgate.frame.telling import tell
from schoolgate.kernel import digests
from schoolgate.kernel.errors import BadInputError, NotFoundError
from schoolgate.ledger.actions import append, school_chain
from schoolgate.people import actions, kinds
from schoolgate.people.access import today
from schoolgate.people.links import NOWHERE
from schoolgate.people.models import ADMINISTRATOR, Account, Person, RoleAssignment, School, SealedSignIn

NAME: Final = "Emergency sign-in"
_LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS: Final = 5
_TOLD: Final = ("head", ADMINISTRATOR)


@dataclass(frozen=True, slots=True)
class Seal:
    """A sealed code as its page shows it. ``opened_by`` and ``reason`` are unlocked words."""

    ref: str
    made_at: datetime
    ended_at: datetime | None
    opened_at: datetime | None
    opened_by: str
    reason: str

    @property
    def good(self) -> bool:
        return self.ended_at is None and self.opened_at is None


def make(school: School, *, actor: Actor) -> str:
    """Seal a new code and return it, to be printed once; codes sealed before end."""
    code = "-".join("".join(secrets.choice(_LETTERS) for _ in range(5)) for _ in range(_GROUPS))
    now = timezone.now()
    with transaction.atomic():
        hold(school)
        person = _person(school, actor)
        before = SealedSignIn.objects.for_school(school).filter(ended_at__isnull=True, opened_at__isnull=True)
        ended = before.update(ended_at=now)
        row = SealedSignIn(school=school, digest=_digest(code), person=person, made_at=now)
        row.save()
        append(school_chain(school.ref), kinds.SEAL_MADE, actor=actor, subject=row.ref, details={"replaced": ended})
    return code


def open_seal(code: str, *, name: str, reason: str) -> Account:
    """Break the seal; return the account that is open for an hour. All of it happens, or nothing and the code is good.

    Raises ``BadInputError`` without a name and a reason, ``NotFoundError`` for a code that is not good.
    """
    if not name.strip() or not reason.strip():
        raise BadInputError(_("the emergency sign-in"), _("a name and a reason are wanted."), _("Give both."))
    now = timezone.now()
    with transaction.atomic(), unscoped("a code says itself which school it is of"):
        rows = SealedSignIn.objects.filter(digest=_digest(code), opened_at__isnull=True, ended_at__isnull=True)
        row = rows.select_related("person__account", "school").first()
        if row is not None:
            hold(row.school)  # before its own row, as whoever seals a new code does
        if row is None or not rows.filter(pk=row.pk).update(opened_at=now):
            raise NotFoundError(_("the code"), _("it is not right, or was used."), _("Look at the paper again."))
        row.opened_at, row.opened_by, row.reason = now, " ".join(name.split()), " ".join(reason.split())
        row.save()
        _let_act(row.person)
        who = system("emergency sign-in")
        append(
            school_chain(row.school.ref),
            kinds.SEAL_BROKEN,
            actor=who,
            subject=row.person.ref,
            details={"seal": row.ref},
        )
        _tell(row, now)
    account = row.person.account
    assert isinstance(account, Account)
    return account


def seals(school: School) -> list[Seal]:
    """Every code that was sealed for the school, the latest first."""
    rows = SealedSignIn.objects.for_school(school).order_by("-made_at")
    return [Seal(row.ref, row.made_at, row.ended_at, row.opened_at, row.opened_by, row.reason) for row in rows]


def _person(school: School, actor: Actor) -> Person:
    known = SealedSignIn.objects.for_school(school).select_related("person").first()
    if known is not None:
        return known.person  # type: ignore[no-any-return]  # the scoped manager is untyped
    account = Account(email=f"emergency-{school.ref.replace('_', '-')}@{NOWHERE}")
    account.set_unusable_password()
    account.save()
    return actions.give_sign_in(actions.add_person(school, NAME, actor=actor), account, actor=actor)


def _let_act(person: Person) -> None:
    day = today(person.school)
    held = RoleAssignment.objects.for_school(person.school).as_of(day).filter(person=person, role=ADMINISTRATOR)
    if not held.exists():
        ends = day + timedelta(days=1)
        actions.give_role(person, ADMINISTRATOR, actor=system("emergency sign-in"), valid_from=day, valid_to=ends)


def _tell(row: SealedSignIn, now: datetime) -> None:
    """A letter to the head and to everybody who looks after Schoolgate."""
    school = row.school
    held = RoleAssignment.objects.for_school(school).as_of(today(school)).filter(role__in=_TOLD)
    link = f"{settings.SCHOOLGATE_URL}{reverse('people.emergency', args=[school.ref])}"
    for ref in sorted({one.person.ref for one in held.select_related("person")} - {row.person.ref}):
        said = {"when": now.isoformat(), "link": link}
        tell(school, ref, "sign-in.emergency", said, actor=system("emergency sign-in"), about=row.ref)


def _digest(code: str) -> str:
    return digests.digest({"seal": "".join(letter for letter in code.lower() if letter.isalnum())})
