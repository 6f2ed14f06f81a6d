"""A policy's standings as a page shows them: marks in order, counts, the few questions worth asking, plain words."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from schoolgate.evidence.judging import PolicyStanding, PromiseStanding
from schoolgate.kernel.digests import digest
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.policy.packs import Requirement, requirements_in_force
from schoolgate.policy.reviewing import ReviewDue
from schoolgate.reading.model import Clause, DocumentFacts, Lint, When
from schoolgate.vocabulary.roles import ROLES
from schoolgate.vocabulary.screens import UNITS, Mark, mark_for
from schoolgate.vocabulary.sources import Source

MOST_QUESTIONS: Final = 10
MOST_ADVICE: Final = 3
_NUMBERS: Final = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True, slots=True)
class ToPutRight:
    """A promise that needs putting right: what, who and by when, never the mark alone."""

    ref: str
    text: str
    because: str
    who: tuple[str, ...]
    by_when: str


@dataclass(frozen=True, slots=True)
class Board:
    """What a page about the whole policy needs. ``files`` are what would answer most, best first."""

    answered: int
    total: int
    marks: tuple[Mark, ...]
    counts: dict[Standing, int]
    files: tuple[tuple[Source, int], ...]
    questions: tuple[PromiseStanding, ...]

    @property
    def more(self) -> int:
        return sum(count for _source, count in self.files)

    @property
    def heading(self) -> str:
        """The answer a page begins with. Nothing answered yet is where everybody starts, and is not put as a score."""
        if not self.answered:
            return _("Your %(total)s promises are read.") % {"total": self.total}
        return _("We can answer %(answered)s of %(total)s promises.") % {"answered": self.answered, "total": self.total}

    @property
    def promise_of_more(self) -> str:
        """ "Three files would answer 30 more", or nothing where no file would."""
        if not self.files:
            return ""
        if not self.answered:
            words = ngettext(
                "None has evidence yet. %(files)s file would answer %(more)s.",
                "None has evidence yet. %(files)s files would answer %(more)s.",
                len(self.files),
            )
            return words % {"files": in_words(len(self.files)).capitalize(), "more": self.more}
        words = ngettext(
            "%(files)s file would answer %(more)s more.", "%(files)s files would answer %(more)s more.", len(self.files)
        )
        return words % {"files": in_words(len(self.files)).capitalize(), "more": self.more}

    @property
    def label(self) -> str:
        """The register in words, for those who cannot see its shapes."""
        return _("%(answered)s of %(total)s promises have an answer.") % {
            "answered": self.answered,
            "total": self.total,
        }


def board(promises: Sequence[PromiseStanding], most_files: int = 3) -> Board:
    counts = Counter(promise.standing for promise in promises)
    return Board(
        answered=sum(promise.answered for promise in promises),
        total=len(promises),
        marks=tuple(mark_of(promise.finding) for promise in promises),
        counts={standing: counts[standing] for standing in Standing},
        files=files(promises)[:most_files],
        questions=questions(promises),
    )


def files(promises: Iterable[PromiseStanding]) -> tuple[tuple[Source, int], ...]:
    """The files that would answer promises with no evidence, and how many each; most first."""
    counts = Counter(p.would_answer for p in promises if not p.answered and p.would_answer.topics)
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0].key)))


def questions(promises: Iterable[PromiseStanding]) -> tuple[PromiseStanding, ...]:
    """The sentences whose reading, once confirmed, would change a mark: a check finds fault and we may have misread."""
    waiting = (
        promise
        for promise in promises
        if not promise.promise.confirmed
        and promise.standing is not Standing.BROKEN
        and any(finding.standing is Standing.BROKEN for _key, finding in promise.checks)
    )
    return tuple(waiting)[:MOST_QUESTIONS]


def to_put_right(found: PolicyStanding) -> tuple[ToPutRight, ...]:
    """The promises that need putting right, in the policy's order."""
    document = found.policy.reading.document
    return tuple(
        ToPutRight(
            ref=broken.promise.ref,
            text=broken.promise.clause.text,
            because=broken.finding.because,
            who=owners(broken.promise.clause.who, document),
            by_when=clock(broken.promise.clause.when)[0],
        )
        for broken in found.promises
        if broken.standing is Standing.BROKEN
    )


def mark_of(finding: Finding) -> Mark:
    return mark_for(finding.standing, stale=finding.stale)


def in_words(number: int) -> str:
    """Small numbers as words, as a letter would write them; larger ones as figures."""
    return _NUMBERS[number] if 0 <= number < len(_NUMBERS) else str(number)


def written(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def review(document: DocumentFacts, today: date) -> tuple[str, str]:
    """What to say of the policy's review: the fact, and what follows from it."""
    due = document.review_due
    if due is None:
        return _("It does not say when it is next reviewed."), ""
    only = "" if due.precision == "day" else _(" (only the %(part)s was given)") % {"part": due.precision}
    if due.date < today:
        return (
            _("Its review was due on %(day)s%(only)s.") % {"day": written(due.date), "only": only},
            _("still in force until governors replace it"),
        )
    return _("Its next review is due on %(day)s%(only)s.") % {"day": written(due.date), "only": only}, ""


def sooner(document: DocumentFacts, due: ReviewDue) -> str:
    """What brings the review forward of the policy's own date, and to when; nothing where nothing does."""
    written_in_it = document.review_due.date if document.review_due else None
    if due.day is None or (written_in_it is not None and due.day >= written_in_it):
        return ""
    if because := due.because:
        words = _("It is called for sooner, by %(day)s: %(why)s, on %(since)s.")
        why = f"{because.title[0].lower()}{because.title[1:]}"
        return words % {"day": written(due.day), "why": why, "since": written(because.raised_on)}
    return (
        _("The last review that was held set %(day)s, which is sooner.") % {"day": written(due.day)}
        if written_in_it
        else ""
    )


def clock(when: When | None) -> tuple[str, str]:
    """By when, in the policy's words, and what we take them to mean."""
    if when is None:
        return _("The sentence gives no time."), ""
    said = f"“{when.text}”"
    if when.n is None or when.unit is None:
        return said, _("No number is given, so nobody can say when it is late.")
    one, many = UNITS[when.unit]
    kind = {"working": _("working "), "school": _("school ")}.get(when.clock or "", "") if when.unit == "day" else ""
    return said, _("We read this as %(n)s %(unit)s.") % {"n": when.n, "unit": kind + (one if when.n == 1 else many)}


def owners(who: Iterable[str], document: DocumentFacts) -> tuple[str, ...]:
    """Who must act, each with the name the policy gives, if it gives one."""
    names: dict[str, list[str]] = {}
    for holder in document.post_holders:
        names.setdefault(holder.role, []).append(holder.name)
    return tuple(
        f"{ROLES.get(role, role)} ({', '.join(names[role])})" if role in names else ROLES.get(role, role)
        for role in who
    )


def notes(lint: Iterable[Lint], clause: str) -> tuple[Lint, ...]:
    """What we noticed about one sentence."""
    return tuple(note for note in lint if clause in (note.clause, note.other_clause))


def name_of(note: Lint) -> str:
    """A short name for one finding among those of its kind, for an address: several may be about no sentence at all."""
    return digest([note.kind, note.clause, note.message])[:10]


def advice(clause: Clause, on: date, nation: str) -> tuple[Requirement, ...]:
    """What national frameworks ask on the sentence's own subject, best first; few enough to be read."""
    subjects = [guess.key for guess in clause.topics[:2]]
    asked = [r for r in requirements_in_force(on, nation) if set(subjects) & set(r.topics)]
    asked.sort(key=lambda r: min(subjects.index(topic) for topic in r.topics if topic in subjects))
    return tuple(asked[:MOST_ADVICE])
