"""Keeping what was noticed: repeats in one alert, what was agreed set aside, and somebody told of what is grave."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from schoolgate.activity.noticing import Hit
from schoolgate.activity.pseudonyms import Pseudonyms
from schoolgate.frame.actor import Actor, system
from schoolgate.frame.bitemporal import hold
from schoolgate.ledger.actions import Label, append, append_batch, school_chain
from schoolgate.monitoring import kinds
from schoolgate.monitoring.actions.freezing import freeze
from schoolgate.monitoring.models import Alert
from schoolgate.monitoring.queries.known import muted
from schoolgate.notices.actions import send
from schoolgate.people.access import today
from schoolgate.people.models import School
from schoolgate.people.queries import acting

GRAVITY: Final = ("low", "medium", "high")
_FRESH: Final = timedelta(hours=24)  # an old log that is loaded today wakes nobody
_AT_ONCE: Final = 500  # rows in one statement
# What a repeat changes.
_REPEATED: Final = (
    "count", "first_at", "last_at", "severity", "state", "mute", "opened_at", "told_at", "noticed_at",
)  # fmt: skip
BY: Final = system("alert rules")


@transaction.atomic
def keep_alerts(
    school: School, hits: Sequence[Hit], *, blocked: Collection[int] = (), now: datetime | None = None
) -> list[str]:
    """Keep hits, in the transaction in which their rows are; the refs of new alerts. Repeats of one thing on one day
    add to one alert; one that was decided is opened again only by what is high."""
    if not hits:
        return []
    at, aside = now or timezone.now(), muted(school)
    pseudonyms, zone = Pseudonyms.of(school), ZoneInfo(school.time_zone)
    keys = [_keys(hit, pseudonyms, zone) for hit in hits]
    there = Alert.objects.for_school(school).filter(key__in={key for key, _ in keys})
    known: dict[str, Alert] = {row.key: row for row in there.order_by("pk")}
    new: list[Alert] = []
    again: dict[int, Alert] = {}
    opened: list[Alert] = []
    for hit, (key, alike) in zip(hits, keys, strict=True):
        row = known.get(key)
        if row is None:
            row = known[key] = _alert(school, hit, key, alike, at)
            row.blocked = bool(blocked) and all(one in blocked for one in hit.row_ids)
            if hit.rule in aside and hit.severity != "high":
                row.state, row.mute = Alert.State.SET_ASIDE, aside[hit.rule]
            new.append(row)
        else:
            if _repeat(row, hit, at):
                opened.append(row)
            if row.pk:
                again[row.pk] = row
    Alert.objects.for_school(school).bulk_create(new, batch_size=_AT_ONCE)
    Alert.objects.for_school(school).bulk_update(again.values(), _REPEATED, batch_size=_AT_ONCE)
    _enter(school, new)
    for row in new:
        if row.illegal:
            freeze(school, row, why="illegal", actor=BY, only_hits=True)
    if any(row.severity == "high" and at - row.last_at < _FRESH for row in (*new, *opened)):
        tell(school, at, actor=BY)
    return [row.ref for row in new]


@transaction.atomic
def help_asked(
    school: School,
    about: str,
    *,
    actor: Actor,
    words: str = "",
    group: str = "",
    device: str = "",
    place: str = "",
    found: bool = False,
    at: datetime | None = None,
) -> str:
    """Somebody asked for help, or an adult ``found`` something: the alert that comes before all others. ``about`` is
    the ref of what was pressed; the same again is the same alert. ``device`` is a ref. Nobody is named by it."""
    hold(school)
    moment, pseudonyms = at or timezone.now(), Pseudonyms.of(school)
    key = pseudonyms.of_ref(f"help|{about}")
    row: Alert | None = Alert.objects.for_school(school).filter(key=key).first()
    if row is not None:
        return str(row.ref)
    sort = "found" if found else "help"
    row = Alert(school=school, key=key, alike=pseudonyms.of_ref(f"help|{sort}"), rule=sort, category=sort)
    row.severity, row.shared, row.about, row.words = "high", True, about, words
    row.first_at = row.last_at = row.noticed_at = moment
    row.groups, row.place, row.device = group, place, pseudonyms.of_ref(device)
    row.save()
    details = {"about": about}
    append(
        school_chain(school.ref),
        kinds.HELP_ASKED,
        actor=actor,
        subject=row.ref,
        details=details,
        label=Label.SAFEGUARDING,
    )
    if not found:  # what was found has its own letter
        tell(school, moment, actor=actor)
    return str(row.ref)


def tell(school: School, at: datetime, *, actor: Actor) -> None:
    """A letter to whoever acts for the safeguarding lead, at most one an hour; it says only that there is one."""
    lead = acting(school, "dsl", today(school))
    link = settings.SCHOOLGATE_URL + reverse("monitoring.check", args=[school.ref])
    for person in (lead.person, *lead.also):
        if person:
            send(school, person, "monitoring.alert", {"link": link}, actor=actor, about=f"alerts-{at:%Y%m%d%H}")


def key_of(school: School, hit: Hit) -> str:
    """What puts a hit together with its repeats of the same day."""
    return _keys(hit, Pseudonyms.of(school), ZoneInfo(school.time_zone))[0]


def _keys(hit: Hit, pseudonyms: Pseudonyms, zone: ZoneInfo) -> tuple[str, str]:
    """What puts repeats together, and what is alike at any time. Words enter by a keyed digest."""
    words = " ".join(hit.words.casefold().split())
    whose = hit.person or hit.device or " ".join(hit.groups)
    day = hit.first_at.astimezone(zone).date()
    return (
        pseudonyms.of_ref(f"alert|{hit.rule}|{whose}|{day}|{words}"),
        pseudonyms.of_ref(f"alike|{hit.rule}|{hit.category}"),
    )


def _alert(school: School, hit: Hit, key: str, alike: str, at: datetime) -> Alert:
    return Alert(
        school=school,
        key=key,
        alike=alike,
        rule=hit.rule[:80],
        severity=hit.severity,
        four_c=hit.four_c,
        category=hit.category,
        first_at=hit.first_at,
        last_at=hit.last_at,
        noticed_at=at,
        count=hit.count,
        person="" if hit.shared else hit.person,
        device=hit.device,
        groups=" ".join(hit.groups)[:400],
        place=hit.place,
        shared=hit.shared,
        words="" if hit.illegal else hit.words,
        because=hit.because,
        illegal=hit.illegal,
    )


def _repeat(row: Alert, hit: Hit, at: datetime) -> bool:
    """Whether it is opened again, as only what is high is, also where its rule is set aside: then it is noticed anew,
    and its time to be opened begins now."""
    row.count += hit.count
    row.first_at, row.last_at = min(row.first_at, hit.first_at), max(row.last_at, hit.last_at)
    if GRAVITY.index(hit.severity) > GRAVITY.index(row.severity):
        row.severity = hit.severity
    if row.severity != "high" or row.state not in (Alert.State.DECIDED, Alert.State.SET_ASIDE):
        return False
    row.state, row.mute, row.opened_at, row.told_at, row.noticed_at = Alert.State.OPEN, "", None, None, at
    return True


def _enter(school: School, new: Sequence[Alert]) -> None:
    """One entry for all of a load."""
    if not new:
        return
    items: list[dict[str, str | int | bool | None]] = [
        {"alert": row.ref, "rule": row.rule, "severity": row.severity, "aside": bool(row.mute)} for row in new
    ]
    append_batch(
        school_chain(school.ref),
        kinds.ALERTED,
        items,
        actor=BY,
        subject=school.ref,
        details={"alerts": len(items)},
        label=Label.SAFEGUARDING,
    )
