"""What is erased of people when its time is over: of somebody who left, everything that tells who they were.

The ref stays, so that what they did still has a who; nothing says any more which person that was.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, Final

from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from schoolgate.frame.erasing import Due, Eraser, dated_rows, ended_rows, erases, over
from schoolgate.frame.upkeep import sweeps
from schoolgate.ledger import queries
from schoolgate.ledger.actions import INSTANCE, Label
from schoolgate.people import kinds
from schoolgate.people.models import (
    Account,
    Away,
    Delegation,
    Identifier,
    Membership,
    Particulars,
    Person,
    RoleAssignment,
    RollLoad,
    TrustRole,
)
from schoolgate.people.models.signing_in import ProviderIdentity, SealedSignIn, SignInLink

_NOBODY: Final = "@erased.invalid"  # RFC 2606: no mail goes there


def _left(school: models.Model, on: date) -> Iterable[Due]:
    rows = Person.objects.for_school(school).filter(left_on__lte=on).order_by("pk")
    for person in rows.iterator(chunk_size=2000):
        since = over(Person.retention, person.left_on)
        if since <= on and person.name:
            yield Due(person.pk, since, (person.ref,))


def _erase(school: models.Model, pks: Sequence[int]) -> int:
    persons = list(pks)
    # Below the bitemporal manager: what is erased is erased of every time we knew it.
    told: QuerySet[Any] = QuerySet(Particulars).filter(school_id=school.pk, person_id__in=persons)
    known: QuerySet[Any] = QuerySet(Identifier).filter(school_id=school.pk, person_id__in=persons)
    roles: QuerySet[Any] = QuerySet(RoleAssignment).filter(school_id=school.pk, person_id__in=persons)
    count = told.update(
        given_name="", family_name="", preferred_given_name="", preferred_family_name="", born=""
    ) + known.update(value="", digest="")
    roles.update(company="")
    return count + Person.objects.for_school(school).filter(pk__in=persons).update(name="", account=None)


erases(
    Eraser(
        "people.person",
        _("people who left: their names, birthdays and numbers"),
        (Person, Particulars, Identifier),
        _left,
        _erase,
    )
)
ended_rows("people.a-role", _("roles that ended"), RoleAssignment, ("person",))
ended_rows("people.a-membership", _("places in classes and groups that ended"), Membership, ("person",))
ended_rows("people.a-delegation", _("jobs passed on that came back"), Delegation, ("giver", "to"))
ended_rows("people.an-absence", _("absences that are over"), Away, ("person",))
dated_rows("people.a-link", _("one-time links"), SignInLink, "made_at", ("person",))
dated_rows("people.a-sealed-sign-in", _("sealed sign-ins for an emergency"), SealedSignIn, "made_at", ("person",))
dated_rows("people.a-roll", _("notes of rolls that were loaded"), RollLoad, "said_at")


@sweeps("people.trust-roles")
def _trust_roles(now: datetime) -> int:
    """Roles in a trust that ended long enough ago; no person of a school is in them, so no hold is either."""
    ended = TrustRole.objects.filter(valid_to__lte=now.date()).values_list("pk", "valid_to")
    old = [pk for pk, day in ended if day and over(TrustRole.retention, day) <= now.date()]
    return TrustRole.objects.filter(pk__in=old).delete()[0]


@sweeps("people.closed-sign-ins")
def _closed(now: datetime) -> int:
    """Of sign-ins closed long enough ago, the address; the ref stays, since the permanent record names it."""
    done = 0
    for account in Account.objects.filter(is_active=False).exclude(email__endswith=_NOBODY):
        told = queries.lines(INSTANCE, labels=[Label.SCHOOL], kind=kinds.ACCOUNT_CLOSED.key, subject=account.ref)
        if told and over(Account.retention, told[0].at.date()) <= now.date():
            account.email = f"{account.ref}{_NOBODY}"
            account.set_unusable_password()
            account.save(update_fields=["email", "password"])
            ProviderIdentity.objects.filter(account=account).delete()
            done += 1
    return done
