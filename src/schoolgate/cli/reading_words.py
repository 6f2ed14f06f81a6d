"""A reading as words for a person at a terminal."""

import shutil
import textwrap
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Final

import click

from schoolgate.reading.model import Clause, DocumentFacts, Lint, Polarity, ReadDate, Reading, When
from schoolgate.vocabulary.areas import AREAS
from schoolgate.vocabulary.roles import ROLES
from schoolgate.vocabulary.screens import UNITS

_WIDEST: Final = 100
_LABELS: Final = (12, 26)  # how narrow and how wide the column of labels may be
_KINDS: Final = {
    "docx": "Word document",
    "odt": "OpenDocument text",
    "pdf": "PDF",
    "txt": "text",
    "md": "Markdown",
    "html": "web page",
    "pasted": "pasted text",
}


def words_of(reading: Reading, filename: str, today: date) -> str:
    """Title, dates and people first, then every promise under its heading, then what is worth a governor's eye."""
    width = min(_WIDEST, shutil.get_terminal_size().columns)
    parts = [*_top(reading, filename, today, width), *_promises(reading, width)]
    if reading.lint:
        parts += ["", *_lint(reading.lint, reading, width)]
    return "\n".join(parts)


def _top(reading: Reading, filename: str, today: date, width: int) -> Iterator[str]:
    facts = reading.document
    yield click.style(facts.title or filename or "Policy", bold=True)
    pages = f", {_counted(reading.extract.pages, 'page')}" if reading.extract.pages else ""
    yield f"{filename or 'Standard input'} ({_KINDS.get(reading.extract.kind, reading.extract.kind)}{pages})"
    yield ""
    lines = [*_facts(facts, today), *_counts(reading)]
    column = min(max(_LABELS[0], *(len(label) + 2 for label, _ in lines)), _LABELS[1])
    for label, text in lines:
        first = f"{textwrap.shorten(label, column - 1, placeholder=''):<{column}}"
        yield from textwrap.wrap(text, width, initial_indent=first, subsequent_indent=" " * column)


def _counts(reading: Reading) -> Iterator[tuple[str, str]]:
    promises = [clause for clause in reading.clauses if clause.promises]
    strengths = Counter(clause.strength.value for clause in promises)
    parts = ", ".join(f"{strengths[word]} {word}" for word in ("must", "should", "may") if strengths[word])
    clocks = sum(1 for clause in promises if clause.when and clause.when.n)
    vague = sum(1 for clause in promises if clause.when and not clause.when.n)
    yield (
        "Promises",
        f"{len(promises)} of {_counted(len(reading.clauses), 'sentence')}" + (f": {parts}" if parts else ""),
    )
    yield "Clocks", f"{clocks} with a number, {vague} without"
    for note in reading.extract.notes:
        yield "Note", note


def _facts(facts: DocumentFacts, today: date) -> Iterator[tuple[str, str]]:
    if facts.school:
        yield "School", facts.school
    if facts.approved:
        yield "Approved", _day(facts.approved)
    if facts.review_due:
        late = ", overdue" if facts.review_due.date < today else ""
        yield "Review due", _day(facts.review_due) + late
    if facts.review_interval:
        yield "Reviewed", _clock(facts.review_interval)
    for holder in facts.post_holders:
        yield ROLES.get(holder.role, holder.role), holder.name
    for label, names in (("Suppliers", facts.suppliers), ("Systems", facts.systems), ("Refers to", facts.references)):
        if names:
            yield label, ", ".join(names)


def _promises(reading: Reading, width: int) -> Iterator[str]:
    heading: tuple[str, ...] | None = None
    stem = ""
    number = 0
    for clause in reading.clauses:
        if not clause.promises:
            continue
        number += 1
        if clause.heading != heading:
            heading, stem = clause.heading, ""
            yield ""
            yield click.style(" > ".join(heading) or "Before the first heading", bold=True)
        if clause.stem and clause.stem != stem:
            yield from textwrap.wrap(clause.stem, width, initial_indent="      ", subsequent_indent="      ")
        stem = clause.stem
        yield from textwrap.wrap(clause.text, width, initial_indent=f"{number:>4}. ", subsequent_indent="      ")
        for line in textwrap.wrap(_about(clause), width, initial_indent="      ", subsequent_indent="      "):
            yield click.style(line, dim=True)


def _about(clause: Clause) -> str:
    strength = clause.strength.value + (" not" if clause.polarity is Polarity.DO_NOT else "")
    parts = [strength, ", ".join(ROLES.get(role, role) for role in clause.who)]
    parts.append(_clock(clause.when) if clause.when else "")
    parts.append(", ".join(AREAS.get(area, area) for area in clause.areas))
    return " | ".join(part for part in parts if part)


def _clock(when: When) -> str:
    if when.n is None or when.unit is None:
        return f"“{when.text}” (no number)"
    unit = UNITS[when.unit][when.n != 1]
    kind = f"{when.clock} " if when.clock in ("working", "school") and when.unit == "day" else ""
    joined = {"sooner_of": ", or sooner", "later_of": ", or later"}.get(when.combine or "", "")
    return f"“{when.text}” = {when.n} {kind}{unit}{joined}"


def _lint(lint: tuple[Lint, ...], reading: Reading, width: int) -> Iterator[str]:
    pages = {clause.ref: clause.span.page for clause in reading.clauses}
    yield click.style(f"Worth a governor's eye: {len(lint)}", bold=True)
    for found in lint:
        page = pages.get(found.clause or "")
        yield ""
        yield from textwrap.wrap(found.message, width, initial_indent="  - ", subsequent_indent="    ")
        if found.quote:
            where = f" (page {page})" if page else ""
            yield from textwrap.wrap(
                f"“{found.quote}”{where}", width, initial_indent=" " * 4, subsequent_indent=" " * 4
            )
        if found.suggestion:
            yield from textwrap.wrap(
                f"Perhaps: {found.suggestion}", width, initial_indent=" " * 4, subsequent_indent=" " * 4
            )


def _day(read: ReadDate) -> str:
    if read.precision == "day":
        return f"{read.date.day} {read.date:%B %Y}"
    return f"{read.text} (taken as {read.date.day} {read.date:%B %Y})"


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}" + ("" if count == 1 else "s")
