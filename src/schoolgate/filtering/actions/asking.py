"""Asking for a site from the page that stands in its place. Nobody need sign in; many who ask for one site are one."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from schoolgate.filtering import kinds
from schoolgate.filtering.actions.telling_of_asked import tell_deciders
from schoolgate.filtering.blocked.tokens import ASKS_FOR, Blocked
from schoolgate.filtering.models import SiteAsker, SiteRequest
from schoolgate.filtering.queries.asking import digest, latest, refused_today
from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold
from schoolgate.gates.web.categories import CATEGORIES
from schoolgate.gates.web.levels import STAFF
from schoolgate.kernel.errors import BadInputError, DeniedError
from schoolgate.ledger.actions import append, school_chain
from schoolgate.people.models import Group, School

MOST_AN_HOUR: Final = 12  # sites that one device may ask for
LONGEST_WHY: Final = 300
_HOUR: Final = timedelta(hours=1)


@transaction.atomic
def ask(school: School, blocked: Blocked, *, actor: Actor, why: str = "", now: datetime | None = None) -> SiteRequest:
    """Ask for a site that a sealed address stands for. Asked again from the same device it is the same, and counts
    once; asked from another, it is one request with one more who asks.

    Raises ``DeniedError`` for what nobody can open and for a device that asked for too many, and ``BadInputError`` for
    a page that was shown too long ago.
    """
    at = now or timezone.now()
    known = CATEGORIES.get(blocked.category)
    if not blocked.askable or (known is not None and known.locked):
        raise DeniedError("The site", "cannot be opened by anyone.", blocked.otherwise or "Choose another.")
    if at.timestamp() - blocked.at > ASKS_FOR.total_seconds():
        raise BadInputError("the page", "it was shown too long ago.", "Open the site again and ask from there.")
    hold(school)
    _not_refused_today(school, blocked, at)
    row = _open_or_new(school, blocked, at)
    by = asker_of(blocked)
    if row.pk and SiteAsker.objects.for_school(school).filter(request=row, by=by).exists():
        return row
    _not_too_many(school, by, at)
    classes = _classes(school, blocked)
    row.groups = sorted({*row.groups, *classes})
    row.everyone = row.everyone or not classes
    row.askers, row.last_asked_at = row.askers + 1, at
    row.save()
    SiteAsker(school=school, request=row, by=by, at=at, why=why.strip()[:LONGEST_WHY]).save()
    details = {"level": row.level, "category": row.category or None, "askers": row.askers}
    append(school_chain(school.ref), kinds.SITE_ASKED, actor=actor, subject=row.ref, details=details)
    if row.askers == 1:
        tell_deciders(row, actor=actor)
    return row


def _open_or_new(school: School, blocked: Blocked, at: datetime) -> SiteRequest:
    """The open request for it, or a new one. The school is held, so nobody makes a second meanwhile."""
    found = digest(school, blocked.host, blocked.level)
    row: SiteRequest | None = SiteRequest.objects.for_school(school).filter(digest=found, state="open").first()
    return row or SiteRequest(
        school=school,
        digest=found,
        host=blocked.host,
        level=blocked.level,
        category=blocked.category,
        rule=blocked.rule[:80],
        asked_at=at,
        last_asked_at=at,
    )


def _classes(school: School, blocked: Blocked) -> list[str]:
    """The classes and teaching groups among the groups it was asked from: a whole year group is nobody's own class."""
    rows = Group.objects.for_school(school).filter(ref__in=blocked.groups).exclude(kind=Group.Kind.YEAR)
    return list(rows.values_list("ref", flat=True))


def asker_of(blocked: Blocked) -> str:
    """Who asks, as far as can be told. Where nothing is known of them, all of one place are one."""
    return (blocked.by or blocked.place or "nobody known")[:64]


def _not_refused_today(school: School, blocked: Blocked, at: datetime) -> None:
    """A child who was told no is not to ask again and again; whoever works here may have more to say."""
    row = latest(school, blocked.host, blocked.level)
    if row is not None and blocked.level != STAFF and refused_today(row, at):
        raise DeniedError("The site", "stays closed today: somebody looked at it.", "Ask again tomorrow.")


def _not_too_many(school: School, by: str, at: datetime) -> None:
    lately = SiteAsker.objects.for_school(school).filter(by=by, at__gt=at - _HOUR)
    if lately.count() >= MOST_AN_HOUR:
        raise DeniedError(
            "The site", f"was not asked for: {MOST_AN_HOUR} were asked for from here in an hour.", "Ask again later."
        )
