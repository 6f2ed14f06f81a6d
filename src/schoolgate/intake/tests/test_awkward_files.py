"""What schools really send, and what nobody should: plain words for each, and nothing lost."""

import io
import os
import zipfile
from datetime import date, datetime

import openpyxl
import pytest

from schoolgate.intake import actions
from schoolgate.intake.models import Delivery
from schoolgate.intake.queries import preview, rejects
from schoolgate.intake.tests.giving import AUTUMN, COLUMNS, SPRING, given, ready
from schoolgate.kernel.errors import BadInputError
from schoolgate.people.models import School

REFUSED = Delivery.State.REFUSED


def zipped(*files: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return held.getvalue()


def workbook(*rows: tuple[object, ...], shown_as: str = "") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.create_sheet("Terms", 1)  # behind an empty one
    for row in rows:
        sheet.append(row)
    for cell in (cell for line in sheet.iter_rows() for cell in line if shown_as and isinstance(cell.value, int)):
        cell.number_format = shown_as
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def locked_zip() -> bytes:
    """Python writes none with a password: the mark that says so is set by hand."""
    data = bytearray(zipped(("terms.csv", AUTUMN), method=zipfile.ZIP_STORED))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + place] |= 1
    return bytes(data)


UNUSABLE = {
    "a Word document": (zipped(("word/document.xml", b"<x/>"), ("[Content_Types].xml", b"")), "a Word document"),
    "an old Excel file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Excel"),
    "random bytes": (os.urandom(4_000), "not text"),
    "a zip locked with a password": (locked_zip(), "locked with a password"),
    "a zip bomb": (zipped(("terms.csv", b"\0" * 60_000_000)), "would unpack to"),
    "a zip in a zip": (zipped(("more.zip", zipped(("terms.csv", AUTUMN)))), "another zip file"),
    "a zip with nothing": (zipped(), "no file in it"),
    "a zip cut short": (zipped(("terms.csv", AUTUMN))[:-30], "damaged or cut short"),
    "a zip of two lists": (zipped(("a.csv", AUTUMN), ("b.csv", b"Alpha,Beta\n1,2\n")), "different headings"),
    "a workbook cut short": (workbook(("Type", "First day"), ("INSET", "x"))[:-500], "zip file"),
    "an empty workbook": (workbook(), "nothing in its sheets"),
    "only zeros": (b"\0" * 500, "nothing in it"),
}


@pytest.mark.parametrize("words", UNUSABLE)
def test_what_cannot_be_used_says_what_it_is(school: School, words: str) -> None:
    data, said = UNUSABLE[words]
    delivery = given(school, data, "given.bin")
    assert (delivery.state, said in delivery.trouble) == (REFUSED, True), delivery.trouble
    assert delivery.trouble.endswith(".")


@pytest.mark.parametrize(("data", "said"), [(b"", "nothing in it"), (b"x" * 60_000_001, "larger than 60 MB")])
def test_what_is_not_even_kept(school: School, data: bytes, said: str) -> None:
    with pytest.raises(BadInputError, match=said):
        given(school, data)
    assert not Delivery.objects.for_school(school).exists()


def test_a_workbook_is_read_as_a_person_sees_it(school: School) -> None:
    days = (date(2026, 9, 2), datetime.fromisoformat("2026-12-18"), "26/10/2026", "30/10/2026")
    data = workbook(
        ("Robin Hill Infant School",),
        (),
        tuple(COLUMNS),
        ("Term", "Autumn term", days[0], days[1]),
        ("Half-term", "Autumn half-term", days[2], days[3]),
        ("INSET", None, 46266, None),
    )
    delivery = ready(school, data)
    assert delivery.counts == {"added": 3}
    assert [change.payload["first"] for change in preview(delivery).changes] == [
        "2026-09-02",
        "2026-10-26",
        "2026-09-01",
    ]
    assert given(school, workbook(tuple(COLUMNS), ("INSET", None, 46267, None)), "terms.csv").state == "ready"


def test_a_number_keeps_the_noughts_it_is_shown_with(school: School) -> None:
    data = workbook(("School", "Number"), ("Robin Hill", 522010), shown_as="0000000")
    assert given(school, data).looked["rows"] == [["Robin Hill", "0522010"]]
    data = workbook(("School", "Number"), ("Robin Hill", 123456789012345678))
    assert given(school, data).looked["rows"] == [["Robin Hill", "1.23456789012346E+17"]]


def test_the_lists_in_a_zip_are_read_together(school: School) -> None:
    data = zipped(("folder/a.csv", AUTUMN), ("../b.csv", SPRING), ("__MACOSX/a.csv", b"x"), (".hidden", b"x"))
    delivery = ready(school, data)
    assert delivery.counts == {"added": 4}


def test_files_given_together_are_one_and_the_same_again(school: School) -> None:
    name, data = actions.as_set({"b.csv": SPRING, "a.csv": AUTUMN})
    assert (name, data) == actions.as_set({"a.csv": AUTUMN, "b.csv": SPRING})
    assert ready(school, data).counts == {"added": 4}


def test_one_column_is_a_table_and_asks_what_it_is(school: School) -> None:
    delivery = given(school, b"Surname\nMarsh\nCalloway\n")
    assert (delivery.state, delivery.looked["headings"]) == (Delivery.State.MAPPING, ["Surname"])


def test_a_hundred_thousand_rows_and_one_of_a_million_letters(school: School) -> None:
    many = b"".join(b"Nothing,Day %d,01/09/2027,\n" % n for n in range(2_000))
    data = AUTUMN + b"x" * 1_000_000 + b",,,\n" + many
    delivery = ready(school, data)
    left = rejects(delivery)
    assert (delivery.counts, len(left)) == ({"added": 3}, 2_001)
    assert "1,000,004 characters long" in left[0].reason
    assert len(left[0].raw) == 1_000_003


def test_an_encoding_that_changes_half_way_is_read_and_said(school: School) -> None:
    data = AUTUMN + "INSET,Gŵyl Dewi,01/03/2027,\n".encode() + "INSET,Noël,17/12/2026,\n".encode("cp1252")
    delivery = ready(school, data)
    assert {change.who for change in preview(delivery).changes} >= {"Gŵyl Dewi", "Noël"}


def test_a_plan_is_kept_whatever_letters_are_in_it(school: School) -> None:
    delivery = ready(school, AUTUMN + 'Term,"Sommer ""☀"" \'27, naïve",01/07/2027,20/07/2027\n'.encode())
    assert any("☀" in change.who for change in preview(delivery).changes)
