"""Looking at somebody's web activity: decided, entered, and told of, before a row is read."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from schoolgate.evidence.actions import do_job, raise_job
from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold
from schoolgate.kernel.errors import BadInputError, DeniedError, NotFoundError
from schoolgate.ledger.actions import Label, append, school_chain
from schoolgate.monitoring import kinds
from schoolgate.monitoring.access import ANSWERERS
from schoolgate.monitoring.models import ActivityLook
from schoolgate.monitoring.permissions.deciding import Permission
from schoolgate.monitoring.permissions.reports import REPORTS
from schoolgate.monitoring.queries.permissions import chairs, may_look, roles_of_subject
from schoolgate.notices.actions import send
from schoolgate.people.access import require, roles_of, today
from schoolgate.people.models import Person, School
from schoolgate.people.queries import holders, person

LONGEST: Final = timedelta(days=1)  # of one look: a history is not browsed
KIND: Final = "emergency-look"  # of the chair's job
_DAYS: Final = timedelta(days=2)
_MOST_WORDS: Final = 2_000


@dataclass(frozen=True, slots=True)
class Looked:
    """A look that was allowed and entered. ``ref`` is what reading rows and naming take as their warrant."""

    ref: str
    permission: Permission
    subject: Person | None
    since: datetime
    until: datetime


def look(
    school: School,
    viewer: Person,
    *,
    report: str,
    why: str,
    words: str,
    since: datetime,
    until: datetime,
    actor: Actor,
    subject: Person | None = None,
    about: str = "",
    alert: str = "",
    own: bool = False,
    emergency: bool = False,
) -> Looked:
    """Ask to look at ``subject``, or at a device or class (``about``, a ref) that no name belongs to.

    ``why`` is a key of ``REASONS`` and ``words`` the reason in a sentence; from ``since`` until just before ``until``,
    at most a day. Allowed or refused, it is entered, and what is refused raises ``DeniedError`` afterwards
    (``NotFoundError`` for another school's person): so call it outside any transaction, or the entry would go with it.
    An emergency look that went round something is told to the chair and the data protection officer at once.
    """
    _fit(report, since, until, viewer, actor)
    whose: dict[str, Any] = {"subject": subject, "about": about, "alert": alert, "own": own}
    found = may_look(school, viewer, report=report, **whose, why=why, words=words, emergency=emergency)
    if found.rule == "another-school" and viewer.school_id != school.pk:
        raise NotFoundError("the page", found.because, found.next_step)  # nobody of here: nothing of here is entered
    row = ActivityLook(school=school, at=timezone.now(), viewer=viewer, report=report, about=about, alert=alert)
    row.subject = subject if subject is not None and subject.school_id == school.pk else None
    row.why, row.words, row.since, row.until = why[:20], words.strip()[:_MOST_WORDS], since, until
    _enter(row, found, actor, asked_as_emergency=emergency)
    if found.rule == "another-school":
        raise NotFoundError("the person", found.because, found.next_step)
    if not found.allowed:
        raise DeniedError("Looking at this", found.because, found.next_step)
    return Looked(row.ref, found, subject, since, until)


def _fit(report: str, since: datetime, until: datetime, viewer: Person, actor: Actor) -> None:
    if report not in REPORTS:
        raise BadInputError("the report", f"{report!r} is none.", f"Known: {', '.join(REPORTS)}.")
    if not since < until or until - since > LONGEST:
        raise BadInputError("the time", "is none, or longer than a day.", "Choose at most a day: one hour is usual.")
    if not actor.signs or actor.ref != viewer.ref:
        raise DeniedError("Looking", "only whoever is signed in can, for themselves.", "Sign in, and use the page.")


@transaction.atomic
def answer_emergency(school: School, ref: str, *, right: bool, words: str, actor: Actor) -> None:
    """The chair or the data protection officer looked into an emergency look, and says whether it was right.

    Raises ``DeniedError`` for anybody else and for whoever made it, ``BadInputError`` without words, and
    ``NotFoundError`` where there is none such or it was answered.
    """
    who = person(school, actor.ref)
    require(roles_of(who, today(school)), *ANSWERERS)
    hold(school)
    rows = ActivityLook.objects.for_school(school).filter(ref=ref, emergency=True, answered_at=None)
    row: ActivityLook | None = rows.select_related("viewer").first()
    if row is None:
        raise NotFoundError("the emergency look", "there is none such, or it was looked into.", "Look at the list.")
    if row.viewer == who or (who.account and row.viewer.account == who.account):
        raise DeniedError("Looking into it", "it is your own.", "Ask the other of the chair and data protection.")
    if not words.strip():
        raise BadInputError("what you found", "is empty.", "Say in a sentence whether it was right, and why.")
    row.right, row.answer = right, words.strip()[:_MOST_WORDS]
    row.answered_at, row.answered_by = timezone.now(), who.ref
    row.save()
    append(school_chain(school.ref), kinds.EMERGENCY_ANSWERED, actor=actor, subject=row.ref, details={"right": right})
    if row.job:
        try:
            do_job(school, row.job, actor=actor, person=who, so=right)
        except (DeniedError, BadInputError):  # another's job: it is theirs to close, or it was
            return


@transaction.atomic
def _enter(row: ActivityLook, found: Permission, actor: Actor, *, asked_as_emergency: bool) -> None:
    """Keep the look and enter it, in one transaction of its own that ends before a refusal is raised."""
    school = row.school
    hold(school)
    day = today(school)
    row.allowed, row.rule, row.emergency = found.allowed, found.rule, found.loud
    row.grant, row.second = found.grant, found.second
    row.roles = " ".join(sorted(roles_of(row.viewer, day)))[:200]
    row.adult = row.subject is not None and "pupils" not in roles_of_subject(row.subject, day)
    told: list[str] = []
    if found.loud:
        told = _tell(row, actor)
    row.save()
    chain, subject = school_chain(school.ref), row.subject.ref if row.subject else row.about or row.ref
    details: dict[str, str | int | bool | None] = {"look": row.ref, "report": row.report}
    if not found.allowed:
        details |= {"rule": found.rule, "emergency": asked_as_emergency}
        append(chain, kinds.LOOK_REFUSED, actor=actor, subject=subject, details=details, label=Label.SAFEGUARDING)
        return
    assert row.since is not None
    assert row.until is not None
    details |= {"why": row.why, "since": row.since.isoformat(), "until": row.until.isoformat()}
    if found.loud:
        details |= {"lacked": "second" if found.grant else "grant", "told": len(told)}
        append(chain, kinds.EMERGENCY_LOOKED, actor=actor, subject=subject, details=details, label=Label.SAFEGUARDING)
        return
    details |= {"grant": found.grant, "second": found.second or None, "alert": row.alert or None}
    append(chain, kinds.ACTIVITY_LOOKED, actor=actor, subject=subject, details=details, label=Label.SAFEGUARDING)


def _tell(row: ActivityLook, actor: Actor) -> list[str]:
    """The chair and the data protection officer at once, by letter, and the head; and a job of the chair's."""
    school, day = row.school, today(row.school)
    link = settings.SCHOOLGATE_URL + reverse("monitoring.looked", args=[school.ref, row.ref])
    told = dict.fromkeys(chairs(school, day))
    told |= dict.fromkeys(one.ref for one in holders(school, ("dpo", "head"), on=day))
    for ref in told:
        if ref != actor.ref:
            send(school, ref, "monitoring.emergency-look", {"link": link}, actor=actor, about=row.ref)
    words = "Look into an emergency look at somebody’s web activity"
    row.job = raise_job(
        school, kind=KIND, about=row.ref, role="chair", due=day + _DAYS, actor=actor, minutes=10, words=words
    )
    return [ref for ref in told if ref != actor.ref]
