"""Something was found on a screen in a classroom. One press keeps it, and asks the safeguarding lead to look."""

from datetime import datetime, timedelta
from itertools import islice
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from schoolgate.evidence.actions import raise_job
from schoolgate.filtering import kinds
from schoolgate.filtering.access import FINDERS, LOOK_INTO
from schoolgate.filtering.actions.opening import close_at_once
from schoolgate.filtering.actions.publishing import folder_of
from schoolgate.filtering.actions.telling_of_sites import tell_sites
from schoolgate.filtering.events import SomethingFound
from schoolgate.filtering.landing.reading import Landed, landed
from schoolgate.filtering.models import Found, SiteClosure
from schoolgate.filtering.wording import clock
from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold
from schoolgate.frame.outbox import publish
from schoolgate.kernel.errors import BadInputError, NotFoundError
from schoolgate.ledger.actions import append, school_chain
from schoolgate.monitoring.actions.alerting import help_asked
from schoolgate.notices.actions import send
from schoolgate.people.access import Visit, today
from schoolgate.people.models import School
from schoolgate.people.queries import acting

LOOKS_BACK: Final = timedelta(minutes=15)
MOST: Final = 200  # decisions that are kept with it, the newest
KIND: Final = "found"  # of the job
_TWICE: Final = timedelta(seconds=20)  # two presses of one hand
_MOST_WORDS: Final = 2000


@transaction.atomic
def found(
    here: Visit,
    *,
    group: str = "",
    device: str = "",
    place: str = "",
    closes: bool = False,
    now: datetime | None = None,
) -> Found:
    """Keep that something was found, with what the filter decided there in the last quarter of an hour; with
    ``closes``, close at once the site that was opened there last. A second press within seconds is the same.

    Where nothing of a class, a device or a place is said, nothing decided is kept: it would be everybody's.
    """
    at, school = now or timezone.now(), here.school
    hold(school)
    same = Found.objects.for_school(school).filter(by=here.person, group=group, device=device, at__gt=at - _TWICE)
    known: Found | None = same.first()
    if known is not None:
        return known
    row = Found(school=school, at=at, by=here.person, group=group, device=device, place=place)
    row.recent = recent(school, at, group=group, device=device, place=place)
    row.save()
    if closes and (last := next((one["host"] for one in row.recent if one["verdict"] in ("allow", "warn")), "")):
        row.site, row.closed = last, _shut(here, last)
    row.job = ask_to_look(school, row, actor=here.actor)
    row.save()
    help_asked(school, row.ref, actor=here.actor, group=group, device=device, place=place, found=True, at=at)
    publish(SomethingFound(school.ref, row.ref), school_ref=school.ref)
    details = {"decisions": len(row.recent), "closed": row.closed or None, "job": row.job}
    append(school_chain(school.ref), kinds.FOUND, actor=here.actor, subject=row.ref, details=details)
    _write(row, here.actor)
    tell_sites(school, actor=here.actor)
    return row


@transaction.atomic
def say_more(here: Visit, ref: str, words: str) -> Found:
    """Add words to what was found: by whoever found it, and those who look into it."""
    hold(here.school)
    row = one_found(here, ref)
    said = words.strip()
    if not said or len(row.words) + len(said) > _MOST_WORDS:
        raise BadInputError("what you add", f"is empty, or more than {_MOST_WORDS} letters.", "Say it shortly.")
    row.words = f"{row.words}\n{said}".strip()
    row.save()
    append(school_chain(here.school.ref), kinds.FOUND_MORE, actor=here.actor, subject=row.ref)
    return row


@transaction.atomic
def close_found(here: Visit, ref: str, site: str) -> SiteClosure:
    """Close at once a site that was found: for everybody, above whatever opens it."""
    row = one_found(here, ref)
    shut = close_at_once(here.school, site, by=here.person, why="Found on a screen in a lesson.", actor=here.actor)
    row.site, row.closed = site, shut.ref
    row.save()
    return shut


def one_found(here: Visit, ref: str) -> Found:
    """What was found, for whoever found it and those who look into it. Raises ``NotFoundError`` for all others."""
    row: Found | None = Found.objects.for_school(here.school).select_related("by").filter(ref=ref).first()
    mine = row is not None and row.by == here.person and bool(here.roles & set(FINDERS))
    if row is None or not (mine or here.roles & set(LOOK_INTO)):
        raise NotFoundError("what was found", "there is none such for you.", "Ask the safeguarding lead.")
    return row


def recent(school: School, at: datetime, *, group: str = "", device: str = "", place: str = "") -> list[dict[str, Any]]:
    """What was decided there lately, the newest first: for a class, or on a device, or in a place."""

    def theirs(one: Landed) -> bool:
        return bool(
            (group and group in one.groups) or (device and device == one.device) or (place and place == one.place)
        )

    if not (group or device or place):
        return []
    since = (at - LOOKS_BACK).timestamp()
    rows = [one for one in landed(folder_of(school).landing, since, at.timestamp() + 1) if theirs(one)]
    rows.sort(key=lambda one: one.at, reverse=True)
    return [
        {
            "at": int(one.at),
            "host": one.host,
            "path": one.path,
            "verdict": one.verdict,
            "category": one.category,
            "rule": one.rule,
            "device": one.device,
        }
        for one in islice(rows, MOST)
    ]


def ask_to_look(school: School, row: Found, *, actor: Actor) -> str:
    """The safeguarding lead's job, today's; whoever acts for them is asked while they are away. Asked once."""
    words = f"Look into what was found on a screen at {clock(row.at, school)}"
    day = today(school)
    return raise_job(school, kind=KIND, about=row.ref, role="dsl", due=day, actor=actor, minutes=15, words=words)


def _shut(here: Visit, site: str) -> str:
    return close_at_once(here.school, site, by=here.person, why="Found on a screen in a lesson.", actor=here.actor).ref


def _write(row: Found, actor: Actor) -> None:
    """A letter to whoever acts for the safeguarding lead: it says that something was found, and not what."""
    lead = acting(row.school, "dsl", today(row.school))
    link = f"{settings.SCHOOLGATE_URL}{reverse('filtering.found_one', args=[row.school.ref, row.ref])}"
    for person in (lead.person, *lead.also):
        if person:
            send(row.school, person, "filter.found", {"link": link}, actor=actor, about=row.ref)
