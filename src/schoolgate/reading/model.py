"""What reading a policy yields: blocks as they stand in the file, clauses, the document's own facts, lint.

Everything here is a plain frozen value that turns into JSON and back, so that a reading can be printed by the command
line, kept with a policy version and compared with the next one.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal


class Role(StrEnum):
    """What a block of the document is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"
    FURNITURE = "furniture"  # running headers, page numbers: kept, never read


class Section(StrEnum):
    """What the part of the document around a block is for; only a body promises."""

    BODY = "body"
    CONTENTS = "contents"
    LEGISLATION = "legislation"
    REFERENCES = "references"
    GLOSSARY = "glossary"


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, list item or table row, in document order.

    ``text`` is exactly what the file says, white space folded. ``level`` is the heading's level from 1, or the depth of
    a list item from 1. ``cells`` holds a row's cells (joined, they are ``text``); ``header`` its table's header.
    ``page`` counts from 1 where the format has pages.
    """

    role: Role
    text: str
    level: int = 0
    page: int | None = None
    marker: str = ""
    cells: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    table: int | None = None


@dataclass(frozen=True, slots=True)
class Extract:
    """The words of a file in order, before anything is understood."""

    kind: str  # docx, odt, pdf, txt, md, html, pasted
    sha256: str
    blocks: tuple[Block, ...]
    pages: int | None = None
    title: str = ""  # from the file's own properties, where it has them
    notes: tuple[str, ...] = ()  # what was left out, and why


class Strength(StrEnum):
    MUST = "must"
    SHOULD = "should"
    MAY = "may"
    NONE = "none"


class Polarity(StrEnum):
    DO = "do"
    DO_NOT = "do_not"


class Nature(StrEnum):
    """How a promise can be known: enforced, measured, done by a person on a rhythm, said by a person, or no promise."""

    GATE = "gate"
    MEASURED = "measured"
    DUTY = "duty"
    DECLARED = "declared"
    CONTEXT = "context"


Unit = Literal["hour", "day", "week", "month", "half_term", "term", "year"]
ClockName = Literal["working", "school", "calendar", "wall"]


@dataclass(frozen=True, slots=True)
class When:
    """A clause's clock. "Termly" is 1 term on the school clock; "within one working day" is 1 day on the working clock.

    A period is written as its interval: "twice a year" is 6 months. A vague clock ("regularly", "promptly") has its
    text and no number. ``anchor`` says what starts it, in one word or a short phrase; ``combine`` is ``sooner_of`` or
    ``later_of`` where the sentence joins it to another trigger ("or in response to an incident, whichever is sooner").
    """

    text: str
    n: int | None = None
    unit: Unit | None = None
    clock: ClockName | None = None
    anchor: str | None = None
    combine: Literal["sooner_of", "later_of"] | None = None


@dataclass(frozen=True, slots=True)
class TopicGuess:
    key: str
    confidence: float  # 0 to 1


@dataclass(frozen=True, slots=True)
class Span:
    """Where a clause stands: characters ``start`` to ``end`` of the text of block number ``block``."""

    block: int
    start: int
    end: int
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """One span of one version's text. Every sentence is one; those that promise nothing have nature ``context``."""

    ref: str
    heading: tuple[str, ...]
    text: str  # exactly as it stands at ``span``
    span: Span
    stem: str  # the sentence whose list this belongs to, or ""
    strength: Strength
    polarity: Polarity
    who: tuple[str, ...]  # who must act, as role words of vocabulary.roles
    protects: tuple[str, ...]
    when: When | None
    nature: Nature
    areas: tuple[str, ...]  # at most three, best first
    topics: tuple[TopicGuess, ...]
    confidence: float = 1.0  # how sure the reader is that this is (or is not) a promise
    section: Section = Section.BODY

    @property
    def promises(self) -> bool:
        return self.nature is not Nature.CONTEXT


@dataclass(frozen=True, slots=True)
class ReadDate:
    """A date as the policy gives it. A month alone means its last day; ``precision`` keeps that it was a month."""

    date: date
    precision: Literal["day", "month", "term", "year"]
    text: str


@dataclass(frozen=True, slots=True)
class PostHolder:
    role: str  # a role word of vocabulary.roles
    name: str
    text: str  # the words it was read from


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What the document says of itself. Later set-up asks about none of these again."""

    title: str = ""
    school: str = ""
    approved: ReadDate | None = None
    review_due: ReadDate | None = None
    review_interval: When | None = None
    post_holders: tuple[PostHolder, ...] = ()
    suppliers: tuple[str, ...] = ()
    systems: tuple[str, ...] = ()
    software: tuple[str, ...] = ()
    references: tuple[str, ...] = ()  # other policies and documents it names
    appendices_cited: tuple[str, ...] = ()
    appendices_present: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()  # external bodies it names
    it_support: str = ""  # the company or body that looks after the computers, where it is no person
    filter_supplier: str = ""  # who supplies the web filter


@dataclass(frozen=True, slots=True)
class Lint:
    """One thing worth a governor's eye. Advice only: the ratified text is never rewritten."""

    kind: str
    clause: str | None  # the ref of the clause it is about
    quote: str  # the sentence, quoted
    message: str
    suggestion: str = ""  # wording a person may accept
    other_clause: str | None = None  # the second side of a contradiction


@dataclass(frozen=True, slots=True)
class Reading:
    """A policy document, read."""

    extract: Extract
    document: DocumentFacts
    clauses: tuple[Clause, ...]
    lint: tuple[Lint, ...] = field(default=())
    reader: str = ""  # the version of the reader that made it
