"""What a rule looks at: a reading, the frameworks in force and the day, with the look-ups rules share."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Any, Final, Protocol

from schoolgate.kernel.refs import derived_ref
from schoolgate.reading.model import (
    Clause,
    DocumentFacts,
    Extract,
    Lint,
    Nature,
    Polarity,
    Reading,
    Section,
    Span,
    Strength,
    TopicGuess,
    When,
)

_QUOTES: Final = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "\u00a0": " "})

_LONGEST: Final = 2_000
_PRONOUN: Final = re.compile(r"(?:they|these|those|this|it) (?:should|must|will|shall|is|are|may)\b")


class Ground(Protocol):
    """A requirement of a framework, as ``policy.packs.Requirement`` has it."""

    @property
    def key(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def topics(self) -> tuple[str, ...]: ...
    @property
    def shown_by(self) -> tuple[str, ...]: ...
    @property
    def gap(self) -> str: ...
    @property
    def suggestion(self) -> str: ...
    @property
    def checked(self) -> bool: ...


@dataclass(frozen=True)
class Paper:
    """A policy on the table: its reading, the requirements it answers to, and today's date."""

    reading: Reading
    requirements: Sequence[Ground]
    today: date

    @property
    def facts(self) -> DocumentFacts:
        return self.reading.document

    @cached_property
    def promises(self) -> tuple[Clause, ...]:
        return tuple(clause for clause in self.reading.clauses if clause.promises)

    @cached_property
    def body(self) -> tuple[Clause, ...]:
        """Every sentence of the policy itself: not its contents page, lists of law, references or glossary."""
        return tuple(clause for clause in self.reading.clauses if clause.section is Section.BODY)

    @cached_property
    def said(self) -> str:
        """All of the body made plain, each sentence with its stem on a line of its own."""
        return "\n".join(about(clause) for clause in self.body)

    @cached_property
    def words(self) -> str:
        """Every sentence made plain, each on a line of its own: to see at once whether words stand in any."""
        return "\n".join(plain(clause.text) for clause in self.reading.clauses)

    @property
    def dated(self) -> date | None:
        """The day the policy was approved, where it says."""
        return self.facts.approved.date if self.facts.approved else None

    def in_context(self, clause: Clause) -> str:
        """A sentence made plain, after the one before it where it only says "they" or "it" of something."""
        at = self._place[clause.ref]
        before = self.reading.clauses[at - 1] if at else None
        if before and before.heading == clause.heading and _PRONOUN.match(plain(clause.text)):
            return f"{plain(before.text).rstrip('.')}: {about(clause)}"
        return about(clause)

    @cached_property
    def _place(self) -> dict[str, int]:
        return {clause.ref: at for at, clause in enumerate(self.reading.clauses)}

    def saying(self, words: str) -> Clause | None:
        """The first sentence in which the words stand."""
        wanted = plain(words)
        return next((clause for clause in self.reading.clauses if wanted and wanted in plain(clause.text)), None)


@lru_cache(maxsize=20_000)
def plain(text: str) -> str:
    """Lower case, straight quotes and hyphens, single spaces: for matching, never for quoting.

    Of a sentence longer than any sentence is, only the beginning, so that nobody's file takes long.
    """
    return " ".join(text[:_LONGEST].translate(_QUOTES).lower().split())


def about(clause: Clause) -> str:
    """A sentence with the stem of its list before it, made plain."""
    return plain(f"{clause.stem} {clause.text}")


def note(kind: str, clause: Clause | None, message: str, suggestion: str = "", other: Clause | None = None) -> Lint:
    """A lint that quotes its sentence exactly."""
    return Lint(
        kind=kind,
        clause=clause.ref if clause else None,
        quote=clause.text if clause else "",
        message=message,
        suggestion=suggestion,
        other_clause=other.ref if other else None,
    )


def sentence(
    text: str,
    *topics: str,
    polarity: Polarity = Polarity.DO,
    strength: Strength = Strength.MUST,
    who: tuple[str, ...] = ("staff",),
    when: When | None = None,
    nature: Nature = Nature.DECLARED,
    heading: tuple[str, ...] = (),
    section: Section = Section.BODY,
    stem: str = "",
) -> Clause:
    """A sentence as the reader would give it, for examples."""
    return Clause(
        ref=derived_ref("clause", text, *heading),
        heading=heading,
        text=text,
        span=Span(0, 0, len(text)),
        stem=stem,
        strength=strength,
        polarity=polarity,
        who=who,
        protects=(),
        when=when,
        nature=nature,
        areas=tuple(dict.fromkeys(topic.split(".")[0] for topic in topics))[:3],
        topics=tuple(TopicGuess(topic, 0.9) for topic in topics),
        section=section,
    )


def paper_of(
    *clauses: Clause, today: date = date(2026, 3, 2), requirements: Sequence[Ground] = (), **facts: Any
) -> Paper:
    """A policy of these sentences that says these things of itself, for examples."""
    extract = Extract("pasted", "", ())
    return Paper(Reading(extract, DocumentFacts(**facts), clauses), requirements, today)
