"""Pausing: the internet for a class, hours of the setting, or the closing of some categories, until later today."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from schoolgate.filtering import kinds
from schoolgate.filtering.access import CLOSERS, OPENERS
from schoolgate.filtering.actions.opening import changed, reason, whole_second
from schoolgate.filtering.agreed.deciders import until as end_of_span
from schoolgate.filtering.models import FilterPause
from schoolgate.filtering.queries import pause_of, plain_scope, setting_in_force
from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold
from schoolgate.gates.web.rules import Rules
from schoolgate.gates.web.scopes import EVERYONE, Scope
from schoolgate.kernel.errors import BadInputError
from schoolgate.people.access import require, roles_of, today
from schoolgate.people.models import Person, School
from schoolgate.people.queries import calendar


@transaction.atomic
def pause(
    school: School,
    until: datetime,
    scope: Scope = EVERYONE,
    *,
    by: Person,
    why: str,
    actor: Actor,
    windows: Collection[str] = (),
    categories: Collection[str] = (),
) -> FilterPause:
    """Let something rest until a moment later today: with neither ``windows`` (refs of the setting's) nor
    ``categories`` the internet, for ``scope``. The same again while it holds is the same.

    Any adult may pause the internet; what opens is for those who open sites. Raises ``DeniedError``, ``LockedError``
    for a locked category, and ``BadInputError`` for an end that is past or not today, and for windows there are not.
    """
    said, now = reason(school, why), timezone.now()
    require(roles_of(by, today(school)), *(OPENERS if windows or categories else CLOSERS))
    tonight = end_of_span("day", now, calendar(school))
    if not now < until or (tonight is not None and until > tonight):
        raise BadInputError("the end of the pause", "is to come, and today.", "Propose a change for anything longer.")
    hold(school)
    row = FilterPause(
        school=school, scope=plain_scope(scope), since=whole_second(now), until=until, why=said, by=by.ref
    )
    row.windows, row.categories = sorted(windows), sorted(categories)
    agreed = setting_in_force(school)
    Rules(
        windows=agreed.setting.windows if agreed else (),
        levels=agreed.setting.levels if agreed else Rules().levels,
        pauses=(pause_of(row),),
    )  # raises for what cannot rest
    if (known := _same(row)) is not None:
        return known
    row.save()
    changed(school, row.ref, kinds.PAUSED, {"what": _what(row), "until": until.isoformat()}, actor)
    return row


def _same(row: FilterPause) -> FilterPause | None:
    """A pause of the very same that is on already."""
    now_on: Iterable[FilterPause] = FilterPause.objects.for_school(row.school).filter(ended_at=None, until=row.until)
    what = (row.scope, row.windows, row.categories)
    return next((each for each in now_on if (each.scope, each.windows, each.categories) == what), None)


def _what(row: FilterPause) -> str:
    return "hours" if row.windows else "categories" if row.categories else "internet"
