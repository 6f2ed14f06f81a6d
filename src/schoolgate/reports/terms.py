"""The term that a paper tells of: which days it has at this school, and what was so in it."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from schoolgate.evidence import queries as evidence
from schoolgate.evidence.judging import PolicyStanding
from schoolgate.kernel.clocks.terms import Term
from schoolgate.kernel.errors import NotFoundError
from schoolgate.people import queries as people
from schoolgate.people.access import today
from schoolgate.people.models import School
from schoolgate.policy import queries as policies
from schoolgate.reports.paper import Block, Paper, Points, Section, Table, Text
from schoolgate.reports.standings import NOT_SAID
from schoolgate.reports.standings import day as spelt
from schoolgate.vocabulary.screens import MARK_WORDS, mark_for

GIVE_DATES: Final = "Give the school’s term dates first: schoolgate school calendar set FILE."


@dataclass(frozen=True, slots=True)
class TermTold:
    """One term of the school's calendar. ``day`` is what a paper of it speaks of: its last, or today while it runs."""

    name: str
    starts: date
    ends: date
    day: date

    @property
    def running(self) -> bool:
        return self.day < self.ends

    @property
    def title(self) -> str:
        """ "Autumn term 2026", unless the school's own name for it tells the year."""
        return self.name if str(self.starts.year) in self.name else f"{self.name} {self.starts.year}"


def term_of(school: School, asked: str) -> TermTold:
    """The term so called: "Autumn term 2026", "autumn-2026", or "autumn" for the latest of them that has begun.

    Raises ``NotFoundError`` for a name that no term has which has begun, naming those there are.
    """
    now, wanted = today(school), _plain(asked)
    begun = [term for term in people.calendar(school).terms if term.starts <= now]
    found = [term for term in begun if wanted in _names(term)]
    if not begun:
        raise NotFoundError(f"term {asked!r}", "no term’s dates are known here yet.", GIVE_DATES)
    if not found:
        told = ", ".join(f"“{_told(term, now).title}”" for term in begun)
        raise NotFoundError(f"term {asked!r}", "no term of that name has begun.", f"Known: {told}.")
    return _told(max(found, key=lambda term: term.starts), now)


def with_term(paper: Paper, school: School, term: TermTold, *, standings: bool) -> Paper:
    """The paper with the term it tells of in its title, and told first: how long it was and, with ``standings``, how
    the promises stood when it began and ended, what became of the policy, and which jobs were done in time."""
    told = section(school, term, standings=standings)
    title = _("%(title)s, %(term)s") % {"title": paper.title, "term": term.title}
    return replace(paper, title=title, sections=(told, *paper.sections))


def section(school: School, term: TermTold, *, standings: bool) -> Section:
    """What was so in the term. Nobody is named, so that it may stand in any paper."""
    days = {"starts": spelt(term.starts), "ends": spelt(term.ends), "day": spelt(term.day)}
    if term.running:
        said = _("The term runs from %(starts)s to %(ends)s. It is not over: this paper tells how it stood on %(day)s.")
    else:
        said = _("The term ran from %(starts)s to %(ends)s. This paper tells how it stood on its last day.")
    blocks: list[Block] = [Text(said % days)]
    found = evidence.standing(school, on=term.day) if standings else None
    if found is not None:
        before = evidence.standing(school, on=term.starts)
        blocks += [_counts(before, found, term), Points((*_life(school, term), *_work(school, term)))]
    return Section(term.title, tuple(blocks))


def _counts(before: PolicyStanding | None, found: PolicyStanding, term: TermTold) -> Table:
    first, last = _marks(before), _marks(found)
    rows = tuple(
        (words, str(first[words]) if before else NOT_SAID, str(last[words]))
        for words in MARK_WORDS
        if first[words] or last[words]
    )
    head = (
        _("How it stands"),
        _("On %(day)s") % {"day": spelt(term.starts)},
        _("On %(day)s") % {"day": spelt(term.day)},
    )
    words = _("The promises, at the beginning of the term and now") if term.running else ""
    return Table(words or _("The promises, at the beginning of the term and at its end"), head, rows)


def _marks(found: PolicyStanding | None) -> Counter[str]:
    promises = found.promises if found else ()
    return Counter(mark_for(one.standing, stale=one.finding.stale).words for one in promises)


def _life(school: School, term: TermTold) -> list[str]:
    """What became of the policy itself."""
    begun = [one for one in policies.history(school, on=term.day) if one.in_force_from >= term.starts]
    said = [
        _("Version %(n)s of the policy came into force on %(day)s.")
        % {"n": one.number, "day": spelt(one.in_force_from)}
        for one in sorted(begun, key=lambda one: one.in_force_from)
    ]
    review = policies.last_review(school, term.day)
    if review is not None and review.held_on >= term.starts:
        said.append(_("The policy was reviewed on %(day)s.") % {"day": spelt(review.held_on)})
    return said or [_("The policy stayed as it was, and was not reviewed.")]


def _work(school: School, term: TermTold) -> list[str]:
    """The jobs that fell due in the term, or were done in it."""
    jobs = Counter(in_time for _promises, in_time in evidence.settled(school, since=term.starts, until=term.day))
    if not jobs:
        return [_("No job of the policy’s fell due.")]
    words = ngettext(
        "%(n)s job fell due, and %(done)s was done in time.", "%(n)s jobs fell due, and %(done)s were done in time.",
        jobs.total(),
    )  # fmt: skip
    return [words % {"n": jobs.total(), "done": jobs[True]}]


def _told(term: Term, now: date) -> TermTold:
    return TermTold(term.name, term.starts, term.ends, min(term.ends, now))


def _names(term: Term) -> set[str]:
    """What the term may be called: by its name or the name's first part, with its year or without."""
    name = _plain(term.name)
    short = name.removesuffix(" term")
    return {name, short} | {f"{one} {year}" for one in (name, short) for year in {term.starts.year, term.ends.year}}


def _plain(words: str) -> str:
    return " ".join(words.replace("-", " ").split()).casefold()
