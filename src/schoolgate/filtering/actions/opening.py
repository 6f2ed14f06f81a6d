"""Opening a site for somebody, and closing one at once: on one person's word, dated, with a reason."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from schoolgate.filtering import kinds
from schoolgate.filtering.access import CLOSERS
from schoolgate.filtering.actions.publishing import next_epoch, write_soon
from schoolgate.filtering.agreed.deciders import closure_ends, is_within
from schoolgate.filtering.agreed.setting import Setting
from schoolgate.filtering.models import SiteClosure, SiteOpening
from schoolgate.filtering.queries import exception_of, plain_scope, setting_in_force
from schoolgate.filtering.queries.deciders import Deciding, lists_of
from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold
from schoolgate.gates.web.lists import Categories
from schoolgate.gates.web.rules import Rules, grant
from schoolgate.gates.web.scopes import EVERYONE, Scope
from schoolgate.gates.web.sites import Site, is_public_suffix
from schoolgate.kernel.errors import BadInputError, DeniedError
from schoolgate.ledger.actions import append, school_chain
from schoolgate.ledger.kinds import Kind
from schoolgate.people.access import require, roles_of, today
from schoolgate.people.models import Person, School
from schoolgate.people.naming import seems_to_name_a_pupil
from schoolgate.people.queries import calendar

MOST: Final = 400  # letters of a reason: it is shown on the page that says why
_NOT_YOURS: Final = (
    "Opening the site",
    "is not yours to decide, for these children and for so long.",
    "Ask the headteacher, the safeguarding lead or their deputy.",
)
LONGEST_CLOSURE: Final = timedelta(days=366)


@transaction.atomic
def open_site(
    school: School,
    site: Site | str,
    scope: Scope,
    until: datetime | None,
    *,
    by: Person,
    why: str,
    actor: Actor,
    categories: Collection[str] = (),
    asked: str = "",
    clause: str = "",
) -> SiteOpening:
    """Open a site (as a person pastes it) for ``scope`` until a moment; ``None``: until it is taken back.

    ``by`` decides and answers for it. ``categories``: what it is opened in spite of; none: whatever lists say of it.
    ``asked``: ref of what was asked. The same opened again while it is open, for as long, is the same.

    Raises ``LockedError`` where the site is on a locked list, ``BadInputError`` for an address that cannot be read, is
    nobody's site, or for no reason or one that names a child; ``DeniedError`` for one who may not decide this.
    """
    opened, said, lists, moment = _site(site), reason(school, why), lists_of(school), whole_second(timezone.now())
    hold(school)
    row = SiteOpening(school=school, site=str(opened), scope=plain_scope(scope), since=moment, until=until, why=said)
    row.by, row.categories, row.asked, row.clause = by.ref, sorted(categories), asked, clause
    # What no exception can be made for is said by the gate itself; levels are the setting's own business.
    grant(Rules(), replace(exception_of(row), scope=EVERYONE), lists)
    if not may_open(school, by, opened, scope, until, lists, categories):
        raise DeniedError(*_NOT_YOURS)
    if (known := _same(row)) is not None:
        return known
    row.save()
    details = {
        "until": until.isoformat() if until else None,
        "scope": sum(len(refs) for refs in row.scope.values()) or None,
        "categories": " ".join(row.categories),
        "asked": asked or None,
    }
    changed(school, row.ref, kinds.OPENED, details, actor)
    return row


@transaction.atomic
def close_at_once(
    school: School, site: Site | str, scope: Scope = EVERYONE, *, by: Person, why: str, actor: Actor
) -> SiteClosure:
    """Close a site at once, above whatever opens it. It lapses at the end of as many school days as the setting says
    (one, as it ships) unless a second person agrees. The same again while it holds is the same.

    Raises ``BadInputError`` for an address that cannot be read and for no reason, ``DeniedError`` for a pupil's hand.
    """
    shut, said = _site(site), reason(school, why)
    require(roles_of(by, today(school)), *CLOSERS)
    hold(school)
    now = timezone.now()
    plain = plain_scope(scope)
    shut_now: Iterable[SiteClosure] = SiteClosure.objects.for_school(school).filter(ended_at=None, until__gt=now)
    for known in shut_now:
        if (known.site, known.scope) == (str(shut), plain):
            return known
    agreed = setting_in_force(school)
    days = agreed.setting.closure_days if agreed else Setting().closure_days
    row = SiteClosure(school=school, site=str(shut), scope=plain, since=whole_second(now), why=said, by=by.ref)
    row.until = closure_ends(calendar(school), now, days)
    row.save()
    changed(school, row.ref, kinds.SHUT, {"until": row.until.isoformat()}, actor)
    return row


def _same(row: SiteOpening) -> SiteOpening | None:
    open_now = SiteOpening.objects.for_school(row.school).filter(ended_at=None, until=row.until)
    what = (row.site, row.scope, row.categories)
    return next((one for one in open_now if (one.site, one.scope, one.categories) == what), None)


def whole_second(moment: datetime) -> datetime:
    """The gate counts in whole seconds: what begins now shall hold for a request in the same second."""
    return moment.replace(microsecond=0)


def may_open(
    school: School,
    by: Person,
    site: Site,
    scope: Scope,
    until: datetime | None,
    lists: Categories,
    named: Collection[str] = (),
) -> bool:
    """Whether ``by`` may open a site for these people until then by themselves, as ``Deciding.spans`` has it."""
    may = Deciding.at(school, lists).spans(by, roles_of(by, today(school)), site, scope, named)
    return is_within(may, timezone.now(), until, calendar(school))


def _site(given: Site | str) -> Site:
    site = given if isinstance(given, Site) else Site.read(given)
    if is_public_suffix(site.host):
        raise BadInputError(
            str(site), "anybody can have a name under it, so it is no one's site.", "Name the site itself."
        )
    return site


def reason(school: School, why: str) -> str:
    said = " ".join(why.split())
    if not said:
        raise BadInputError("the reason", "there is none.", "Say in a sentence why.")
    if len(said) > MOST:
        raise BadInputError("the reason", f"is longer than {MOST} letters.", "Put it more shortly.")
    if seems_to_name_a_pupil(school, said, on=today(school)):
        raise BadInputError(
            "the reason", "seems to name a child, and whoever asks for the site reads it.", "Leave the name out."
        )
    return said


def changed(school: School, ref: str, kind: Kind, details: dict[str, str | int | bool | None], actor: Actor) -> None:
    """Called inside the transaction of every change beside the setting: an epoch, an entry, and the file."""
    next_epoch(school)
    append(school_chain(school.ref), kind, actor=actor, subject=ref, details=details)
    write_soon(school)
