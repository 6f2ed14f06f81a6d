"""Web pages, and Markdown by way of one. Scripts, menus, page headers and footers are left out."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree, html

from schoolgate.kernel.errors import BadInputError
from schoolgate.reading.formats.build import Builder, Cell
from schoolgate.reading.formats.encoding import decode
from schoolgate.reading.formats.lexis import fold
from schoolgate.reading.formats.sniff import SAVE_AS
from schoolgate.reading.model import Extract


def _tags(names: str) -> frozenset[str]:
    return frozenset(names.split())


_DROPPED: Final = _tags(
    "script style noscript template svg math iframe object embed canvas audio video select button input textarea "
    "head title nav footer aside form dialog"
)
_MENUS: Final = _tags("nav footer aside")
_BLOCKS: Final = _tags(
    "address article blockquote body center dd details div dl dt fieldset figcaption figure h1 h2 h3 h4 h5 h6 header "
    "hr html li main ol p pre section summary table tbody td tfoot th thead tr ul caption"
)
_HEADINGS: Final = {f"h{n}": n for n in range(1, 7)}
_BOLD: Final = _tags("b strong")


def read(data: bytes, filename: str, sha256: str) -> Extract:
    """An HTML file."""
    text, notes = decode(data, filename)
    return read_markup(text, filename, "html", sha256, notes)


def read_markup(text: str, filename: str, kind: str, sha256: str, notes: tuple[str, ...] = ()) -> Extract:
    """Blocks of a page's markup. Raises ``BadInputError`` where no words can be found in it."""
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        tree = html.document_fromstring(text.encode(), parser=parser)
    except (etree.ParserError, ValueError) as error:
        raise BadInputError(filename, "no words could be found in it.", "Check the file, and give it again.") from error
    if any("depth" in entry.message for entry in parser.error_log):
        raise BadInputError(filename, "its parts are nested more deeply than any page's.", SAVE_AS)
    walk = _Walk()
    walk.over(tree)
    if walk.menus:
        notes = (*notes, "Menus, side columns and footers of the page were left out.")
    title = fold(tree.findtext(".//title") or "")
    return Extract(kind, sha256, walk.builder.finish(), title=title, notes=notes)


@dataclass(slots=True)
class _List:
    ordered: bool
    count: int


@dataclass(slots=True)
class _Walk:
    """One pass over the tree, without recursion: text gathers until a block starts or ends, and is then put down."""

    builder: Builder = field(default_factory=Builder)
    menus: bool = False
    _text: list[str] = field(default_factory=list)
    _bold: int = 0
    _bold_letters: int = 0
    _lists: list[_List] = field(default_factory=list)
    _fresh_item: bool = False
    _heading: int = 0
    _tables: list[list[list[list[str]]]] = field(default_factory=list)
    _header_rows: int = 0

    def over(self, tree: html.HtmlElement) -> None:
        skipping: html.HtmlElement | None = None
        for event, element in _events(tree):
            tag = element.tag if isinstance(element.tag, str) else ""
            if skipping is not None:
                if event == "end" and element is skipping:
                    skipping = None
                    self._take(element.tail)
                continue
            if event == "start":
                if tag in _DROPPED or _hidden(element):
                    skipping = element
                    self.menus = self.menus or tag in _MENUS
                    continue
                self._start(tag, element)
                self._take(element.text)
            else:
                self._end(tag)
                self._take(element.tail)
        self._flush()

    def _start(self, tag: str, element: html.HtmlElement) -> None:
        if tag in _BLOCKS:
            self._flush()
        if tag in _BOLD:
            self._bold += 1
        elif tag == "br":
            self._text.append("\n")
        elif tag in ("ul", "ol"):
            start = element.get("start", "1")
            self._lists.append(_List(tag == "ol", int(start) if start.isdigit() and len(start) < 5 else 1))
        elif tag == "li":
            self._fresh_item = True
        elif tag in _HEADINGS:
            self._heading = _HEADINGS[tag]
        elif tag == "table":
            self._tables.append([])
            self._header_rows = 0
        elif tag == "tr" and self._tables:
            self._tables[-1].append([])
        elif tag in ("td", "th") and self._tables and self._tables[-1]:
            self._tables[-1][-1].append([])
            if tag == "th" and len(self._tables[-1]) == 1:
                self._header_rows = 1

    def _end(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._flush()
        if tag in _BOLD:
            self._bold -= 1
        elif tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        elif tag in _HEADINGS:
            self._heading = 0
        elif tag == "table" and self._tables:
            self._put_table(self._tables.pop())

    def _put_table(self, rows: list[list[list[str]]]) -> None:
        if self._tables and self._tables[-1] and self._tables[-1][-1]:  # a table in a cell: its words are the cell's
            self._tables[-1][-1][-1].extend(part for row in rows for cell in row for part in cell)
            return
        cells: list[list[Cell]] = [[tuple(cell) for cell in row] for row in rows]
        self.builder.table(cells, self._header_rows)

    def _take(self, text: str | None) -> None:
        if text:
            self._text.append(text.replace("\n", " "))
            if self._bold:
                self._bold_letters += len(fold(text))

    def _flush(self) -> None:
        text = "".join(self._text)
        words = fold(text)
        bold = bool(words) and self._bold_letters >= len(words) * 0.9
        self._text, self._bold_letters = [], 0
        if not words:
            return
        if self._tables and self._tables[-1] and self._tables[-1][-1]:
            self._tables[-1][-1][-1].append(words)
        elif self._heading:
            self.builder.heading(text, self._heading)
        elif self._lists and self._fresh_item:
            at = self._lists[-1]
            marker = f"{at.count}." if at.ordered else "•"
            at.count += 1
            self._fresh_item = False
            self.builder.item(text, len(self._lists), marker, bold=bold)
        else:
            self.builder.paragraph(text, bold=bold)


def _events(tree: html.HtmlElement) -> Iterator[tuple[str, html.HtmlElement]]:
    yield from etree.iterwalk(tree, events=("start", "end"))


def _hidden(element: html.HtmlElement) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    role = element.get("role") or ""
    return "hidden" in element.attrib or "display:none" in style or role in ("navigation", "search", "banner")
