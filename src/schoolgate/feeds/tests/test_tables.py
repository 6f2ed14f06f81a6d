"""Tables out of whatever a school's programs write, with nothing lost."""

import csv
import io
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schoolgate.feeds.contract import Reject
from schoolgate.feeds.tables import Line, read_table
from schoolgate.kernel.errors import BadInputError

PLAIN = "Name,Class\nSiân,Wrens\nZoë,Robins\n"
ROWS = [{"Name": "Siân", "Class": "Wrens"}, {"Name": "Zoë", "Class": "Robins"}]
SPELLINGS = {
    "UTF-8": PLAIN.encode(),
    "UTF-8 with a mark": PLAIN.encode("utf-8-sig"),
    "UTF-16": PLAIN.encode("utf-16"),
    "UTF-16 without a mark": PLAIN.encode("utf-16-le"),
    "Windows-1252": PLAIN.encode("cp1252"),
    "carriage returns only": PLAIN.replace("\n", "\r").encode(),
    "line ends of both kinds": b"Name,Class\r\nSi\xc3\xa2n,Wrens\nZo\xc3\xab,Robins\r",
    "semicolons": PLAIN.replace(",", ";").encode(),
    "tabs": PLAIN.replace(",", "\t").encode(),
    "a first line that says so": b"sep=;\n" + PLAIN.replace(",", ";").encode(),
    "columns with nothing in them": PLAIN.replace("\n", ",,\n").encode(),
    "blank lines": b"\n" + PLAIN.replace("\n", "\n\n,\n").encode(),
    "lines of title": b"Robin Hill Infant School\nPrinted on 1 September 2026\n\n" + PLAIN.encode(),
    "a line of instructions": PLAIN.replace("Class\n", "Class\nRequired: free text,Optional\n").encode(),
    "no line end at the end": PLAIN.rstrip().encode(),
    "all in quotation marks": '"Name","Class"\n"Siân","Wrens"\n"Zoë","Robins"\n'.encode(),
    "every encoding at once": b"Name,Class\nSi\xe2n,Wrens\nZo\xc3\xab,Robins\n",
}


def read(data: bytes) -> tuple[list[dict[str, str]], list[Reject], tuple[str, ...]]:
    table = read_table(data, "list.csv")
    items = list(table.rows)
    rows = [dict(item.cells) for item in items if isinstance(item, Line)]
    return rows, [item for item in items if isinstance(item, Reject)], table.notes()


@pytest.mark.parametrize("data", [pytest.param(data, id=words) for words, data in SPELLINGS.items()])
def test_it_reads_the_same_table_from_each(data: bytes) -> None:
    rows, rejects, _notes = read(data)
    assert (rows, rejects) == (ROWS, [])


def test_what_was_guessed_or_passed_over_is_noted() -> None:
    assert "Windows-1252" in read(SPELLINGS["Windows-1252"])[2][0]
    assert "1 line is not UTF-8" in read(SPELLINGS["every encoding at once"])[2][0]
    assert read(SPELLINGS["lines of title"])[2] == ("2 lines above the heading were passed over.",)
    assert read(SPELLINGS["a line of instructions"])[2] == (
        "The line of instructions under the heading was passed over.",
    )


def test_headings_are_told_apart_and_never_empty() -> None:
    table = read_table(b"Name,,Name,Class,\nA,b,C,d,\n", "list.csv")
    assert table.headings == ("Name", "Column B", "Name (2)", "Class")


def test_a_known_heading_is_found_below_a_wider_line() -> None:
    data = b"Term,Autumn,2026,Robin Hill,Infant\nForename,Surname\nIvo,Marsh\n"
    assert read_table(data, "list.csv", ["forename", "surname"]).headings == ("Forename", "Surname")


def test_rows_count_as_a_spreadsheet_counts_them() -> None:
    table = read_table(b'A,B\n"two\nlines",x\n\nlast,y\n', "list.csv")
    assert [(line.number, line.cells["A"]) for line in table.rows if isinstance(line, Line)] == [
        (2, "two\nlines"),
        (4, "last"),
    ]


def test_an_open_quotation_mark_costs_its_own_row_only() -> None:
    after = "".join(f"name{n},x\n" for n in range(500))
    rows, rejects, _notes = read(f'A,B\nfirst,x\n"open,x\n{after}'.encode())
    assert len(rows) == 501
    assert [(reject.line, reject.raw) for reject in rejects] == [(3, '"open,x')]
    rows, rejects, _notes = read(b'A,B\nfirst,x\n"open,x\nlast,y\n')
    assert ([row["A"] for row in rows], len(rejects)) == (["first", "last"], 1)


def test_rows_that_cannot_be_read_are_kept_with_the_reason() -> None:
    rows, rejects, _notes = read(b"A,B\n" + b"x" * 1_000_000 + b",1\nSmith, John,2\nshort\nze\0ro,1\nlast,2\n")
    assert [row["A"] for row in rows] == ["short", "last"]
    assert ["1,000,003" in rejects[0].reason, "3 cells" in rejects[1].reason, "zero bytes" in rejects[2].reason] == [
        True,
        True,
        True,
    ]
    assert len(rejects[0].raw) == 1_000_002


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "nothing in it"),
        (b"\xef\xbb\xbf \r\n", "nothing in it"),
        (b"%PDF-1.7 x", "a PDF"),
        (b"PK\x03\x04 x", "a zip file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Excel"),
        (bytes(range(32)) * 40, "not text"),
    ],
)
def test_what_is_no_list_is_refused_in_words(data: bytes, said: str) -> None:
    with pytest.raises(BadInputError, match=said):
        read(data)


_CELL = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=8)


@given(
    rows=st.lists(st.tuples(_CELL, _CELL, st.sampled_from(["", "x", "two\nlines", 'a "word"'])), max_size=12),
    mark=st.sampled_from(",;\t"),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_what_was_written_is_read(rows: list[tuple[str, str, str]], mark: str, end: str) -> None:
    def cells() -> Iterator[tuple[str, ...]]:
        yield ("Alpha", "Beta", "Gamma")
        yield from rows

    text = io.StringIO(newline="")
    csv.writer(text, delimiter=mark, lineterminator=end, quoting=csv.QUOTE_ALL).writerows(cells())
    table = read_table(text.getvalue().encode(), "list.csv", ["Alpha", "Beta", "Gamma"])
    read_back = [tuple(line.cells.values()) for line in table.rows if isinstance(line, Line)]
    assert read_back == [tuple(cell.strip() for cell in row) for row in rows if any(cell.strip() for cell in row)]


def test_a_cell_of_several_lines_is_one_cell_and_a_stray_mark_swallows_no_row() -> None:
    rows, rejects, _notes = read(b'A,B,C\n1,"two\nlines",x\n2,y,z\n')
    assert ([row["B"] for row in rows], rejects) == (["two\nlines", "y"], [])
    rows, rejects, _notes = read(b'A,B,C\n1,"open,x\n2,"also open,y\n3,last,z\n')
    assert ([row["A"] for row in rows], [reject.line for reject in rejects]) == (["3"], [2, 3])
    rows, rejects, _notes = read(b'A,B,C\n1,"open,x\n2,lost,y\n3,last",z\n')
    assert ([row["A"] for row in rows], [reject.line for reject in rejects]) == (["2", "3"], [2])


@pytest.mark.parametrize(
    "mark", ["\ufeff\ufeff", "\ufeff\u00ef\u00bb\u00bf", "\u200b"], ids=["twice", "encoded once more", "unseen"]
)
def test_marks_that_nobody_sees_are_no_part_of_a_heading(mark: str) -> None:
    assert read((mark + PLAIN).encode())[0] == ROWS


def test_zero_bytes_at_the_end_are_told_and_cost_no_row() -> None:
    rows, rejects, notes = read(PLAIN.encode() + b"\0" * 5_000)
    assert (rows, rejects) == (ROWS, [])
    assert "5,000 zero bytes" in notes[0]
    assert read(PLAIN.encode() + b"\x1a")[::2] == (ROWS, ())


def test_noughts_that_an_export_kept_from_a_spreadsheet_are_kept() -> None:
    assert read(b'Name,Number\nAda,="00123"\n')[0] == [{"Name": "Ada", "Number": "00123"}]
