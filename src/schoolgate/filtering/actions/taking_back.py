"""Ending before its time what is for a site or an hour, and a second person's yes to a site closed at once."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from schoolgate.filtering import kinds
from schoolgate.filtering.access import ENDERS, SIGNERS, SIGNING
from schoolgate.filtering.actions.opening import LONGEST_CLOSURE, changed
from schoolgate.filtering.models import FilterPause, SiteClosure, SiteOpening
from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold
from schoolgate.kernel.errors import BadInputError, DeniedError, NotFoundError
from schoolgate.people.access import require, roles_of, today
from schoolgate.people.models import Person, School
from schoolgate.people.queries import person, who_may_sign


@transaction.atomic
def take_back(row: SiteOpening | SiteClosure | FilterPause, *, by: Person, actor: Actor) -> None:
    """End it now. A site opened or a pause may be taken back by whoever made it and ``ENDERS``; a site closed
    at once by whoever closed it until it is agreed, and then by those who sign. A second time changes nothing.
    """
    school, roles = row.school, roles_of(by, today(row.school))
    if isinstance(row, SiteClosure):
        if row.by != by.ref or row.agreed_by:
            require(roles, *SIGNERS)
    elif row.by != by.ref:
        require(roles, *ENDERS)
    hold(school)
    row.refresh_from_db()
    now = timezone.now()
    if row.ended_at is not None or (row.until is not None and row.until <= now):
        return
    row.ended_at, row.ended_by, row.until = now, by.ref, row.until or now
    row.save(update_fields=["ended_at", "ended_by", "until"])
    what = "closure" if isinstance(row, SiteClosure) else "pause" if isinstance(row, FilterPause) else "opening"
    changed(school, row.ref, kinds.TAKEN_BACK, {"what": what}, actor)


@transaction.atomic
def agree_closure(row: SiteClosure, until: datetime, *, actor: Actor) -> None:
    """A second person, of the two roles that agree changes, lets a site stay closed until a moment, a year at most.
    A second press adds nothing.

    Raises ``DeniedError`` for whoever closed it, for one of neither role, and for the command line; ``NotFoundError``
    where it has lapsed; ``BadInputError`` for an end that is past or over a year away.
    """
    if not actor.signs:
        raise DeniedError("Agreeing to it", "only a person who is signed in can.", "Sign in, and agree on the page.")
    school, now = row.school, timezone.now()
    hold(school)
    row.refresh_from_db()
    if row.agreed_by == actor.ref:
        return
    if row.ended_at is not None or row.until <= now:
        raise NotFoundError("the site", "is not closed any more.", "Close it again.")
    if not now < until <= now + LONGEST_CLOSURE:
        raise BadInputError("when it ends", "is to come, and within a year.", "Give another day.")
    _require_second(row, person(school, actor.ref))
    row.agreed_by, row.agreed_at, row.until = actor.ref, now, until
    row.save(update_fields=["agreed_by", "agreed_at", "until"])
    changed(school, row.ref, kinds.SHUT_AGREED, {"until": until.isoformat()}, actor)


def may_agree(row: SiteClosure) -> frozenset[str]:
    """Refs of those who may be the second to stand behind a site closed at once."""
    school = row.school
    closer = person(school, row.by)
    human = closer.account.ref if closer.account else closer.ref
    found = {
        one.person
        for role in SIGNING
        for one in who_may_sign(school, SIGNING, today(school), {role: frozenset({human})})
    }
    return frozenset(found - {row.by})


def _require_second(row: SiteClosure, who: Person) -> None:
    if who.ref not in may_agree(row):
        raise DeniedError(
            "Agreeing to it",
            "is for the headteacher or the safeguarding lead, and not for whoever closed the site.",
            "Ask one of them.",
        )


def find(school: School, ref: str) -> SiteOpening | SiteClosure | FilterPause:
    """What has this ref at the school. Raises ``NotFoundError``."""
    for table in (SiteOpening, SiteClosure, FilterPause):
        rows: Iterable[SiteOpening | SiteClosure | FilterPause] = (
            table.objects.for_school(school).select_related("school").filter(ref=ref)
        )
        for row in rows:
            return row
    raise NotFoundError("what you asked for", "there is none such.", "Look at the list again.")
