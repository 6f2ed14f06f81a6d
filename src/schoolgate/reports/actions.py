"""Making a paper: written from what is kept today, set, kept, and entered in the record by its digests."""

from dataclasses import dataclass
from datetime import date

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from schoolgate.frame.actor import Actor
from schoolgate.kernel.digests import sha256
from schoolgate.kernel.errors import BadInputError
from schoolgate.ledger.actions import append, school_chain
from schoolgate.people.access import today
from schoolgate.people.models import School
from schoolgate.reports import kinds, packs, typesetting
from schoolgate.reports.contract import Report
from schoolgate.reports.models import MadePaper
from schoolgate.reports.paper import Paper
from schoolgate.reports.queries import policy_words, written
from schoolgate.reports.terms import TermTold


@dataclass(frozen=True, slots=True)
class Made:
    """``data`` is the pack where the record went along, and else the PDF."""

    ref: str
    contents: str
    pdf: bytes
    data: bytes
    filename: str


def make(
    school: School,
    report: Report,
    *,
    on: date | None = None,
    term: TermTold | None = None,
    actor: Actor,
    actor_name: str,
) -> Made:
    """Make the paper of ``term``, or as of ``on`` (today if None), keep it, and enter it.

    Raises ``BadInputError`` where there is nothing to write of, ``SchoolgateError`` where it could not be set.
    """
    day = term.day if term else on or today(school)
    paper = written(school, report, day, term=term)
    if paper is None:
        cause = "no policy was in force that day, so there is nothing to tell of."
        raise BadInputError(str(report.title), cause, "Put a policy in force first, or ask for another day.")
    now = timezone.now()
    pdf = typesetting.pdf(paper, made=now)
    name = f"{report.key}-pack" if report.record else report.key
    data = _pack(school, report, paper, pdf, actor) if report.record else pdf
    digests = {"contents": paper.digest, "pdf": sha256(pdf).hex(), "pack": sha256(data).hex() if report.record else ""}
    with transaction.atomic():
        kept = MadePaper.objects.for_school(school).create(
            school=school,
            report=report.key,
            on=day,
            made_at=now,
            by=actor.ref,
            by_name=actor_name,
            contents_digest=digests["contents"],
            pdf_digest=digests["pdf"],
            pack_digest=digests["pack"],
            size=len(data),
            file=ContentFile(data, name),
        )
        details = {"report": report.key, "on": day.isoformat(), **digests}
        append(school_chain(school.ref), kinds.MADE, actor=actor, subject=kept.ref, details=details)
    return Made(kept.ref, paper.digest, pdf, data, f"{name}.{'zip' if report.record else 'pdf'}")


def _pack(school: School, report: Report, paper: Paper, pdf: bytes, actor: Actor) -> bytes:
    words = policy_words(school, paper.on)
    return packs.pack(school, title=paper.title, name=report.key, pdf=pdf, actor=actor, policy=words)


@transaction.atomic
def take(school: School, kept: MadePaper, *, actor: Actor) -> bytes:
    """The file of a paper that was made, entered as taken."""
    append(school_chain(school.ref), kinds.TAKEN, actor=actor, subject=kept.ref, details={"report": kept.report})
    with kept.file.open("rb") as file:
        return bytes(file.read())


def take_record(school: School, *, actor: Actor) -> bytes:
    """The permanent record as a pack for those who may see its page, entered as taken."""
    with transaction.atomic():
        append(school_chain(school.ref), kinds.RECORD_TAKEN, actor=actor, subject=school.ref)
    return packs.record(school, actor=actor)
