"""Plain text, as schools paste it."""

import pytest

from schoolgate.reading.formats import extract, paste
from schoolgate.reading.model import Block, Role

POLICY = """
Robin Hill Infant School

Online Safety Policy

Filtering

The internet at Robin Hill is filtered for everyone, and a person
checks each week that the filter still works as the governors have
asked. Nobody may switch it off.

The computing lead will:

- keep a list of every tablet
- ❖ test the filter on each of them
    o Report what was found

1.2 Passwords

Who\tHow often
Staff\tEvery year
Pupils\tNever
"""


def blocks(text: str) -> tuple[Block, ...]:
    return extract(text.encode(), "policy.txt").blocks


def test_it_reads_a_policy_line_by_line() -> None:
    found = extract(POLICY.encode(), "policy.txt")
    assert found.kind == "txt"
    assert [b.text for b in found.blocks if b.role is Role.HEADING] == [
        "Robin Hill Infant School",
        "Online Safety Policy",
        "Filtering",
        "Passwords",
    ]


def test_lines_wrapped_at_a_column_are_one_paragraph() -> None:
    paragraph = next(b for b in blocks(POLICY) if b.role is Role.PARAGRAPH)
    assert paragraph.text.startswith("The internet at Robin Hill")
    assert paragraph.text.endswith("Nobody may switch it off.")


def test_list_items_keep_their_mark_and_depth() -> None:
    items = [(b.marker, b.level, b.text) for b in blocks(POLICY) if b.role is Role.ITEM]
    assert items == [
        ("-", 1, "keep a list of every tablet"),
        ("- ❖", 1, "test the filter on each of them"),
        ("o", 2, "Report what was found"),
    ]


def test_a_number_gives_a_heading_its_level() -> None:
    heading = next(b for b in blocks(POLICY) if b.text == "Passwords")
    assert (heading.marker, heading.level) == ("1.2", 2)


def test_tabs_make_rows_with_a_header() -> None:
    rows = [b for b in blocks(POLICY) if b.role is Role.ROW]
    assert rows[0].header == rows[1].header == ("Who", "How often")
    assert rows[1].cells == ("Staff", "Every year")
    assert {row.table for row in rows} == {1}


def test_a_symbol_font_bullet_is_a_list_mark() -> None:
    item = blocks("We will:\n\n\uf0b7 Check the filter\n\n\uf0a7Keep a log\n")
    assert [(b.role, b.text) for b in item[1:]] == [(Role.ITEM, "Check the filter"), (Role.ITEM, "Keep a log")]


@pytest.mark.parametrize("mark", ["•", "\uf0d8", "o", "Ø", "ü", "§", "v", "–", "➢", "(a)", "iv.", "3)"])
def test_a_list_mark_is_known_in_all_its_shapes(mark: str) -> None:
    item = blocks(f"The office will:\n\n{mark} Keep the list of tablets up to date.\n")[1]
    assert (item.role, item.marker, item.text) == (Role.ITEM, mark, "Keep the list of tablets up to date.")


@pytest.mark.parametrize(
    "line", ["12 March 2026 is the day of the review.", "M. Wren reads the log.", "Ofsted was told."]
)
def test_a_date_or_an_initial_at_the_start_is_no_list_mark(line: str) -> None:
    assert blocks(f"{line}\n")[0].text == line


def test_short_lines_under_a_stem_are_its_list_and_no_headings() -> None:
    found = blocks("We teach about:\n\nSharing pictures\n\nKindness online\n\nFiltering\n\nThe internet is filtered.\n")
    assert [b.text for b in found if b.role is Role.HEADING] == ["Filtering"]


def test_many_short_lines_after_fuller_text_are_a_list_that_lost_its_marks() -> None:
    found = blocks(
        "This policy is read with these.\n\nSafeguarding Policy\n\nBehaviour Policy\n\nPhone Policy\n\nData Policy\n\n"
        "The head keeps them all.\n"
    )
    assert not [b.text for b in found if b.role is Role.HEADING]


def test_page_numbers_are_furniture() -> None:
    found = blocks("Staff lock their screens.\n\nPage 2 of 9\n\nPupils ask an adult.\n\n3\n")
    assert [b.text for b in found if b.role is Role.FURNITURE] == ["Page 2 of 9", "3"]


def test_a_sentence_broken_over_a_blank_line_is_made_whole() -> None:
    found = blocks(
        "Every member of staff reads this policy in September and tells the\n\noffice that they have done so.\n"
    )
    assert len(found) == 1
    assert "tells the office" in found[0].text


def test_a_contents_line_is_no_heading_and_no_row() -> None:
    found = blocks("Contents\n\nPasswords .......... 4\n\nFiltering\t5\n\nThis is the body of it.\n")
    assert [b.role for b in found] == [Role.HEADING, Role.PARAGRAPH, Role.PARAGRAPH, Role.PARAGRAPH]


def test_windows_text_is_read_and_said_so() -> None:
    found = extract("The café’s £5 rule is kept.".encode("cp1252"), "policy.txt")
    assert found.blocks[0].text == "The café’s £5 rule is kept."
    assert "Windows-1252" in found.notes[0]


def test_text_of_two_bytes_a_letter_is_read_with_and_without_its_mark() -> None:
    for encoding in ("utf-16", "utf-16-le", "utf-16-be"):
        assert blocks_in("Staff lock their screens.", encoding) == "Staff lock their screens."


def blocks_in(text: str, encoding: str) -> str:
    return extract(text.encode(encoding), "policy.txt").blocks[0].text


def test_pasted_text_is_read_the_same_way() -> None:
    assert paste(POLICY).blocks == blocks(POLICY)
    assert paste(POLICY).kind == "pasted"
