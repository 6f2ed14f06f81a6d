"""A file's blocks in, a reading out: every sentence a clause, each with what it promises, who must act and by when."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import zip_longest
from typing import Final

from schoolgate.kernel.refs import derived_ref
from schoolgate.reading.actors import protects, who_acts
from schoolgate.reading.areas import classify
from schoolgate.reading.clausal import bearer, divide
from schoolgate.reading.facts import document_facts, title_of
from schoolgate.reading.model import (
    Clause,
    Extract,
    Nature,
    Polarity,
    Reading,
    Section,
    Span,
    Strength,
)
from schoolgate.reading.natures import nature_of
from schoolgate.reading.strength import judge, judge_stem
from schoolgate.reading.structure import Kind, Unit, units
from schoolgate.reading.whens import find_when
from schoolgate.reading.wording.verdict import Judgement, none

READER_VERSION: Final = "2026.2"


def read(extract: Extract, *, today: date | None = None) -> Reading:  # noqa: ARG001
    """The reading of a file. The same extract gives the same reading, refs and all.

    ``today`` is for what can only be told by a date; nothing a clause says depends on it.
    """
    found = tuple(_clauses(extract))
    return Reading(extract, document_facts(extract, found), found, reader=READER_VERSION)


def _clauses(extract: Extract) -> list[Clause]:
    title = title_of(extract)
    before: Unit | None = None
    seen: Counter[tuple[str, ...]] = Counter()
    found: list[Clause] = []
    acted: tuple[str, ...] = ()
    parts = [part for unit in units(extract) if unit.judged for part in _parts(unit)]
    for part, following in zip_longest(parts, parts[1:]):
        key = (_plain(part.text), _plain(" ".join(part.heading)))
        seen[key] += 1
        acted = found[-1].who if found and found[-1].promises else acted
        ref = derived_ref("clause", *key, str(seen[key]))
        after = following.text if following is not None and following.block == part.block else ""
        found.append(_clause(part, ref, title, _said_before(before, part), after, acted))
        before = part
    return found


def _said_before(before: Unit | None, unit: Unit) -> str:
    """The words that lead into a unit: those before it in its block, or in running text under the same heading."""
    if before is None:
        return ""
    running = before.heading == unit.heading and not before.stem and not unit.stem
    return before.text if running or before.block == unit.block else ""


def _parts(unit: Unit) -> list[Unit]:
    """The unit, or its clauses where it says two things of differing strength or polarity."""
    spans = divide(unit.text) if not unit.lead else [(0, len(unit.text))]
    if len(spans) == 1:
        return [unit]
    return [
        replace(
            unit,
            start=unit.start + a,
            end=unit.start + b,
            text=unit.text[a:b],
            kind=Kind.SENTENCE if unit.kind is Kind.STEM and b < len(unit.text) else unit.kind,
            lead=bearer(unit.text) if unit.text[a:b].startswith(("not ", "never ")) else unit.lead,
        )
        for a, b in spans
    ]


def _clause(unit: Unit, ref: str, title: str, before: str, after: str, acted: tuple[str, ...]) -> Clause:
    verdict = _verdict(unit)
    said = unit.text + unit.tail
    areas, topics = (
        ((), ()) if not verdict.promises else classify(said, unit.stem, unit.heading, title=title, before=before)
    )
    when = find_when(said, unit.stem, unit.heading, after=after) if verdict.promises else None
    who = who_acts(said, unit.stem, unit.heading, title, acted) if verdict.promises else ()
    nature = nature_of(unit.text, unit.stem, areas, who, when) if verdict.promises else Nature.CONTEXT
    return Clause(
        ref=ref,
        heading=unit.heading,
        text=unit.text,
        span=Span(unit.block, unit.start, unit.end, unit.page),
        stem=unit.stem,
        strength=verdict.strength,
        polarity=verdict.polarity,
        who=who,
        protects=protects(unit.text, who, unit.section) if verdict.promises else (),
        when=when,
        nature=nature,
        areas=areas,
        topics=topics,
        confidence=verdict.confidence,
        section=unit.section,
    )


_SILENT: Final = frozenset({Section.CONTENTS, Section.LEGISLATION, Section.GLOSSARY, Section.REFERENCES})


_SPOKEN: Final = frozenset({"modal must", "modal will", "modal should"})


def _verdict(unit: Unit) -> Judgement:
    if unit.section is Section.REFERENCES and (own := judge(unit.text, "", unit.heading)).rule in _SPOKEN:
        return own
    if unit.section in _SILENT:
        return none(f"in {unit.section.value}", 0.95)
    if unit.kind is Kind.STEM:
        return judge_stem(unit.lead + unit.text, unit.stem, unit.heading)
    if unit.column:
        return _by_column(unit)
    return judge(unit.lead + unit.text + unit.tail, unit.stem, unit.heading, item=unit.kind is not Kind.SENTENCE)


_COLUMN_FORBIDS: Final = re.compile(r"\b(?:not|un\w+|never|illegal|prohibit\w*|forbidden|banned)\b", re.IGNORECASE)


def _by_column(unit: Unit) -> Judgement:
    """A row judged by the column it is marked in: "not allowed" forbids, "allowed" permits, the rest binds."""
    if _COLUMN_FORBIDS.search(unit.column):
        return Judgement(Strength.MUST, Polarity.DO_NOT, 0.85, "column forbids")
    if re.search(r"\b(?:allowed|acceptable|permitted)\b", unit.column, re.IGNORECASE):
        return Judgement(Strength.MAY, Polarity.DO, 0.8, "column permits")
    return Judgement(Strength.MUST, Polarity.DO, 0.7, "column binds")


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.lower()).strip()
