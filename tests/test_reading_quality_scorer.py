"""The scorer of reading quality, on a few sentences of our own, before it is trusted with the reader."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from bench.reading_facts import judge_facts
from bench.reading_labels import Labelled, load_one
from bench.reading_match import match
from bench.reading_score import Score, score_of, table
from schoolgate.reading.formats import paste
from schoolgate.reading.model import (
    Clause,
    DocumentFacts,
    Nature,
    Polarity,
    ReadDate,
    Reading,
    Span,
    Strength,
    When,
)

TEXT = """The web filter is tested every week and nobody may switch it off.

Robin Hill is a friendly school.

Staff should keep their phones in the locker.
"""
LABELS = """
obligations:
- {quote: "The web filter is tested", areas: [web-filtering], who: it-lead, strength: must, when: {n: 1, unit: week}}
- {quote: "nobody may switch it off", areas: [web-filtering], who: users, strength: must, polarity: do_not}
- {quote: "Staff should keep their phones", areas: [mobile-phones-byod], who: staff, strength: should}
zones:
- {kind: contents, from: "Robin Hill is", to: "friendly school."}
"""
WHOLE = "The web filter is tested every week and nobody may switch it off."
FRIENDLY = "Robin Hill is a friendly school."
PHONES = "Staff should keep their phones in the locker."


def labelled(folder: Path, labels: str = LABELS) -> Labelled:
    file = folder / "robin.yaml"
    file.write_text(labels, encoding="utf-8")
    return load_one(file, folder / "robin.txt")


def clause(text: str, *, nature: Nature = Nature.DECLARED, when: When | None = None, area: str = "other") -> Clause:
    block = next(n for n, b in enumerate(paste(TEXT).blocks) if text in b.text)
    start = paste(TEXT).blocks[block].text.index(text)
    return Clause(
        ref=text[:8],
        heading=(),
        text=text,
        span=Span(block, start, start + len(text)),
        stem="",
        strength=Strength.MUST,
        polarity=Polarity.DO,
        who=("staff",),
        protects=(),
        when=when,
        nature=nature,
        areas=(area,),
        topics=(),
    )


def score(folder: Path, *clauses: Clause, labels: str = LABELS) -> Score:
    reading = Reading(extract=paste(TEXT), document=DocumentFacts(), clauses=clauses)
    document = labelled(folder, labels)
    return score_of(document, match(document, reading), reading.document)


def test_one_clause_may_find_the_two_promises_it_holds(tmp_path: Path) -> None:
    """And is judged once for each, so a reader that splits the sentence scores better on polarity."""
    found = score(tmp_path, clause(WHOLE))
    assert (found.labels, found.found, found.polarity) == (3, 2, 1)


def test_a_labelled_stem_is_found_by_its_list(tmp_path: Path) -> None:
    item = replace(clause(FRIENDLY), stem=PHONES)
    assert score(tmp_path, item).found == 1


def test_a_clause_that_promises_nothing_finds_nothing(tmp_path: Path) -> None:
    found = score(tmp_path, clause(WHOLE, nature=Nature.CONTEXT))
    assert (found.found, found.false) == (0, 0)
    assert [note.split()[0] for note in found.notes] == ["MISSED"] * 3


def test_a_promise_in_a_zone_is_counted_there_alone(tmp_path: Path) -> None:
    found = score(tmp_path, clause(FRIENDLY))
    assert (found.in_zones, found.false) == (1, 0)


def test_a_promise_nobody_labelled_is_a_false_promise(tmp_path: Path) -> None:
    no_zones = LABELS.split("zones:")[0]
    assert score(tmp_path, clause(FRIENDLY), labels=no_zones).false == 1
    optional = no_zones + 'optional: ["Robin Hill is a friendly"]\n'
    assert score(tmp_path, clause(FRIENDLY), labels=optional).false == 0


def test_the_rest_of_a_labelled_sentence_is_neither_found_nor_false(tmp_path: Path) -> None:
    found = score(tmp_path, clause("in the locker."))
    assert (found.found, found.false) == (0, 0)


def test_areas_strength_and_who_are_judged_on_what_was_found(tmp_path: Path) -> None:
    found = score(tmp_path, clause(PHONES, area="mobile-phones-byod"))
    assert (found.area_first, found.area_any, found.strength, found.who) == (1, 1, 0, 1)


def test_a_clock_is_exact_when_number_and_unit_are_right(tmp_path: Path) -> None:
    """Seven days are a week; which clock they run on is scored apart."""
    found = score(tmp_path, clause(WHOLE, when=When("every seven days", 7, "day", "calendar")))
    assert (found.clocks, found.clock_exact, found.clock_kind) == (1, 1, 0)
    assert score(tmp_path, clause(WHOLE, when=When("weekly", 2, "week"))).clock_exact == 0
    assert score(tmp_path, clause(PHONES, when=When("daily", 1, "day"))).made_up_clocks == 1


def test_a_quote_the_reader_never_read_is_lost_and_missed(tmp_path: Path) -> None:
    gone = 'obligations:\n- {quote: "Pupils sign a slip each term", areas: [other], who: pupils, strength: must}\n'
    found = score(tmp_path, labels=gone)
    assert (found.found, found.lost) == (0, 1)


def test_a_policys_own_facts_are_right_as_labelled() -> None:
    month = ReadDate(date(2026, 9, 30), "month", "September 2026")
    read = DocumentFacts(title="Online safety policy", review_due=month)
    labels = {"title": "Online Safety Policy", "approved": "September 2025", "review_due": "September 2026"}
    assert judge_facts(labels, read) == {"title": True, "approved": False, "review_due": True}


def test_the_table_has_a_row_a_document(tmp_path: Path) -> None:
    lines = table([("robin", score(tmp_path, clause(WHOLE)))]).splitlines()
    assert len(lines) == 3
    assert lines[2].startswith("| robin | 3 | 0.67 | 0 |")
