"""Taking in what a tablet sends: each thing once, in its order, at the time it was at the door, and nothing refused."""

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from schoolgate.agreements.models import WordingText
from schoolgate.door import kinds
from schoolgate.door.actions.telling import tell_facts
from schoolgate.door.entries import Entry
from schoolgate.door.models import DoorEntry, Tablet, Visit
from schoolgate.evidence.actions import raise_job
from schoolgate.frame.actor import Actor, machine
from schoolgate.frame.bitemporal import hold
from schoolgate.ledger.actions import append, school_chain
from schoolgate.people.access import today
from schoolgate.people.models import School

RULE: Final = "phone-rule"
REFUSED: Final = "door-refused"  # the sort of job
_ON_THE_WAY: Final = 60  # seconds that a sending may take: a difference within them is no clock's
_AHEAD: Final = timedelta(minutes=2)  # what a clock may differ by and be called right
State = DoorEntry.State


@dataclass(frozen=True, slots=True)
class Taken:
    """``keys`` are all the tablet may forget; ``new`` of them were not here before; ``clashes`` wait for the office."""

    keys: tuple[str, ...]
    new: int
    clashes: int


@transaction.atomic
def take(tablet: Tablet, entries: Sequence[Entry], *, sent_at: datetime | None, unread: Sequence[Any] = ()) -> Taken:
    """Take in ``entries`` in their order; ``sent_at`` is what the tablet's clock said as it sent them.

    The whole sending is kept or none of it. What does not fit is kept beside, with why, for the office, and so is each
    of ``unread`` as it came: what the tablet sent that is no entry.
    """
    school, actor, now = tablet.school, machine(tablet.ref), timezone.now()
    skew = round((now - sent_at).total_seconds()) if sent_at else 0
    skew = skew if abs(skew) > _ON_THE_WAY else 0
    hold(school)
    keys = [one.key for one in entries]
    known = set(DoorEntry.objects.for_school(school).filter(key__in=keys).values_list("key", flat=True))
    done: Counter[str] = Counter()
    for entry in entries:
        if entry.key in known:
            continue
        known.add(entry.key)
        row = DoorEntry(school=school, key=entry.key, tablet=tablet, what=entry.what, received_at=now, skew=skew)
        row.at, row.why = _when(entry, skew, now)
        _come(row, entry, actor, done) if entry.what == "in" else _go(row, entry, done)
        row.state = State.CLASH if row.why else State.DONE
        done["clashes"] += bool(row.why)
        row.save()
    keys += [_keep_unread(tablet, one, known, done, now) for one in unread]
    if done:
        _record(school, tablet, actor, done, skew)
    return Taken(tuple(keys), done["came"] + done["went"], done["clashes"])


def _keep_unread(tablet: Tablet, came: Any, known: set[str], done: Counter[str], now: datetime) -> str:
    """Its key, which the tablet may then forget."""
    words = json.dumps(came, ensure_ascii=False)[:1000]
    key = str(came.get("key", "")) if isinstance(came, dict) else ""
    kept = key if 0 < len(key) <= 36 else hashlib.sha256(words.encode()).hexdigest()[:36]
    had = DoorEntry.objects.for_school(tablet.school).filter(key=kept).exists()
    if kept not in known and not had:
        known.add(kept)
        row = DoorEntry(school=tablet.school, key=kept, tablet=tablet, what="", at=now, received_at=now, said=words)
        row.state, row.why = State.CLASH, "unread"
        row.save()
        done["clashes"] += 1
    return key


def _when(entry: Entry, skew: int, now: datetime) -> tuple[datetime, str]:
    """When it was by the school's clock, and why that is doubted: the tablet's was set meanwhile, or is ahead."""
    at = entry.at + timedelta(seconds=skew)
    if at > now + _AHEAD:
        return now, "clock"
    moved = entry.skew is not None and abs(entry.skew - skew) > _AHEAD.total_seconds()
    if moved and entry.skew is not None:
        before = entry.at + timedelta(seconds=entry.skew)
        return min(before, now), "clock"
    return min(at, now), ""


def _come(row: DoorEntry, entry: Entry, actor: Actor, done: Counter[str]) -> None:
    school = row.school
    visit = Visit(school=school, kind=entry.kind, name=entry.name, from_whom=entry.from_whom, to_see=entry.to_see)
    visit.code, visit.answer, visit.digest = entry.code, entry.answer, entry.digest
    visit.came_at, visit.recorded_at = row.at, row.received_at
    visit.day = row.at.astimezone(ZoneInfo(school.time_zone)).date()
    texts = WordingText.objects.for_school(school).filter(digest=entry.digest, wording__kind=RULE)
    visit.words = texts.exclude(approved_by="").first() if entry.digest else None
    if entry.answer != "none" and visit.words is None:
        row.why = row.why or "words"
    visit.over = Visit.Over.NO if visit.day >= today(school) else Visit.Over.UNSAID
    visit.save()
    row.visit = visit
    done["came"] += 1
    done[entry.answer] += 1
    _went_before_it_came(visit)
    if entry.answer == "refused" and visit.left_at is None and visit.day == today(school):
        line = "Go to the door: somebody did not accept the rule on telephones, and waits"
        raise_job(school, kind=REFUSED, about=visit.ref, role="office", due=visit.day, actor=actor, words=line)


def _go(row: DoorEntry, entry: Entry, done: Counter[str]) -> None:
    done["went"] += 1
    row.said = entry.code or entry.name
    day = row.at.astimezone(ZoneInfo(row.school.time_zone)).date()
    here = Visit.objects.for_school(row.school).filter(day=day, left_at=None, came_at__lte=row.at + _AHEAD)
    mine = [one for one in here if _is(one, row.said)]
    if len(mine) != 1:
        row.why = "nobody" if not mine else "several"
        return
    row.visit = mine[0]
    done["left"] += 1
    _out(mine[0], row.at)


def _went_before_it_came(visit: Visit) -> None:
    """Another tablet may have told of the going first: what waits for the office of that is no longer in doubt."""
    rows = DoorEntry.objects.for_school(visit.school).filter(what="out", state=State.CLASH, why="nobody", visit=None)
    for row in rows.filter(at__gte=visit.came_at - _AHEAD, at__lt=visit.came_at + timedelta(days=1)).order_by("at"):
        if _is(visit, row.said):
            _out(visit, row.at)
            row.visit, row.state = visit, State.DONE
            row.save()
            return


def _is(visit: Visit, said: str) -> bool:
    return said == visit.code if said.isdigit() else said.casefold() == visit.name.casefold()


def _out(visit: Visit, at: datetime) -> None:
    visit.left_at, visit.over = max(at, visit.came_at), Visit.Over.OUT
    visit.save()


def _record(school: School, tablet: Tablet, actor: Actor, done: Counter[str], skew: int) -> None:
    tell_facts(school, actor=actor)
    said: dict[str, str | int | bool | None] = {
        name: done[name] for name in ("came", "left", "accepted", "refused", "clashes")
    }
    said |= {"skew": skew, "way": str(Visit.Way.TABLET)}
    append(school_chain(school.ref), kinds.TOLD, actor=actor, subject=tablet.ref, details=said)
