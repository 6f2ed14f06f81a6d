"""Looking at the sites of a lesson before it: each is followed to its end, decided for the class, and kept."""

import re
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from schoolgate.filtering import kinds
from schoolgate.filtering.actions.telling_of_sites import tell_sites
from schoolgate.filtering.models import CheckedSite, SiteCheck
from schoolgate.filtering.queries.deciders import lists_of
from schoolgate.filtering.queries.judging import judge_for
from schoolgate.filtering.sites.fetching import Fetching, Limits
from schoolgate.filtering.sites.following import Judge, Led, follow
from schoolgate.filtering.sites.telling_apart import page_digest
from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold
from schoolgate.gates.web.levels import STAFF
from schoolgate.gates.web.scopes import Who
from schoolgate.kernel.errors import BadInputError
from schoolgate.ledger.actions import append, school_chain
from schoolgate.people.models import Person, School

MOST: Final = 40  # sites of one lesson
LONGEST: Final = timedelta(days=366)
_AT_ONCE: Final = 8
_SITE: Final = re.compile(r"[^\s<>\"'()\[\],;]*[^\W_][.:][^\s<>\"',;]+")
_WORDS: Final = 120


@dataclass(frozen=True, slots=True)
class Lesson:
    """Whom the sites are for, and when. ``group`` is a class's ref, empty for all at the level."""

    level: str
    until: datetime
    group: str = ""
    name: str = ""
    since: datetime | None = None


def sites_in(text: str) -> list[str]:
    """The addresses in what was pasted, in order, each once: one a line, or several, with words between them.

    Raises ``BadInputError`` where there is none, or more than one lesson can need.
    """
    found = list(dict.fromkeys(_bare(each) for each in _SITE.findall(text)))
    if not found:
        raise BadInputError("the sites", "there is no address in what you pasted.", "Give one a line, as bbc.example.")
    if len(found) > MOST:
        cause = f"there are {len(found)}, and a lesson takes at most {MOST}."
        raise BadInputError("the sites", cause, "Check them in two parts.")
    return found


def _bare(pasted: str) -> str:
    """Without what ends a sentence or a bracket round it, which an address of its own may hold."""
    bare = pasted.rstrip(".,;:!?")
    return bare if "(" in bare else bare.rstrip(").,;:!?")


def check_sites(
    school: School, text: str, lesson: Lesson, *, by: Person, actor: Actor, fetching: Fetching | None = None
) -> SiteCheck:
    """Look at every site that was pasted, and keep what was found. Called outside a transaction: it goes out to them.

    Raises ``BadInputError`` as ``sites_in`` does, and for a time that is over or over a year away.
    """
    now = timezone.now()
    if not now < lesson.until <= now + LONGEST:
        raise BadInputError("the last day", "it is past, or more than a year away.", "Give a day to come.")
    pasted = sites_in(text)
    found = look(school, pasted, Who(lesson.level, frozenset({lesson.group} - {""})), now, fetching)
    return _keep(school, pasted, found, lesson, by, actor, now)


def look(
    school: School, addresses: Sequence[str], who: Who, now: datetime, fetching: Fetching | None = None
) -> list[Led]:
    """Where each leads, for these people: several at a time, for a page that waits for all of them."""
    lists = lists_of(school)
    judge, looker = judge_for(school, who, lists, now), judge_for(school, Who(STAFF), lists, now)

    def one(address: str) -> Led:
        return follow(address, judge, _another(fetching), looker)

    with ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="site-check") as pool:
        return list(pool.map(one, addresses))


def seen_by(school: School, who: Who, now: datetime) -> Judge:
    """The filter's own answer for these people now, with nothing fetched."""
    return judge_for(school, who, lists_of(school), now)


def note(row: CheckedSite, led: Led) -> None:
    """Put what was found into a row. Nothing is saved."""
    row.final_host, row.title, row.trouble = led.host, led.title, led.trouble
    row.verdict, row.category = led.decision.verdict, led.decision.category
    row.because, row.askable = led.decision.because, led.decision.askable
    row.owner, row.page, row.closed = led.owner, page_digest(led.title), list(dict.fromkeys(led.closed))


def _another(fetching: Fetching | None) -> Fetching:
    """A fetching with a time of its own: each site has the whole of it."""
    if fetching is not None:
        return Fetching(fetching.limits, fetching.resolve)
    return Fetching(Limits(**getattr(settings, "SCHOOLGATE_SITE_CHECK_LIMITS", {})))


@transaction.atomic
def _keep(
    school: School, pasted: Sequence[str], found: Sequence[Led], lesson: Lesson, by: Person, actor: Actor, now: datetime
) -> SiteCheck:
    hold(school)
    if (same := _same(school, pasted, lesson, by)) is not None:
        return same
    check = SiteCheck(school=school, lesson=lesson.name.strip()[:_WORDS], group=lesson.group, level=lesson.level, by=by)
    check.made_at, check.since, check.until = now, lesson.since or now, lesson.until
    check.save()
    for address, led in zip(pasted, found, strict=True):
        row = CheckedSite(school=school, check_of=check, address=address, looked_at=now)
        note(row, led)
        row.save()
    shut = sum(bool(led.closed) for led in found)
    details: dict[str, str | int | bool | None] = {
        "sites": len(pasted),
        "closed": shut,
        "until": lesson.until.isoformat(),
    }
    append(school_chain(school.ref), kinds.SITES_CHECKED, actor=actor, subject=check.ref, details=details)
    tell_sites(school, actor=actor)
    return check


def _same(school: School, pasted: Sequence[str], lesson: Lesson, by: Person) -> SiteCheck | None:
    """The check of the very same sites for the same lesson, where nobody pressed anything in it yet."""
    rows: Iterable[SiteCheck] = SiteCheck.objects.for_school(school).filter(
        by=by, group=lesson.group, level=lesson.level, until=lesson.until
    )
    for row in rows:
        sites = CheckedSite.objects.for_school(school).filter(check_of=row).order_by("pk")
        if [(site.address, site.state) for site in sites] == [(address, "looked") for address in pasted]:
            return row
    return None
