"""OpenDocument texts, made here by odfdo."""

import io

from odfdo import Document, Element, Header, List, ListItem, Paragraph, Style, Table

from schoolgate.reading.formats import extract
from schoolgate.reading.model import Extract, Role


def read(*parts: Element, title: str = "") -> Extract:
    document = Document("text")
    document.body.clear()
    document.meta.title = title
    document.insert_style(Style("paragraph", name="Strong", area="text", bold=True), automatic=True)
    for part in parts:
        document.body.append(part)
    file = io.BytesIO()
    document.save(file)
    return extract(file.getvalue(), "policy.odt")


def test_it_reads_a_document() -> None:
    inner = ListItem("Staff tell the office")
    inner.append(List(["at once"]))
    outer = List()
    outer.append(inner)
    found = read(
        Header(1, "Online Safety Policy"),
        Header(2, "2.1 Filtering"),
        Paragraph("The internet is filtered for everyone."),
        outer,
        title="Online Safety Policy",
    )
    assert (found.kind, found.title) == ("odt", "Online Safety Policy")
    assert [(b.role, b.level, b.marker, b.text) for b in found.blocks] == [
        (Role.HEADING, 1, "", "Online Safety Policy"),
        (Role.HEADING, 2, "2.1", "Filtering"),
        (Role.PARAGRAPH, 0, "", "The internet is filtered for everyone."),
        (Role.ITEM, 1, "•", "Staff tell the office"),
        (Role.ITEM, 2, "•", "at once"),
    ]


def test_bold_short_paragraphs_are_headings() -> None:
    found = read(Paragraph("Passwords", style="Strong"), Paragraph("Staff lock their screens."))
    assert [b.text for b in found.blocks if b.role is Role.HEADING] == ["Passwords"]


def test_a_table_is_rows_under_its_header() -> None:
    table = Table("t", width=2, height=2)
    table.set_values([["Role", "Name"], ["Headteacher", "Ms A. Wren"]])
    rows = [b for b in read(table, Paragraph("This is all.")).blocks if b.role is Role.ROW]
    assert rows[1].cells == ("Headteacher", "Ms A. Wren")
    assert rows[1].header == ("Role", "Name")


def test_deletions_are_dropped_and_it_says_so() -> None:
    changes = Element.from_tag(
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>termly</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
    )
    found = read(changes, Paragraph("Staff change passwords yearly."))
    assert [b.text for b in found.blocks] == ["Staff change passwords yearly."]
    assert "tracked changes" in found.notes[0]
