"""Word documents, made here by python-docx and by hand where it cannot."""

import io
from collections.abc import Callable

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt

from schoolgate.reading.formats import extract
from schoolgate.reading.model import Block, Extract, Role

W = nsdecls("w")


def read(make: Callable[[Document], None]) -> Extract:
    document = docx.Document()
    make(document)
    file = io.BytesIO()
    document.save(file)
    return extract(file.getvalue(), "policy.docx")


def raw(document: Document, xml: str) -> None:
    """Put a piece of Word's own XML at the end of the body."""
    document.element.body.insert_element_before(parse_xml(xml), "w:sectPr")


def texts(blocks: tuple[Block, ...], role: Role) -> list[str]:
    return [b.text for b in blocks if b.role is role]


def test_it_reads_a_document() -> None:
    def make(d: Document) -> None:
        d.core_properties.title = "Online Safety Policy"
        d.add_heading("Online Safety Policy", 0)
        d.add_heading("Filtering", 2)
        d.add_paragraph("The internet is filtered for everyone.")
        d.add_paragraph("Staff tell the office", style="List Bullet")
        d.add_paragraph("at once", style="List Bullet 2")
        d.sections[0].footer.paragraphs[0].text = "Robin Hill, page"

    found = read(make)
    assert (found.kind, found.title) == ("docx", "Online Safety Policy")
    assert [(b.role, b.level, b.text) for b in found.blocks] == [
        (Role.HEADING, 1, "Online Safety Policy"),
        (Role.HEADING, 2, "Filtering"),
        (Role.PARAGRAPH, 0, "The internet is filtered for everyone."),
        (Role.ITEM, 1, "Staff tell the office"),
        (Role.ITEM, 2, "at once"),
        (Role.FURNITURE, 0, "Robin Hill, page"),
    ]


def test_bold_short_paragraphs_are_headings_ranked_by_size() -> None:
    def make(d: Document) -> None:
        for text, size in (("Our Policy", 16), ("Passwords", 12)):
            run = d.add_paragraph().add_run(text)
            run.bold, run.font.size = True, Pt(size)
        d.add_paragraph("Staff lock their screens.")
        d.add_paragraph().add_run("Staff must never share a password.").bold = True

    blocks = read(make).blocks
    assert [(b.level, b.text) for b in blocks if b.role is Role.HEADING] == [(1, "Our Policy"), (2, "Passwords")]
    assert "Staff must never share a password." in texts(blocks, Role.PARAGRAPH)


NUMBERING = f"""<w:abstractNum {W} w:abstractNumId="77"><w:multiLevelType w:val="multilevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="(%3)"/></w:lvl>
</w:abstractNum>"""


def numbered(text: str, depth: int) -> str:
    return (
        f'<w:p {W}><w:pPr><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="77"/></w:numPr></w:pPr>'
        f"<w:r><w:t>{text}</w:t></w:r></w:p>"
    )


def test_numbers_are_those_word_would_print() -> None:
    def make(d: Document) -> None:
        lists = d.part.numbering_part.element
        lists.insert(0, parse_xml(NUMBERING))
        lists.append(parse_xml(f'<w:num {W} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
        words = [("One", 0), ("Two", 0), ("Two one", 1), ("Two two", 1), ("deep", 2), ("deeper", 2), ("Three", 0)]
        for text, depth in words:
            raw(d, numbered(f"{text} is done by staff.", depth))
        raw(d, numbered("Three one is done by staff.", 1))

    items = [b for b in read(make).blocks if b.role is Role.ITEM]
    assert [b.marker for b in items] == ["1.", "2.", "2.1", "2.2", "(i)", "(ii)", "3.", "3.1"]
    assert [b.level for b in items] == [1, 1, 2, 2, 3, 3, 1, 2]


def test_tracked_changes_keep_insertions_and_drop_deletions_and_say_so() -> None:
    def make(d: Document) -> None:
        raw(
            d,
            f'<w:p {W}><w:r><w:t xml:space="preserve">Staff change passwords </w:t></w:r>'
            '<w:del w:id="1" w:author="x"><w:r><w:delText>termly</w:delText></w:r></w:del>'
            '<w:ins w:id="2" w:author="x"><w:r><w:t>yearly</w:t></w:r></w:ins><w:r><w:t>.</w:t></w:r></w:p>',
        )

    found = read(make)
    assert found.blocks[0].text == "Staff change passwords yearly."
    assert "tracked changes" in found.notes[0]


def test_a_content_control_is_read_as_the_words_in_it() -> None:
    def make(d: Document) -> None:
        raw(
            d,
            f"<w:sdt {W}><w:sdtContent><w:p><w:r><w:t>Approved by: </w:t></w:r><w:sdt><w:sdtContent>"
            "<w:r><w:t>the governors</w:t></w:r></w:sdtContent></w:sdt></w:p></w:sdtContent></w:sdt>",
        )

    assert read(make).blocks[0].text == "Approved by: the governors"


def test_a_text_box_is_read_once_where_it_hangs() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>Tell the office at once.</w:t></w:r></w:p></w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'

    def make(d: Document) -> None:
        raw(
            d,
            f"<w:p {W} {mc}><w:r><w:t>If something is wrong.</w:t></w:r><w:r><mc:AlternateContent>"
            f'<mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
            f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>",
        )

    assert texts(read(make).blocks, Role.PARAGRAPH) == ["If something is wrong.", "Tell the office at once."]


def test_a_table_keeps_its_header_and_repeats_a_merged_label() -> None:
    def make(d: Document) -> None:
        table = d.add_table(3, 3)
        for row, words in enumerate((("Role", "Name", "Task"), ("Head", "Ms A. Wren", "Reads"), ("", "", "Signs"))):
            for column, text in enumerate(words):
                table.cell(row, column).text = text
        table.cell(1, 0).merge(table.cell(2, 0))

    rows = [b for b in read(make).blocks if b.role is Role.ROW]
    assert rows[1].header == ("Role", "Name", "Task")
    assert [row.cells for row in rows[1:]] == [("Head", "Ms A. Wren", "Reads"), ("Head", "", "Signs")]
    assert rows[2].text == "Head | Signs"


def test_a_cell_with_a_list_gives_a_row_for_each_of_its_lines() -> None:
    def make(d: Document) -> None:
        table = d.add_table(2, 2)
        table.cell(0, 0).text, table.cell(0, 1).text = "Role", "Tasks"
        table.cell(1, 0).text = "Computing lead"
        table.cell(1, 1).text = "Tests the filter on every tablet in school"
        table.cell(1, 1).add_paragraph("Keeps the list of equipment up to date")

    rows = [b for b in read(make).blocks if b.role is Role.ROW]
    assert [row.cells for row in rows[1:]] == [
        ("Computing lead", "Tests the filter on every tablet in school"),
        ("Computing lead", "Keeps the list of equipment up to date"),
    ]


def test_a_frame_of_one_cell_is_read_as_text() -> None:
    def make(d: Document) -> None:
        cell = d.add_table(1, 1).cell(0, 0)
        cell.text = "The school will:"
        cell.add_paragraph("check the filter each week", style="List Bullet")

    assert [b.role for b in read(make).blocks] == [Role.PARAGRAPH, Role.ITEM]


def test_a_line_of_the_contents_is_known_by_its_leader() -> None:
    def make(d: Document) -> None:
        d.add_heading("Contents", 1)
        d.add_paragraph("Passwords\t4")

    assert read(make).blocks[1].text == "Passwords ..... 4"
