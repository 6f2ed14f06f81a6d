"""Papers before they are made, those that were, and whether one that somebody holds is ours."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Q

from schoolgate.frame.scoped import unscoped
from schoolgate.people import queries as people
from schoolgate.people.access import today
from schoolgate.people.models import School
from schoolgate.policy import queries as policies
from schoolgate.reports.contract import Report
from schoolgate.reports.guarding import nameless, without
from schoolgate.reports.models import MadePaper
from schoolgate.reports.paper import Paper
from schoolgate.reports.registry import REPORTS
from schoolgate.reports.terms import TermTold, with_term

_DIGEST: Final = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Known:
    """One paper that was made. ``title`` is the report's, or its key where there is no such report any more."""

    ref: str
    school: str
    report: str
    title: str
    on: date
    made_at: datetime
    by: str
    size: int
    contents: str


def written(school: School, report: Report, on: date, *, term: TermTold | None = None) -> Paper | None:
    """The paper as it would be made, of ``term`` where one is given, whose ``day`` is ``on``.

    With no child's name in it, whatever it was written from: of those here that day, and of those here today.
    """
    paper = report.write(school, on)
    if paper is None:
        return None
    if term is not None:
        paper = with_term(paper, school, term, standings=report.asked)
    return nameless(paper, _pupils(school, on))


def policy_words(school: School, on: date) -> str:
    """The words of the policy in force on a day as they were read from its file, with no child's name; "" for none.

    Words and not the file, which may carry comments and corrections that were never ratified.
    """
    found = policies.in_force(school, on=on)
    blocks = found.reading.extract.blocks if found else ()
    return without(_pupils(school, on))("\n\n".join(block.text for block in blocks))


def _pupils(school: School, on: date) -> set[str]:
    """The names of the children here that day, and of those here today."""
    return {holder.name for day in {on, today(school)} for holder in people.holders(school, "pupils", on=day)}


def made(school: School, *, at_most: int = 50) -> tuple[Known, ...]:
    """The papers that were made, latest first."""
    rows = MadePaper.objects.for_school(school).order_by("-made_at", "-pk")[:at_most]
    return tuple(_known(row, school) for row in rows)


def paper(school: School, ref: str) -> MadePaper | None:
    """One paper that was made at this school, or None."""
    found: MadePaper | None = MadePaper.objects.for_school(school).filter(ref=ref).first()
    return found


def recognised(digest: str) -> tuple[Known, ...]:
    """Every time a paper with this digest, of its words, its PDF or its pack, was made here; latest first."""
    plain = "".join(digest.split()).lower()
    if not _DIGEST.fullmatch(plain):
        return ()
    with unscoped("whoever holds a paper may ask whether it is ours, and knows no school of this computer's"):
        asked = Q(contents_digest=plain) | Q(pdf_digest=plain) | Q(pack_digest=plain)
        rows = MadePaper.objects.filter(asked).select_related("school").order_by("-made_at", "-pk")
        return tuple(_known(row, row.school) for row in rows[:10])


def _known(row: MadePaper, school: School) -> Known:
    title = str(REPORTS.get(row.report).title) if row.report in REPORTS else row.report
    contents = row.contents_digest
    return Known(row.ref, school.name, row.report, title, row.on, row.made_at, row.by_name, row.size, contents)
