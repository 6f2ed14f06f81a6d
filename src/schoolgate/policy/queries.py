"""Readers of policies: what was in force on a day, as known at a moment."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.db.models import Q

from schoolgate.people.models import School
from schoolgate.policy import life, meetings, succession
from schoolgate.policy.models import Adoption, ReadingAnswer, Version, Wording
from schoolgate.policy.packs import requirements_in_force
from schoolgate.policy.promises import AdoptionRecord, Correction, PolicyInForce, PromiseInForce
from schoolgate.policy.reviewing import ReviewDue, Trigger
from schoolgate.reading import serial
from schoolgate.reading.lint import lint
from schoolgate.reading.model import Clause, Lint, Polarity, Reading, Section, Strength, When
from schoolgate.vocabulary.bodies import BODIES
from schoolgate.vocabulary.shapes import Consultation, Quorum


def in_force(school: School, *, on: date, known_at: datetime | None = None) -> PolicyInForce | None:
    """The policy in force on a day, with the answers about our reading that were known at ``known_at`` (now if None).

    Costs four queries, and reading the version's JSON once for each process.
    """
    adoptions = Adoption.objects.for_school(school).filter(in_force_from__lte=on).select_related("version")
    adoptions = adoptions.defer("version__file", "version__reading")
    if known_at is not None:
        adoptions = adoptions.filter(recorded_at__lte=known_at)
    adoption = adoptions.order_by("-in_force_from", "-recorded_at", "-pk").first()
    if adoption is None:
        return None
    version = adoption.version
    return PolicyInForce(
        school=school.ref,
        version=version.ref,
        number=version.number,
        filename=version.filename,
        reading=_reading(version.ref),
        promises=_promises(school, version, known_at),
        adoption=_record(adoption),
    )


def begins(school: School, *, after: date, until: date, known_at: datetime | None = None) -> list[date]:
    """The days after ``after`` and up to ``until`` on which a policy came into force, as known then or now."""
    adoptions = Adoption.objects.for_school(school).filter(in_force_from__gt=after, in_force_from__lte=until)
    if known_at is not None:
        adoptions = adoptions.filter(recorded_at__lte=known_at)
    return sorted(set(adoptions.values_list("in_force_from", flat=True)))


def review_due(
    school: School, on: date, known_at: datetime | None = None, *, policy: PolicyInForce | None = None
) -> ReviewDue:
    """When the policy's next review is due, as it stood on a day: the sooner of its date and of any open trigger.

    Costs two queries where the policy in force that day is in hand.
    """
    policy = policy or in_force(school, on=on, known_at=known_at)
    return life.due(school, policy, on=on, known_at=known_at)


def open_triggers(school: School, on: date, known_at: datetime | None = None) -> tuple[Trigger, ...]:
    """What calls for a review and has had none by ``on``, the oldest first."""
    return tuple(one for one in life.triggers(school, on=on, known_at=known_at) if one.answered_on is None)


def last_consultation(school: School, on: date, known_at: datetime | None = None) -> Consultation | None:
    """The last time people were asked about the policy by ``on``, and of whom; None where nobody has been."""
    found = meetings.consultations(school, on=on, known_at=known_at)
    return Consultation(found[0].held_on, found[0].audiences) if found else None


def quorum(school: School, on: date, known_at: datetime | None = None) -> Quorum | None:
    """Those present when the policy in force was ratified, and how many were needed; None where neither was entered."""
    found = life.quorum(school, on=on, known_at=known_at)
    return Quorum(*found) if found and found != (None, None) else None


def triggers(school: School, on: date, known_at: datetime | None = None) -> tuple[Trigger, ...]:
    """Whatever called for a review by ``on``, open and answered, in order."""
    return life.triggers(school, on=on, known_at=known_at)


def last_review(school: School, on: date, known_at: datetime | None = None) -> life.HeldReview | None:
    """The last review held by ``on``, or None."""
    return next(iter(life.reviews(school, on=on, known_at=known_at)), None)


def days_of_its_life(school: School) -> set[date]:
    """The days on which what the readers above say may change, but for how long something has been due."""
    return life.days(school)


def _promises(school: School, version: Version, known_at: datetime | None) -> tuple[PromiseInForce, ...]:
    """The version's promises in the order of its document, those that a person said promise nothing left out."""
    wordings = Wording.objects.for_school(school).filter(version=version).select_related("promise")
    if known_at is None:
        wordings = wordings.filter(superseded_at__isnull=True)
    else:
        later = Q(superseded_at__isnull=True) | Q(superseded_at__gt=known_at)
        wordings = wordings.filter(later, recorded_at__lte=known_at)
    worded = {wording.clause: wording.promise for wording in wordings}
    answers, found = _answers(school, known_at), list[PromiseInForce]()
    for clause in _reading(version.ref).clauses:
        promise = worded.get(clause.ref)
        if promise is None:
            continue
        answer = answers.get(clause.ref)
        read = _correction(answer.correction).applied(clause) if answer and not answer.right else clause
        if read.promises:
            found.append(
                PromiseInForce(
                    ref=promise.ref,
                    number=len(found) + 1,
                    clause=read,
                    confirmed=answer is not None,
                    answered_by=answer.by_name if answer else "",
                    answered_at=answer.answered_at if answer else None,
                )
            )
    return tuple(found)


def promising_nothing(school: School, *, on: date) -> tuple[Clause, ...]:
    """Sentences of the policy in force that stand as promising nothing, by our reading or a person's word."""
    policy = in_force(school, on=on)
    if policy is None:
        return ()
    promised = {promise.clause.ref for promise in policy.promises}
    body = (clause for clause in policy.reading.clauses if clause.section is Section.BODY)
    return tuple(clause for clause in body if clause.ref not in promised)


@dataclass(frozen=True, slots=True)
class Offer:
    """A sentence of the policy in force, and the older promise that it may word again, as it was last worded."""

    promise: str
    text: str
    older: str
    older_text: str
    confidence: float


def offers(school: School) -> tuple[Offer, ...]:
    """Questions of lineage that nobody has answered, surest first."""
    found = []
    for row in succession.open_offers(school).select_related("promise", "version", "offered"):
        last = Wording.objects.for_school(school).filter(promise=row.offered).order_by("-recorded_at", "-pk").first()
        if last is None or row.offered is None:
            continue
        texts = {ref: {clause.ref: clause.text for clause in _reading(ref).clauses} for ref in _refs(row, last)}
        text, older = texts[row.version.ref][row.clause], texts[last.version.ref][last.clause]
        found.append(Offer(row.promise.ref, text, row.offered.ref, older, row.confidence))
    return tuple(sorted(found, key=lambda offer: -offer.confidence))


def _refs(*wordings: Wording) -> set[str]:
    return {wording.version.ref for wording in wordings}


def worded(school: School, asked: Mapping[str, str]) -> dict[str, str]:
    """The sentence of each promise as the version asked about words it: version refs by promise ref."""
    rows = Wording.objects.for_school(school).filter(promise__ref__in=asked, version__ref__in=set(asked.values()))
    found = {}
    for row in rows.select_related("promise", "version"):
        if asked[row.promise.ref] == row.version.ref:
            found[row.promise.ref] = next(
                clause.text for clause in _reading(row.version.ref).clauses if clause.ref == row.clause
            )
    return found


def version(school: School, ref: str) -> Version | None:
    """One version of this school's that was not withdrawn, or None."""
    return Version.objects.for_school(school).filter(ref=ref, withdrawn_at__isnull=True).first()


def versions(school: School) -> tuple[life.VersionRow, ...]:
    """Every version this school has given, the latest first, with what adopted it last."""
    return life.versions(school)


def ever_put_in_force(kept: Version) -> bool:
    """Whether a version was put in force, on any day."""
    return Adoption.objects.for_school(kept.school).filter(version=kept).exists()


def last_put_in_force(school: School) -> str:
    """The ref of what was put in force last, whatever its day; empty where nothing has been."""
    return life.last_put_in_force(school)


def reading_of(kept: Version) -> Reading:
    """The reading a version was kept with."""
    return _reading(kept.ref)


def newest(school: School) -> Version | None:
    """The version kept last, in force or not. Its file and its reading are unlocked only where they are asked for."""
    kept = Version.objects.for_school(school).filter(withdrawn_at__isnull=True)
    return kept.defer("file", "reading").order_by("-number").first()


@lru_cache(maxsize=64)
def remarks(version_ref: str, *, on: date, nation: str) -> tuple[Lint, ...]:
    """What is worth a governor's eye in a version on a day. A review falls overdue without anybody reading again.

    Reached afresh from the version's reading and the frameworks in force that day, and kept for the process.
    """
    return lint(_reading(version_ref), requirements_in_force(on, nation), on)


@lru_cache(maxsize=64)
def _reading(version_ref: str) -> Reading:
    # A version never changes, so its reading may be kept; the row behind the ref was scoped by the caller.
    return serial.from_json(Version._base_manager.values_list("reading", flat=True).get(ref=version_ref))


def _answers(school: School, known_at: datetime | None) -> dict[str, ReadingAnswer]:
    """The latest answer about each sentence, by clause: it holds whichever promise the sentence turns out to word."""
    rows = ReadingAnswer.objects.for_school(school).order_by("answered_at", "pk")
    if known_at is not None:
        rows = rows.filter(answered_at__lte=known_at)
    return {row.clause: row for row in rows}


def _record(adoption: Adoption) -> AdoptionRecord:
    return AdoptionRecord(
        ref=adoption.ref,
        version=adoption.version.ref,
        body=BODIES[adoption.body],
        ratified_on=adoption.ratified_on,
        minute=adoption.minute,
        on_behalf_of=adoption.on_behalf_of,
        by=adoption.by_name,
        in_force_from=adoption.in_force_from,
        recorded_at=adoption.recorded_at,
        present=adoption.present,
        quorum=adoption.quorum,
        pending=adoption.pending,
    )


def _correction(kept: dict[str, Any]) -> Correction:
    return Correction(
        promises=kept.get("promises", True),
        who=None if kept.get("who") is None else tuple(kept["who"]),
        strength=None if kept.get("strength") is None else Strength(kept["strength"]),
        polarity=None if kept.get("polarity") is None else Polarity(kept["polarity"]),
        when=None if kept.get("when") is None else When(**kept["when"]),
    )


@dataclass(frozen=True, slots=True)
class Ratified:
    """One time a policy was put in force, with the number of the version."""

    number: int
    ratified_on: date
    body: str
    minute: str
    in_force_from: date
    recorded_at: datetime


def history(school: School, *, on: date) -> tuple[Ratified, ...]:
    """Each time a policy was put in force up to a day, latest first."""
    rows = Adoption.objects.for_school(school).filter(in_force_from__lte=on).select_related("version")
    return tuple(
        Ratified(row.version.number, row.ratified_on, BODIES[row.body], row.minute, row.in_force_from, row.recorded_at)
        for row in rows.order_by("-in_force_from", "-recorded_at", "-pk")
    )
