"""One PDF to its blocks."""

from collections.abc import Sequence
from typing import Final

import pypdfium2.raw as pdfium
from pypdfium2 import PdfDocument, PdfiumError, PdfPage

from schoolgate.kernel.errors import BadInputError
from schoolgate.reading.formats.lexis import fold
from schoolgate.reading.formats.limits import MAX_CHARACTERS, MAX_PAGES
from schoolgate.reading.formats.pdf.flow import Flow
from schoolgate.reading.formats.pdf.furniture import furniture
from schoolgate.reading.formats.pdf.lines import Line, lines_of, with_dots
from schoolgate.reading.formats.pdf.measure import Measure
from schoolgate.reading.formats.pdf.order import in_reading_order
from schoolgate.reading.formats.pdf.rules import Grid, dots_of, grids_of
from schoolgate.reading.model import Block, Extract

_ORIGINAL: Final = "Ask whoever wrote the policy for the original Word file, and give that."
_SCANNED_LETTERS: Final = 40  # on a page: fewer beside a picture, and the page is a scan


def read(data: bytes, filename: str, sha256: str) -> Extract:
    """A PDF. Raises ``BadInputError`` where it is locked, damaged, too long, or only pictures of pages."""
    document = _opened(data, filename)
    try:
        count = len(document)
        if count > MAX_PAGES:
            raise BadInputError(
                filename,
                f"it has {count} pages, and the longest policy Schoolgate reads has {MAX_PAGES}.",
                "Give the policy alone, without its annexes or other policies.",
            )
        title = fold(document.get_metadata_value("Title"))
        pages, grids, pictures = _pages(document, filename)
    finally:
        document.close()
    if len(pictures) == count or not any(pages):
        raise BadInputError(filename, "it is a scan: pictures of pages, with no text in it.", _ORIGINAL)
    notes: tuple[str, ...] = ()
    if pictures:
        listed = ", ".join(str(number) for number in pictures[:20])
        notes = (f"Pages that are pictures were not read: {listed}. {_ORIGINAL}",)
    return Extract("pdf", sha256, _blocks(pages, grids), pages=count, title=title, notes=notes)


def _opened(data: bytes, filename: str) -> PdfDocument:
    try:
        return PdfDocument(data)
    except PdfiumError as error:
        if "assword" in str(error):
            raise BadInputError(
                filename, "it is locked with a password.", "Save it without one, and give that."
            ) from error
        if "ecurity" in str(error):
            raise BadInputError(filename, "it is locked in a way that cannot be read.", _ORIGINAL) from error
        raise BadInputError(
            filename, "it is damaged or cut short.", "Save or download it again, and give that."
        ) from error


def _pages(document: PdfDocument, filename: str) -> tuple[list[list[Line]], list[list[Grid]], list[int]]:
    """Each page's lines and ruled tables, and the numbers of the pages that are pictures."""
    pages: list[list[Line]] = []
    grids: list[list[Grid]] = []
    pictures: list[int] = []
    characters = 0
    for number in range(1, len(document) + 1):
        try:
            page = document[number - 1]
        except PdfiumError as error:
            raise BadInputError(filename, f"page {number} is damaged.", "Save it again, and give that.") from error
        text = page.get_textpage()
        characters += text.count_chars()
        if characters > MAX_CHARACTERS:
            raise BadInputError(
                filename,
                f"it holds more than {MAX_CHARACTERS:,} characters, which no policy does.",
                "Check that this is the policy itself.",
            )
        lines = in_reading_order(with_dots(lines_of(text, number), dots_of(page)))
        if sum(len(line.text) for line in lines) < _SCANNED_LETTERS and _has_picture(page):
            pictures.append(number)
        pages.append(lines)
        grids.append(grids_of(page))
        text.close()
        page.close()
    return pages, grids, pictures


def _has_picture(page: PdfPage) -> bool:
    return any(True for _ in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3))


def _blocks(pages: Sequence[Sequence[Line]], grids: Sequence[Sequence[Grid]]) -> tuple[Block, ...]:
    margin = furniture(pages)
    measure = Measure([[line for line in lines if id(line) not in margin] for lines in pages])
    flow = Flow(measure)
    for lines, tables in zip(pages, grids, strict=True):
        for line in lines:
            if id(line) in margin:
                flow.furniture(line)
        body = [line for line in lines if id(line) not in margin]
        notes = measure.footnotes(body)
        _page(flow, [line for line in body if line not in notes], tables)
        flow.footnote(notes)
    return flow.done().finish()


def _page(flow: Flow, lines: Sequence[Line], tables: Sequence[Grid]) -> None:
    """A page's lines in order, each table whole where its first line stands."""
    inside: dict[int, list[Line]] = {}
    table_of: dict[int, int] = {}
    for line in lines:
        at = next((i for i, grid in enumerate(tables) if grid.cell(line.x0 + 1, line.y + line.size * 0.3)), None)
        if at is not None:
            inside.setdefault(at, []).append(line)
            table_of[id(line)] = at
    for line in lines:
        at = table_of.get(id(line))
        if at is None:
            flow.line(line)
        elif line is inside[at][0]:
            flow.table(tables[at], inside[at])
