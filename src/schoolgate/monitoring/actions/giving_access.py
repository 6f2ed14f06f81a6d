"""Somebody asked what is kept of their web activity: entered, gathered with others covered, read through, given."""

import csv
import hashlib
import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from schoolgate.activity.queries import parts
from schoolgate.evidence.actions import do_job, raise_job
from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold
from schoolgate.intake.queries import harmless
from schoolgate.kernel.clocks.months import add_months
from schoolgate.kernel.errors import BadInputError, DeniedError, NotFoundError
from schoolgate.ledger.actions import Label, append, school_chain
from schoolgate.ledger.kinds import Kind
from schoolgate.monitoring import kinds
from schoolgate.monitoring.access import ACCESS_KEEPERS
from schoolgate.monitoring.covering import Cover
from schoolgate.monitoring.models import AccessRequest, ActivityLook
from schoolgate.monitoring.permissions.reports import REASONS, REPORTS
from schoolgate.monitoring.queries.hours import Row, rows_of
from schoolgate.people.access import require, roles_of, today
from schoolgate.people.models import Person, School
from schoolgate.people.queries import person
from schoolgate.vocabulary.roles import POSTS

KIND: Final = "access-request"
_READ_ME: Final = """What {school} keeps of your web activity, gathered on {day}.

your-web-activity.csv: each page that was asked for by an account of yours, with the time by the clock of the school.
who-looked.csv: who looked at this, by the role they held, when and why.

Names of other people are covered as [name]. What was done on a shared device or with a class's log-in is not here,
because nobody knows who did it. Lines are erased after a time, so what is older is not here either.
"""


@transaction.atomic
def ask_access(school: School, subject: Person, asked_on: date, *, actor: Actor) -> AccessRequest:
    """Enter the request. It is due within a month of the day it came (UK GDPR article 12(3)), and is a job until then.

    Entered again while it waits, it is the same. Raises ``BadInputError`` for a day to come, and ``DeniedError`` for
    one who may not, and for whom it is about.
    """
    who = _keeper(school, subject, actor)
    day = today(school)
    if not day - timedelta(days=366) <= asked_on <= day:
        raise BadInputError("the day it came", "is still to come, or over a year ago.", "Give the day it came.")
    hold(school)
    waiting = AccessRequest.objects.for_school(school).filter(subject=subject, given_at=None)
    known: AccessRequest | None = waiting.first()
    if known is not None:
        return known
    row = AccessRequest(school=school, subject=subject, asked_on=asked_on, due=add_months(asked_on, 1))
    row.asked_by = who.ref
    row.save()
    words = "Give somebody what is kept of their web activity"
    due = max(row.due, day)
    row.job = raise_job(school, kind=KIND, about=row.ref, role="dsl", due=due, actor=actor, minutes=30, words=words)
    row.save()
    details: dict[str, str | int | bool | None] = {"due": row.due.isoformat()}
    _enter(row, kinds.ACCESS_ASKED, actor, details)
    return row


def gather_access(school: School, ref: str, *, actor: Actor) -> AccessRequest:
    """Gather every row of whoever asked, and every look at them, with the names of others covered; again, afresh.

    Raises ``NotFoundError`` where it was given already, and ``PartUnreadableError`` where part of the log is damaged:
    what is given is whole or is not given.
    """
    row = _waiting(school, ref, actor)
    zone = ZoneInfo(school.time_zone)
    days = [part.day for part in parts(school)]
    found: tuple[Row, ...] = ()
    if days:
        since = datetime.combine(min(days), datetime.min.time(), zone)
        until = datetime.combine(max(days) + timedelta(days=1), datetime.min.time(), zone)
        found = rows_of(school, row.subject, since, until)
    data, covered = _packed(row, found)
    with transaction.atomic():
        hold(school)
        row = _waiting(school, ref, actor)
        row.file.save("activity.zip", ContentFile(data), save=False)
        row.made_at, row.rows, row.covered = timezone.now(), len(found), covered
        row.save()
        digest = hashlib.sha256(data).hexdigest()
        _enter(row, kinds.ACCESS_MADE, actor, {"rows": len(found), "covered": covered, "digest": digest})
    return row


@transaction.atomic
def give_access(school: School, ref: str, *, actor: Actor) -> AccessRequest:
    """Say that it was read through and given. Raises ``BadInputError`` where nothing was gathered."""
    hold(school)
    row = _waiting(school, ref, actor)
    if not row.made_at:
        raise BadInputError("the request", "nothing was gathered for it yet.", "Gather it and read it through first.")
    row.given_at, row.given_by = timezone.now(), actor.ref
    row.save()
    _enter(row, kinds.ACCESS_GIVEN, actor, {"in_time": today(school) <= row.due})
    if row.job:
        try:
            do_job(school, row.job, actor=actor, person=actor.ref)
        except (DeniedError, BadInputError):  # another's, or closed
            return row
    return row


def _packed(row: AccessRequest, found: Sequence[Row]) -> tuple[bytes, int]:
    cover = Cover.of(row.school, keeping=row.subject)
    count = 0

    def shown(text: str) -> str:
        nonlocal count
        made = cover.covered(text)
        count += made.count
        return harmless(made.words)

    heads = ("Time", "Site", "Page", "Words searched for", "Opened or blocked", "Kind of site", "Device", "Shared")
    rows = [
        (
            f"{one.at:%Y-%m-%d %H:%M:%S}",
            shown(one.host),
            shown(one.path),
            shown(one.terms),
            one.verdict or "not known",
            one.category,
            one.device,
            "yes" if one.shared else "no",
        )
        for one in found
    ]
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as pack:
        pack.writestr("your-web-activity.csv", _csv(heads, rows))
        pack.writestr("who-looked.csv", _csv(("When", "Who", "At what", "Why", "Emergency look"), _looks(row)))
        read_me = _READ_ME.format(school=row.school.name, day=f"{today(row.school):%d/%m/%Y}")
        pack.writestr("read-me.txt", read_me)
    return held.getvalue(), count


def _looks(row: AccessRequest) -> list[tuple[str, ...]]:
    """Every look at whoever asked: by role, since who it was is theirs."""
    seen = ActivityLook.objects.for_school(row.school).filter(subject=row.subject, allowed=True).order_by("at")
    return [
        (
            f"{one.at.astimezone(ZoneInfo(row.school.time_zone)):%Y-%m-%d %H:%M}",
            ", ".join(POSTS.get(role, role) for role in one.roles.split()),
            REPORTS[one.report].words,
            REASONS.get(one.why, ""),
            "yes" if one.emergency else "no",
        )
        for one in seen
    ]


def _csv(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    held = io.StringIO(newline="")
    writer = csv.writer(held)
    writer.writerow(heads)
    writer.writerows(rows)
    return b"\xef\xbb\xbf" + held.getvalue().encode()


def _waiting(school: School, ref: str, actor: Actor) -> AccessRequest:
    rows = AccessRequest.objects.for_school(school).filter(ref=ref, given_at=None)
    row: AccessRequest | None = rows.select_related("subject", "school").first()
    if row is None:
        raise NotFoundError("the request", "there is none such that waits.", "Look at the list.")
    _keeper(school, row.subject, actor)
    return row


def _keeper(school: School, subject: Person, actor: Actor) -> Person:
    if not actor.signs:
        raise DeniedError("A request", "only a person who is signed in can enter it.", "Sign in, and use the page.")
    who = person(school, actor.ref)
    require(roles_of(who, today(school)), *ACCESS_KEEPERS)
    if subject == who:
        raise DeniedError("This request", "is your own.", "Let the headteacher or the safeguarding lead do it.")
    return who


def _enter(row: AccessRequest, kind: Kind, actor: Actor, details: dict[str, str | int | bool | None]) -> None:
    chain = school_chain(row.school.ref)
    append(chain, kind, actor=actor, subject=row.subject.ref, details=details, label=Label.SAFEGUARDING)
