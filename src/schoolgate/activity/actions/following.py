"""Setting a source up, ending it, and keeping what its following found."""

from collections.abc import Iterable, Mapping
from datetime import datetime, time
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.db import transaction

from schoolgate.activity import kinds
from schoolgate.activity.actions.sources import add_source
from schoolgate.activity.heartbeat import Hours
from schoolgate.activity.models import Following, Quiet, Source
from schoolgate.activity.offered import offers
from schoolgate.activity.transports.registry import TRANSPORTS
from schoolgate.activity.wanted import want
from schoolgate.evidence.actions import raise_job, settle_jobs
from schoolgate.feeds.activity.registry import ACTIVITY_FEEDS
from schoolgate.frame.actor import Actor, system
from schoolgate.frame.bitemporal import hold
from schoolgate.kernel.errors import BadInputError
from schoolgate.ledger.actions import append, school_chain
from schoolgate.people import queries as people
from schoolgate.people.access import today
from schoolgate.people.models import School

OURSELVES: Final = system("activity")
JOB: Final = "activity-source"
_QUIET: Final = "Find out why a log of web activity has stopped coming in"
_COLUMNS: Final = "Say which column is which in a log whose columns have changed"


@transaction.atomic
def set_up(
    school: School,
    name: str,
    feed: str,
    transport: str,
    given: Mapping[str, str],
    *,
    actor: Actor,
    options: Mapping[str, Any] | None = None,
) -> Source:
    """Add a source as it was said. ``given`` answers what the transport asks. Raises ``BadInputError``, naming what."""
    name = name.strip()
    if not name or len(name) > 80:
        raise BadInputError("The source’s name", "it is empty or very long.", "Call it as people here do.")
    if feed not in ACTIVITY_FEEDS:
        raise BadInputError("The kind of log", f"{feed!r} is not known.", f"Known: {', '.join(_keys())}.")
    if transport not in TRANSPORTS:
        known = ", ".join(one.key for one in TRANSPORTS)
        raise BadInputError("How it comes", f"{transport!r} is not known.", f"Known: {known}.")
    way = TRANSPORTS.get(transport)
    row = add_source(school, name, feed, actor=actor, transport=transport, options=options, way=way.check(given))
    every = Following.Every.LESSON if way.live else Following.Every.NEVER
    if not Following.objects.for_school(school).filter(source=row).exists():
        Following(school=school, source=row, every=every).save()
    if way.followed:
        transaction.on_commit(lambda: want(Path(settings.SCHOOLGATE_DATA)))
    return row


def set_up_offered() -> int:
    """Set up what rooms above offer, for each school that has none such yet; what somebody ended stays ended."""
    done = 0
    for school in people.schools():
        for each in offers(school):
            known = Source.objects.for_school(school).filter(transport=each.transport, feed=each.feed)
            if not known.exists():
                add_source(school, each.name, each.feed, actor=OURSELVES, transport=each.transport, way=each.way)
                done += 1
    return done


@transaction.atomic
def end(source: Source, *, actor: Actor) -> None:
    """Take nothing more from a source. What came stays; its settings, which may hold a password, go."""
    hold(source.school)
    if source.ended_on is not None:
        return
    source.ended_on, source.way = today(source.school), {}
    source.save(update_fields=["ended_on", "way"])
    append(school_chain(source.school.ref), kinds.SOURCE_ENDED, actor=actor, subject=source.ref)
    _settle(source.school, OURSELVES)


@transaction.atomic
def expect(source: Source, every: str, begins: time, ends: time, *, actor: Actor) -> None:
    """Say how long a source may say nothing, in lesson time, and when lessons are. Raises ``BadInputError``."""
    if every not in Following.Every.values:
        raise BadInputError("How often", f"{every!r} is none of the choices.", "Choose one of the list.")
    if begins >= ends:
        raise BadInputError("Lessons", "they end before they begin.", "Give both times, such as 09:00 and 15:00.")
    hold(source.school)
    row = following(source)
    row.every, row.begins, row.ends = every, begins, ends
    row.save(update_fields=["every", "begins", "ends"])
    details: dict[str, str | int | bool | None] = {"every": every}
    append(school_chain(source.school.ref), kinds.SOURCE_RHYTHM, actor=actor, subject=source.ref, details=details)


def following(source: Source) -> Following:
    """How a source is followed; sources that were added without saying so are followed in the usual way."""
    row: Following = Following.objects.for_school(source.school).get_or_create(
        source=source,
        defaults={
            "school": source.school,
            "every": Following.Every.LESSON if _is_live(source) else Following.Every.NEVER,
        },
    )[0]
    return row


def hours_of(row: Following) -> Hours:
    return Hours(row.begins, row.ends)


@transaction.atomic
def note_trouble(source: Source, trouble: str, now: datetime) -> None:
    """Keep what troubles a source, or that nothing does."""
    row = following(source)
    if row.trouble != trouble[:500]:
        row.trouble, row.trouble_at = trouble[:500], now if trouble else None
        row.save(update_fields=["trouble", "trouble_at"])


@transaction.atomic
def gone_quiet(source: Source, since: datetime, now: datetime) -> bool:
    """Keep that a source says nothing since a moment, and ask the IT lead to look. Whether that is news."""
    hold(source.school)
    if Quiet.objects.for_school(source.school).filter(source=source, since=since).exists():
        return False
    Quiet(school=source.school, source=source, since=since, noticed_at=now).save()
    details: dict[str, str | int | bool | None] = {"since": since.isoformat(timespec="seconds")}
    append(school_chain(source.school.ref), kinds.SOURCE_QUIET, actor=OURSELVES, subject=source.ref, details=details)
    ask_to_look(source, _QUIET)
    return True


@transaction.atomic
def heard_again(source: Source, now: datetime) -> int:
    """Close the silences of a source, and the job with them; how many there were."""
    rows = list(Quiet.objects.for_school(source.school).filter(source=source, heard_at=None))
    if not rows:
        return 0
    hold(source.school)
    for row in rows:
        row.heard_at = now
        row.save(update_fields=["heard_at"])
        details: dict[str, str | int | bool | None] = {"since": row.since.isoformat(timespec="seconds")}
        append(
            school_chain(source.school.ref), kinds.SOURCE_HEARD, actor=OURSELVES, subject=source.ref, details=details
        )
    _settle(source.school, OURSELVES, met=[source.ref])
    return len(rows)


def ask_to_look(source: Source, words: str = _COLUMNS) -> None:
    """A job for whoever looks after the machines, once while it is open."""
    day = today(source.school)
    raise_job(source.school, kind=JOB, about=source.ref, role="it-lead", due=day, actor=OURSELVES, words=words)


def settle(school: School) -> None:
    """Close the jobs of sources that nothing is wrong with any more."""
    _settle(school, OURSELVES)


def _settle(school: School, actor: Actor, met: Iterable[str] = ()) -> None:
    """Those still asked about: sources that are quiet, or whose log waits for its columns."""
    live = Source.objects.for_school(school).filter(ended_on=None)
    quiet = live.filter(quiets__heard_at=None, quiets__isnull=False)
    held = live.filter(held__state="waiting")
    still = {row.ref for row in (*quiet, *held)}
    settle_jobs(school, JOB, still=still, met=[ref for ref in met if ref not in still], actor=actor)


def _is_live(source: Source) -> bool:
    return source.transport in TRANSPORTS and TRANSPORTS.get(source.transport).live


def _keys() -> list[str]:
    return [one.key for one in ACTIVITY_FEEDS]
