"""A policy's versions: keep one, put it in force, answer for a reading."""

import json
from dataclasses import asdict
from datetime import date
from typing import Final

from django.core.files.base import ContentFile
from django.db import models, transaction
from django.utils import timezone

from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold
from schoolgate.frame.outbox import publish
from schoolgate.kernel.clocks.months import spelt
from schoolgate.kernel.digests import digest, sha256
from schoolgate.kernel.errors import BadInputError, NotFoundError
from schoolgate.ledger import actions as ledger
from schoolgate.people.access import today
from schoolgate.people.models import School
from schoolgate.policy import kinds, quorums, succession
from schoolgate.policy.actions.amending import carry
from schoolgate.policy.events import LineageAnswered, PutInForce, ReadingAnswered
from schoolgate.policy.models import Adoption, Promise, ReadingAnswer, Version, Wording
from schoolgate.policy.promises import Correction
from schoolgate.reading import serial
from schoolgate.reading.model import Reading
from schoolgate.vocabulary.bodies import BODIES

# What goes into the record stays there: a year written short ("26") must not get so far.
_FIRST_YEAR: Final = 1900

type _Details = dict[str, str | int | bool | None]


@transaction.atomic
def keep_version(school: School, reading: Reading, *, filename: str, data: bytes, actor: Actor) -> Version:
    """Keep a policy file with our reading of it. The same file read by the same reader is kept once."""
    hold(school)  # two at once must not both find the same number free
    same = Version.objects.for_school(school).filter(sha256=reading.extract.sha256, reader=reading.reader)
    kept: Version | None = same.filter(withdrawn_at__isnull=True).first()
    if kept is not None:
        return kept
    last = Version.objects.for_school(school).aggregate(last=models.Max("number"))["last"] or 0
    version = Version(
        school=school,
        number=last + 1,
        filename=filename[:255],
        sha256=reading.extract.sha256,
        file=ContentFile(data, "policy"),
        reader=reading.reader,
        reading=serial.to_json(reading),
        kept_at=timezone.now(),
        kept_by=actor.ref,
    )
    version.save()
    details: _Details = {
        "number": version.number,
        "sha256": version.sha256,
        "reader": version.reader,
        "reading": sha256(json.dumps(version.reading, sort_keys=True).encode()).hex(),
        "promises": sum(clause.promises for clause in reading.clauses),
    }
    ledger.append(ledger.school_chain(school.ref), kinds.KEPT, actor=actor, subject=version.ref, details=details)
    return version


@transaction.atomic
def put_in_force(
    version: Version,
    *,
    body: str,
    ratified_on: date,
    actor: Actor,
    actor_name: str,
    minute: str = "",
    in_force_from: date | None = None,
    present: int | None = None,
    quorum: int | None = None,
    pending: bool = False,
    after: str | None = None,
) -> Adoption:
    """Put a version in force for its school, as ``body`` (a key of ``vocabulary.bodies``) ratified it.

    Its promises take up the ids of the policy in force before where the sentence is surely the same. Said twice, it is
    recorded once. ``present`` and ``quorum`` count members; with too few the policy may be in use as ``pending``.
    ``after`` is what whoever does this saw put in force last (``queries.last_put_in_force``): where another came first,
    they are told. Raises ``BadInputError`` for that, for a ratification in the future, by no known body, or by too few.
    """
    start = in_force_from or today(version.school)
    quorums.check(body, present, quorum, pending=pending)
    _check(version, body=body, ratified_on=ratified_on, start=start)
    _check_words(actor.on_behalf_of, minute)
    hold(version.school)  # two at once must not both follow the same version
    before = latest_adoption(Adoption.objects.for_school(version.school), on=start)
    same = (version.pk, body, ratified_on, pending)
    if before is not None and (before.version.pk, before.body, before.ratified_on, before.pending) == same:
        return before
    _check_nobody_came_first(version, after)
    succession.word_promises(version, before.version if before else None)
    adoption = Adoption(school=version.school, version=version, body=body, ratified_on=ratified_on, minute=minute)
    adoption.present, adoption.quorum, adoption.pending = present, quorum, pending
    adoption.on_behalf_of, adoption.by, adoption.by_name = actor.on_behalf_of, actor.ref, actor_name
    adoption.in_force_from, adoption.recorded_at = start, timezone.now()
    adoption.save()
    carry(version, actor=actor)
    _tell(adoption, actor)
    return adoption


@transaction.atomic
def read_and_put_in_force(
    school: School,
    reading: Reading,
    *,
    filename: str,
    data: bytes,
    body: str,
    ratified_on: date,
    actor: Actor,
    actor_name: str,
    minute: str = "",
    in_force_from: date | None = None,
) -> tuple[Version, Adoption]:
    """Keep a file and put it in force in one: where the second is refused, the first is not kept either."""
    version = keep_version(school, reading, filename=filename, data=data, actor=actor)
    adoption = put_in_force(
        version,
        body=body,
        ratified_on=ratified_on,
        actor=actor,
        actor_name=actor_name,
        minute=minute,
        in_force_from=in_force_from,
    )
    return version, adoption


@transaction.atomic
def answer_reading(
    school: School, promise: str, *, correction: Correction | None, actor: Actor, actor_name: str
) -> None:
    """Record that a promise was read rightly (``correction`` None), or what it should have been read as."""
    wording = _wording_now(school, promise)
    if wording is None:
        raise NotFoundError("That promise", "is not one of this school's.", "Open it again from the policy's page.")
    answer = ReadingAnswer(
        school=school,
        promise=wording.promise,
        clause=wording.clause,
        right=correction is None,
        correction=asdict(correction) if correction else {},
        by=actor.ref,
        by_name=actor_name,
        answered_at=timezone.now(),
    )
    answer.save()
    details: _Details = {
        "clause": answer.clause,
        "right": answer.right,
        "correction": digest(answer.correction) if answer.correction else None,
    }
    chain = ledger.school_chain(school.ref)
    publish(ReadingAnswered(school.ref, promise), school_ref=school.ref)
    ledger.append(chain, kinds.READING_ANSWERED, actor=actor, subject=promise, details=details)


@transaction.atomic
def add_promise(school: School, clause: str, *, correction: Correction, actor: Actor, actor_name: str) -> Promise:
    """Record that a sentence of the policy in force promises something that we had read as promising nothing.

    Said twice, there is one promise. Raises ``NotFoundError`` for a sentence that is not in the policy in force.
    """
    adoption = latest_adoption(Adoption.objects.for_school(school), on=today(school))
    clauses = {read.ref for read in serial.from_json(adoption.version.reading).clauses} if adoption else set()
    if adoption is None or clause not in clauses:
        raise NotFoundError("That sentence", "is not in the policy in force.", "Open the policy's page again.")
    rows = Wording.objects.for_school(school).filter(version=adoption.version, clause=clause)
    wording = rows.filter(superseded_at__isnull=True).first()
    if wording is None:
        now = timezone.now()
        promise = Promise(school=school, made_at=now)
        promise.save()
        wording = Wording(school=school, promise=promise, version=adoption.version, clause=clause, recorded_at=now)
        wording.save()
    answer_reading(school, wording.promise.ref, correction=correction, actor=actor, actor_name=actor_name)
    added: Promise = wording.promise
    return added


@transaction.atomic
def answer_offer(school: School, promise: str, *, same: bool, actor: Actor) -> str:
    """Say whether a sentence words the older promise it was offered as; returns the ref of the promise it words now.

    Raises ``NotFoundError`` for a promise that is not this school's, or with no offer open.
    """
    asked = succession.open_offers(school).filter(promise__ref=promise).select_for_update(of=("self",)).first()
    if asked is None:
        raise NotFoundError("That question", "has been answered, or is not this school's.", "Open the page again.")
    now_words = succession.settle(asked, same=same)
    details: _Details = {"offered": asked.offered.ref if asked.offered else None, "same": same}
    chain = ledger.school_chain(school.ref)
    publish(LineageAnswered(school.ref, now_words.ref), school_ref=school.ref)
    ledger.append(chain, kinds.LINEAGE_ANSWERED, actor=actor, subject=promise, details=details)
    return now_words.ref


def latest_adoption(adoptions: models.QuerySet[Adoption], *, on: date) -> Adoption | None:
    """Of these adoptions, the one in force on a day: the last to begin, and of those the last recorded."""
    begun = adoptions.filter(in_force_from__lte=on).select_related("version", "school")
    return begun.order_by("-in_force_from", "-recorded_at", "-pk").first()


def _wording_now(school: School, promise: str) -> Wording | None:
    """How the policy in force words a promise, which is what a page shows; else how it was worded last, if ever."""
    rows = Wording.objects.for_school(school).filter(promise__ref=promise, superseded_at__isnull=True)
    adoption = latest_adoption(Adoption.objects.for_school(school), on=today(school))
    shown = rows.filter(version=adoption.version).first() if adoption else None
    return shown or rows.order_by("-version__number").first()


def _check_nobody_came_first(version: Version, after: str | None) -> None:
    """Called while the school is held."""
    if Version.objects.for_school(version.school).filter(pk=version.pk, withdrawn_at__isnull=False).exists():
        raise BadInputError(
            f"Version {version.number}",
            "was withdrawn meanwhile.",
            "Give the file again if it was the right one after all.",
        )
    rows = Adoption.objects.for_school(version.school).select_related("version").defer("version__reading")
    last = rows.order_by("-recorded_at", "-pk").first()
    if after is not None and last is not None and last.ref != after:
        raise BadInputError(
            f"Version {last.version.number}",
            f"was put in force by {last.by_name} on {spelt(last.in_force_from)}, after you opened this page.",
            "Look at it first. If this one is to take its place, put it in force again.",
        )


def _tell(adoption: Adoption, actor: Actor) -> None:
    details: _Details = {
        "version": adoption.version.ref,
        "sha256": adoption.version.sha256,
        "body": adoption.body,
        "ratified_on": adoption.ratified_on.isoformat(),
        "in_force_from": adoption.in_force_from.isoformat(),
        "minute": digest(adoption.minute) if adoption.minute else None,
        "present": adoption.present,
        "quorum": adoption.quorum,
        "pending": adoption.pending,
    }
    chain = ledger.school_chain(adoption.school.ref)
    publish(PutInForce(adoption.school.ref, adoption.ref), school_ref=adoption.school.ref)
    ledger.append(chain, kinds.PUT_IN_FORCE, actor=actor, subject=adoption.ref, details=details)


def _check(version: Version, *, body: str, ratified_on: date, start: date) -> None:
    if body not in BODIES:
        known = ", ".join(BODIES)
        raise BadInputError("Who ratified it", f"is “{body}”, which is no body we know.", f"Give one of: {known}.")
    if ratified_on > today(version.school):
        raise BadInputError(
            f"The date {ratified_on.day} {ratified_on:%B %Y}",
            "has not come yet, so nobody can have ratified the policy then.",
            "Give the date of the meeting that did.",
        )
    if ratified_on.year < _FIRST_YEAR:
        raise BadInputError(
            f"The date {ratified_on.isoformat()}",
            "is before there were school governors to ratify anything.",
            "Give the year in full.",
        )
    if start < ratified_on:
        raise BadInputError(
            f"In force from {start.day} {start:%B %Y}", "is before it was ratified.", "Give a date on or after that."
        )
    if not any(clause["nature"] != "context" for clause in version.reading["clauses"]):
        raise BadInputError(
            version.filename, "has no sentence that promises anything.", "Check that it is the right file."
        )


def _check_words(on_behalf_of: str, minute: str) -> None:
    """What a person typed freely fits where it is kept; PostgreSQL would refuse it without words."""
    for words, thing, most in ((on_behalf_of, "On whose behalf", 120), (minute, "The minute’s reference", 200)):
        if len(words) > most:
            raise BadInputError(thing, f"is longer than {most} letters.", "Put it more shortly.")
