"""Who may see how all the schools of a trust stand.

``@at_trust(shows=...)`` guards a view whose address holds ``<str:trust>``: whoever holds no role in that trust today is
told that there is no such page (404), be they the head of one of its schools. Inside, ``trust_visit(request)`` gives
the trust and who is here. The view enters no school: what it reads across schools goes through rooms' queries.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from schoolgate.kernel.errors import NotFoundError
from schoolgate.people.access import Audience, Shows, View, declare
from schoolgate.people.models import Account, School, Trust, TrustRole

ZONE = ZoneInfo("Europe/London")  # of every trust's day: schools of the four nations share it


@dataclass(frozen=True, slots=True)
class TrustVisit:
    """One person of one trust, today."""

    trust: Trust
    roles: frozenset[str]


def at_trust(*, shows: Shows) -> Callable[[View], View]:
    """For those who hold a role in the trust of the address. Children are never on such a page: ``ValueError``."""
    if shows is Shows.CHILDREN:
        raise ValueError("a page of a trust shows no children")
    return lambda view: declare(view, Audience(trust=True, shows=shows))


def trust_visit(request: HttpRequest) -> TrustVisit:
    """Who is here, inside a view declared ``@at_trust``."""
    found = getattr(request, "trust_visit", None)
    if not isinstance(found, TrustVisit):
        raise RuntimeError("this view is not declared @at_trust, so there is no visit")
    return found


def trust_visit_of(account: Account, trust_ref: str) -> TrustVisit:
    """Raises ``NotFoundError`` alike for a trust that is not there and one where this account holds nothing today."""
    rows = list(_held(account, trust_today()).filter(trust__ref=trust_ref))
    if not rows:
        raise NotFoundError("the page", "there is none at this address for you.", "Check the address.")
    return TrustVisit(rows[0].trust, frozenset(row.role for row in rows))


def trusts_of(account: Account) -> list[Trust]:
    """The trusts in which the account holds a role today, by name."""
    return sorted({row.trust for row in _held(account, trust_today())}, key=lambda trust: trust.name)


def looks_after_a_trust(account: Account) -> bool:
    """Whether the account holds a role in any trust, today or from a day to come."""
    still = Q(valid_to__isnull=True) | Q(valid_to__gt=trust_today())
    return TrustRole.objects.filter(still, account=account).exists()


def schools_in(trust: Trust) -> list[School]:
    """The schools of a trust, by name."""
    return list(School.objects.filter(trust=trust).order_by("name", "pk"))


def school_in(trust: Trust, ref: str) -> School:
    """One school of the trust. Raises ``NotFoundError`` for any other, be it here or nowhere."""
    found = School.objects.filter(trust=trust, ref=ref).first()
    if found is None:
        raise NotFoundError("the school", "there is none such in this trust.", "Look at the list of schools again.")
    return found


def trust_today() -> date:
    return timezone.now().astimezone(ZONE).date()


def _held(account: Account, on: date) -> "QuerySet[TrustRole]":
    rows = TrustRole.objects.filter(account=account, valid_from__lte=on).select_related("trust")
    return rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on))


def all_trusts() -> list[Trust]:
    """Every trust here, by name."""
    return list(Trust.objects.order_by("name", "pk"))


def trust(ref: str) -> Trust:
    """Raises ``NotFoundError`` where there is none with that ref."""
    found = Trust.objects.filter(ref=ref).first()
    if found is None:
        raise NotFoundError(f"the trust {ref!r}", "there is none.", "See them: schoolgate trust list.")
    return found
