"""Looking again, by the clock, at sites found suitable: one that is no longer what it was is told and closed."""

from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from schoolgate.filtering import kinds
from schoolgate.filtering.actions.checking import look, seen_by
from schoolgate.filtering.actions.taking_back import take_back
from schoolgate.filtering.actions.telling_of_sites import tell_sites
from schoolgate.filtering.models import CheckedSite, SiteOpening
from schoolgate.filtering.sites.fetching import Fetching
from schoolgate.filtering.sites.following import Led
from schoolgate.filtering.sites.telling_apart import CLOSED, WORDS, changes
from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold
from schoolgate.gates.web.scopes import Who
from schoolgate.ledger.actions import append, school_chain
from schoolgate.notices.actions import send
from schoolgate.people.models import Person, School

EVERY: Final = timedelta(hours=20)  # between two looks at the same site: once a day
AT_MOST: Final = 8  # sites of a school a round, looked at side by side: the clock has other things to do


def look_again(
    school: School, now: datetime, *, actor: Actor, fetching: Fetching | None = None, going_out: bool = True
) -> int:
    """End what is over, and look again at what is due; how many rows changed. Called outside a transaction.

    The lists are asked of every one, each time; going out to a site is done once a day, the longest unseen first, and
    by ``going_out`` only: where it is false this takes no longer than the lists do.
    """
    changed = _end(school, now)
    rows = CheckedSite.objects.for_school(school).filter(state="suitable").select_related("check_of", "suitable_by")
    standing = list(rows.order_by("looked_at", "pk"))
    for row in standing:
        changed += _by_lists(row, now, actor)
    if going_out:
        changed += _gone_to(school, [row for row in standing if row.state == "suitable"], now, actor, fetching)
    if changed:
        tell_sites(school, actor=actor)
    return changed


def _gone_to(
    school: School, standing: list[CheckedSite], now: datetime, actor: Actor, fetching: Fetching | None
) -> int:
    """How many changed of those that are due: one class's in a round, side by side, so as long as the slowest takes."""
    due = [row for row in standing if row.looked_at <= now - EVERY]
    theirs = [row for row in due if _who(row) == _who(due[0])][:AT_MOST]
    if not theirs:
        return 0
    found = look(school, [row.address for row in theirs], _who(theirs[0]), now, fetching)
    return sum(_compared(row, led, now, actor) for row, led in zip(theirs, found, strict=True))


def _by_lists(row: CheckedSite, now: datetime, actor: Actor) -> bool:
    """Whether a list names it by now that did not when it was found suitable. Nothing is fetched."""
    judge = seen_by(row.school, Who(row.check_of.level), now)  # the class's own opening does not speak for itself
    hosts = [host for host in dict.fromkeys((row.final_host, *row.closed)) if host]
    named = [judge(f"http://{f'[{host}]' if ':' in host else host}/") for host in hosts]
    otherwise = any(one.category and one.category != row.category for one in named)
    return otherwise and _note(row, (CLOSED,), None, now, actor)


def _compared(row: CheckedSite, led: Led, now: datetime, actor: Actor) -> bool:
    was = {"owner": row.owner, "page": row.page, "category": row.category}
    found = changes(led, opened=bool(row.openings), **was)
    return _note(row, found, led, now, actor)


@transaction.atomic
def _note(row: CheckedSite, found: tuple[str, ...], led: Led | None, now: datetime, actor: Actor) -> bool:
    hold(row.school)
    row.refresh_from_db()
    if row.state != CheckedSite.State.SUITABLE:
        return False  # somebody was quicker
    row.looked_at = now
    if led is not None:
        row.trouble = led.trouble
    if found:
        row.state, row.changed_at, row.changes = CheckedSite.State.CHANGED, now, " ".join(WORDS[key] for key in found)
        _shut(row, actor)
        details = {"changes": " ".join(found)}
        append(school_chain(row.school.ref), kinds.SITE_CHANGED, actor=actor, subject=row.ref, details=details)
    row.save()
    return bool(found)


def _shut(row: CheckedSite, actor: Actor) -> None:
    """What opened it ends, and whoever found it suitable is told: the letter names no site."""
    finder: Person | None = row.suitable_by
    assert finder is not None, "a site is suitable by somebody"
    for opening in SiteOpening.objects.for_school(row.school).filter(ref__in=row.openings, ended_at=None):
        take_back(opening, by=finder, actor=actor)
    link = f"{settings.SCHOOLGATE_URL}{reverse('filtering.sites', args=[row.school.ref])}"
    for person in {finder.ref, row.check_of.by.ref}:
        send(
            row.school,
            person,
            "filter.site-changed",
            {"link": link},
            actor=actor,
            about=f"{row.ref}:{row.changed_at:%j}",
        )


@transaction.atomic
def _end(school: School, now: datetime) -> int:
    rows = CheckedSite.objects.for_school(school).filter(check_of__until__lte=now)
    return int(rows.exclude(state="ended").update(state="ended"))


def _who(row: CheckedSite) -> Who:
    return Who(row.check_of.level, frozenset({row.check_of.group} - {""}))
