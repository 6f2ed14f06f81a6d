"""What cannot be read is refused with the thing, the cause and the next step."""

import contextlib
import io
import zipfile

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from schoolgate.kernel.errors import BadInputError
from schoolgate.reading.formats import extract
from schoolgate.reading.formats.tests.pdf_writer import Page, pdf

OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
LAUGHS = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'


def refused(data: bytes, filename: str) -> BadInputError:
    with pytest.raises(BadInputError) as told:
        extract(data, filename)
    assert told.value.thing == filename
    assert told.value.next_step.endswith(".")
    return told.value


def word() -> bytes:
    document = docx.Document()
    document.add_paragraph("Staff lock their screens.")
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def zipped(**parts: str | bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", parts.pop("types", TYPES))
        for name, text in parts.items():
            archive.writestr(f"word/{name}.xml", text)
    return file.getvalue()


def written(words: str = "Staff lock their screens.", pages: int = 1) -> bytes:
    made = [Page() for _ in range(pages)]
    for page in made:
        page.text(60, 700, words)
    return pdf(made)


@pytest.mark.parametrize("data", [b"", b"  \n\t ", b"\xef\xbb\xbf\n", b"\x00" * 40])
def test_an_empty_file(data: bytes) -> None:
    assert "empty" in refused(data, "policy.txt").cause


def test_a_lying_extension_names_both() -> None:
    cause = refused(word(), "policy.pdf").cause
    assert "a PDF" in cause
    assert "a Word document" in cause
    assert "plain text" in refused(b"Staff lock their screens.", "policy.docx").cause
    assert "web page" in refused(b"<!doctype html><p>Staff lock their screens.", "policy.txt").cause


def test_old_word_is_told_how_to_become_new_word() -> None:
    told = refused(OLD_WORD, "policy.doc")
    assert "old Word" in told.cause
    assert ".docx" in told.next_step


@pytest.mark.parametrize(
    ("start", "what"), [(b"{\\rtf1 ", "rich text"), (b"\x89PNG\r\n", "picture"), (b"\x1f\x8b\x08", "gzip")]
)
def test_other_kinds_of_file_are_called_by_their_name(start: bytes, what: str) -> None:
    assert what in refused(start + b"x" * 50, "policy.bin").cause


def test_bytes_that_are_no_text() -> None:
    assert "not text" in refused(b"Staff\x00lock\x00\x01\x02 their screens", "policy.txt").cause


def test_a_macro_document() -> None:
    told = refused(zipped(types=TYPES.replace("/>", ' x="macroEnabled"/>'), document="<x/>"), "policy.docm")
    assert "macros" in told.cause


def test_a_zip_bomb_is_known_before_it_is_unpacked() -> None:
    assert "unpack" in refused(zipped(document=b"a" * 50_000_000), "policy.docx").cause
    assert "unpack" in refused(zipped(document="<x/>", media=b"\x00" * 9_000_000), "policy.docx").cause


def test_thousands_of_parts() -> None:
    assert "parts" in refused(zipped(**{f"p{i}": "<x/>" for i in range(5_001)}), "policy.docx").cause


@pytest.mark.parametrize("trick", [LAUGHS, OUTSIDE])
def test_xml_entities_are_refused_and_never_followed(trick: str) -> None:
    assert "entities" in refused(zipped(document=trick), "policy.docx").cause


def test_a_document_cut_short() -> None:
    whole = word()
    assert "damaged" in refused(whole[: len(whole) // 2], "policy.docx").cause


def test_a_pdf_that_is_a_scan_asks_for_the_original() -> None:
    page = Page()
    page.picture()
    told = refused(pdf([page]), "policy.pdf")
    assert "scan" in told.cause
    assert "original Word file" in told.next_step


def test_a_pdf_that_is_damaged() -> None:
    assert "damaged" in refused(b"%PDF-1.7\nnothing of the kind", "policy.pdf").cause


def test_a_pdf_with_a_password() -> None:
    locked = written().replace(
        b"trailer\n<<",
        b"trailer\n<< /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <"
        + b"41" * 32
        + b"> /U <"
        + b"42" * 32
        + b"> >> "
        b"/ID [<01> <01>]",
    )
    assert "password" in refused(locked, "policy.pdf").cause


def test_a_file_of_five_hundred_pages() -> None:
    assert "500 pages" in refused(written(pages=500), "policy.pdf").cause


def test_a_line_of_millions_of_letters() -> None:
    assert "characters" in refused(b"word " * 500_000, "policy.txt").cause


def test_deep_nesting_is_refused_and_not_half_read() -> None:
    page = b"<html><body><p>First words.</p>" + b"<div>" * 50_000 + b"<p>Staff lock their screens.</p></body></html>"
    assert "nested" in refused(page, "policy.html").cause


any_bytes: SearchStrategy[bytes] = st.binary(max_size=300) | st.builds(
    lambda a, b: a + b,
    st.sampled_from([b"%PDF-1.4\n", b"PK\x03\x04", b"<html>", b"| a |\n", b"\xff\xfe"]),
    st.binary(max_size=200),
)


@settings(max_examples=120, deadline=None)
@given(any_bytes, st.sampled_from(["policy.txt", "policy.md", "policy.html", "policy", "policy.docx", "policy.pdf"]))
def test_whatever_comes_it_is_read_or_refused(data: bytes, filename: str) -> None:
    with contextlib.suppress(BadInputError):
        assert extract(data, filename).blocks


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2_000_000), st.binary(min_size=1, max_size=30))
def test_a_document_with_damage_anywhere_is_read_or_refused(place: int, damage: bytes) -> None:
    for whole, name in ((word(), "policy.docx"), (written(), "policy.pdf")):
        at = place % len(whole)
        with contextlib.suppress(BadInputError):
            extract(whole[:at] + damage + whole[at + len(damage) :], name)
