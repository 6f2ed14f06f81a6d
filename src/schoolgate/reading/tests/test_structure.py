"""Lists, headings, tables and parts of a document are known for what they are, marks or no marks."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schoolgate.reading.formats import paste
from schoolgate.reading.model import Block, Extract, Role, Section
from schoolgate.reading.read import read
from schoolgate.reading.structure import Kind, Unit, units


def items(text: str) -> list[tuple[str, str]]:
    """Each list item with its stem."""
    return [(unit.stem, unit.text) for unit in units(paste(text)) if unit.kind is Kind.ITEM]


def promises(text: str) -> list[str]:
    return [clause.text for clause in read(paste(text)).clauses if clause.promises]


def of_blocks(*blocks: Block) -> Extract:
    return Extract("docx", "0", blocks)


def test_it_works() -> None:
    assert items("Staff must:\n\n- lock doors\n- sign out") == [
        ("Staff must:", "lock doors"),
        ("Staff must:", "sign out"),
    ]


@pytest.mark.parametrize(
    "flat",
    [
        "The technician will: - test the filter - keep the log - replace old tablets",
        "The technician will: • test the filter • keep the log • replace old tablets",
        "The technician will: test the filter; keep the log; replace old tablets.",
        "The technician will: \uf0b7 test the filter \uf0b7 keep the log \uf0b7 replace old tablets",
        "The technician will: Test the filter Keep the log Replace old tablets",
        "The technician will: (a) test the filter (b) keep the log (c) replace old tablets",
    ],
)
def test_a_list_whose_line_breaks_were_lost_is_found_again(flat: str) -> None:
    found = items(flat)
    assert [re.sub(r"^\W*\(?[abc]?\)?\s*|[;.]$", "", text).lower() for _, text in found] == [
        "test the filter",
        "keep the log",
        "replace old tablets",
    ]
    assert {stem for stem, _ in found} == {"The technician will:"}


def test_rules_run_together_are_told_apart() -> None:
    text = "I will ask before I go online I will keep my password secret I will tell an adult if I am worried"
    assert promises(text) == [
        "I will ask before I go online",
        "I will keep my password secret",
        "I will tell an adult if I am worried",
    ]


def test_each_violation_is_a_promise_not_to() -> None:
    found = read(paste("It is a violation to: send threats; to copy licensed programs; to read another person's mail."))
    assert [(c.polarity.value, c.text) for c in found.clauses if c.promises] == [
        ("do_not", "send threats;"),
        ("do_not", "to copy licensed programs;"),
        ("do_not", "to read another person's mail."),
    ]


def test_one_sentence_with_a_must_and_a_must_not_is_two_clauses() -> None:
    found = read(paste("Staff must lock their cupboards and must not lend their keys."))
    assert [(c.polarity.value, c.text) for c in found.clauses] == [
        ("do", "Staff must lock their cupboards"),
        ("do_not", "and must not lend their keys."),
    ]


def test_a_heading_glued_to_its_sentence_is_cut_off() -> None:
    found = units(paste("Passwords All staff must choose a long password."))
    assert [(u.kind, u.text) for u in found] == [
        (Kind.HEADING, "Passwords"),
        (Kind.SENTENCE, "All staff must choose a long password."),
    ]
    assert found[1].heading[-1] == "Passwords"


def test_a_stem_reaches_over_a_page_break() -> None:
    extract = of_blocks(
        Block(Role.PARAGRAPH, "Governors will:", page=1),
        Block(Role.ITEM, "visit twice a year", level=1, page=1),
        Block(Role.FURNITURE, "Page 3 of 9", page=1),
        Block(Role.ITEM, "read the report", level=1, page=2),
    )
    assert [u.stem for u in units(extract) if u.kind is Kind.ITEM] == ["Governors will:", "Governors will:"]


def test_a_sentence_cut_by_a_page_is_judged_whole() -> None:
    extract = of_blocks(
        Block(Role.PARAGRAPH, "Every member of staff", page=1), Block(Role.PARAGRAPH, "must sign.", page=2)
    )
    assert [c.promises for c in read(extract).clauses] == [False, True]


def test_a_stem_inside_a_list_holds_the_items_below_it() -> None:
    extract = of_blocks(
        Block(Role.PARAGRAPH, "The school will:"),
        Block(Role.ITEM, "train staff to:", level=1),
        Block(Role.ITEM, "spot a false message", level=2),
        Block(Role.ITEM, "keep a log", level=1),
    )
    assert [u.stem for u in units(extract) if u.kind is Kind.ITEM] == [
        "The school will: train staff to:",
        "The school will:",
    ]


def test_a_role_table_says_who() -> None:
    row = ("Technician", "Tests the filter every week. Keeps a list of devices.")
    extract = of_blocks(Block(Role.ROW, " | ".join(row), cells=row, header=("Role", "Duties")))
    assert [(c.who, c.text) for c in read(extract).clauses] == [
        (("it-lead",), "Tests the filter every week."),
        (("it-lead",), "Keeps a list of devices."),
    ]


def test_a_column_that_forbids_makes_the_row_a_promise_not_to() -> None:
    row, header = ("Gaming in lessons", "", "X"), ("Use", "Allowed", "Not allowed")
    extract = of_blocks(Block(Role.ROW, "Gaming in lessons | X", cells=row, header=header))
    assert [(c.strength.value, c.polarity.value) for c in read(extract).clauses if c.promises] == [("must", "do_not")]


def test_contents_and_law_promise_nothing() -> None:
    text = """Contents

1. What governors will do ........ 2
2. Staff must sign ........ 4

Legislation and guidance

The Education Act 2002 says that governing bodies must keep pupils safe.

Roles

Governors must read the report."""
    found = read(paste(text))
    assert [c.text for c in found.clauses if c.promises] == ["Governors must read the report."]
    assert {c.section for c in found.clauses} >= {Section.LEGISLATION, Section.BODY}


def test_aims_bind_weakly_and_beliefs_not_at_all() -> None:
    assert promises("We aim to:\n\n- make sure that filters work\n- celebrate curiosity") == [
        "make sure that filters work"
    ]
    assert promises("We believe our pupils will:\n\n- become kind\n- grow in confidence") == []


_PIECES = st.sampled_from(
    [
        "Staff must lock doors. ",
        "The school will: ",
        "- ",
        "• ",
        "keep a log; ",
        "Passwords ",
        "All pupils are taught to be kind ",
        "e.g. games, ",
        "Mr. Lee ",
        "No. 3 ",
        "www.example.org ",
        "I will ask ",
        "and must not ",
        "(a) ",
        "; ",
        ": ",
        "? ",
        "… ",
        "\n\n",
        "Contents\n",
        "O'Neill's ",
        "must be checked.The office ",
    ]
)


def _covered(unit_list: tuple[Unit, ...], number: int, length: int) -> set[int]:
    return {i for u in unit_list if u.block == number for i in range(u.start, min(u.end, length))}


@settings(max_examples=150, deadline=None)
@given(st.lists(_PIECES, min_size=1, max_size=14).map("".join))
def test_nothing_is_lost(text: str) -> None:
    """Every letter and figure of every block stands in some unit, and each unit's text is what stands at its span."""
    if not text.strip(" -•\n") or not any(c.isalnum() for c in text):
        return
    extract = paste(text)
    found = units(extract)
    for number, block in enumerate(extract.blocks):
        missing = set(range(len(block.text))) - _covered(found, number, len(block.text))
        assert not [block.text[i] for i in missing if block.text[i].isalnum()], block.text
    for unit in found:
        assert extract.blocks[unit.block].text[unit.start : unit.end] == unit.text
    for clause in read(extract).clauses:
        assert extract.blocks[clause.span.block].text[clause.span.start : clause.span.end] == clause.text


def test_a_line_about_a_law_at_the_top_swallows_nothing() -> None:
    text = """Guidance for this policy - the Data Protection Act 2018

Parents are asked to sign a form before we photograph their child.

Pictures will be kept on the school's own server.

Staff must not use their own phones to take pictures."""
    assert len([c for c in read(paste(text)).clauses if c.promises]) == 3


def test_a_list_of_law_ends_where_our_own_duties_begin() -> None:
    text = """Legislation

Computer Misuse Act 1990

Freedom of Information Act 2000

Staff will lock their screens when they leave the room. Pupils will log off at the end of each lesson.

The office keeps the signed forms."""
    assert len([c for c in read(paste(text)).clauses if c.promises]) >= 2
