"""OpenDocument texts (.odt): paragraphs, lists, tables, frames and notes, read straight from the document's own XML."""

from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from schoolgate.kernel.errors import BadInputError
from schoolgate.reading.formats.archive import Archive
from schoolgate.reading.formats.build import Builder, Cell
from schoolgate.reading.formats.lexis import fold, leader
from schoolgate.reading.formats.looks import Look, Looks, attribute, local
from schoolgate.reading.model import Extract

_DROPPED: Final = frozenset(
    ("annotation", "annotation-end", "tracked-changes", "deletion", "bookmark", "note-citation")
)
_THROUGH: Final = frozenset(("section", "index-body", "table-of-content", "text", "index-title", "text-box", "frame"))
_TRACKED: Final = (
    "It holds tracked changes: insertions were read and deletions were not. Accept or reject them before it is adopted."
)
_DEEPEST: Final = 60


def read(data: bytes, filename: str, sha256: str) -> Extract:
    """An .odt file. Raises ``BadInputError`` where it is damaged, locked or swollen."""
    archive = Archive(data, filename)
    if b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise BadInputError(filename, "it is locked with a password.", "Save it without one, and give that.")
    content = archive.xml("content.xml")
    body = None if content is None else next((e for e in content.iter() if local(e) == "text" and _in_body(e)), None)
    if content is None or body is None:
        raise BadInputError(filename, "it has no document inside.", "Save it again, and give the new file.")
    styles = archive.xml("styles.xml")
    walk = _Walk(Looks(content, styles))
    walk.over(body)
    blocks = list(walk.builder.finish())
    margin = Builder()
    for text in _margins(styles):
        margin.furniture(text)
    meta = archive.xml("meta.xml")
    title = next((fold(e.text or "") for e in meta.iter() if local(e) == "title"), "") if meta is not None else ""
    notes = (_TRACKED,) if any(local(e) == "tracked-changes" for e in body) else ()
    return Extract("odt", sha256, (*blocks, *margin.blocks), title=title, notes=notes)


def _in_body(element: etree._Element) -> bool:
    parent = element.getparent()
    return parent is not None and local(parent) == "body"


def _margins(styles: etree._Element | None) -> list[str]:
    """The different texts of the running headers and footers."""
    texts: dict[str, None] = {}
    for part in styles.iter() if styles is not None else ():
        if local(part).startswith(("header", "footer")) and "-" not in local(part):
            for paragraph in part.iter():
                if local(paragraph) == "p":
                    texts[fold(_text(paragraph, _Hung()))] = None
    return [text for text in texts if text]


@dataclass(slots=True)
class _Hung:
    """What hangs from a paragraph: frames with text, and notes."""

    frames: list[etree._Element] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Walk:
    looks: Looks
    builder: Builder = field(default_factory=Builder)
    counts: dict[tuple[str, int], int] = field(default_factory=dict)

    def over(self, element: etree._Element, depth: int = 0) -> None:
        if depth > _DEEPEST:
            return
        for part in element:
            name = local(part)
            if name == "h":
                level = attribute(part, "outline-level")
                self.builder.heading(_text(part, _Hung()), int(level) if level.isdigit() else 1)
            elif name == "p":
                self._paragraph(part, depth)
            elif name == "list":
                self._list(part, 0, attribute(part, "style-name"), depth)
            elif name == "table":
                self.builder.table(self._rows(part, depth))
            elif name in _THROUGH:
                self.over(part, depth + 1)

    def _paragraph(self, element: etree._Element, depth: int) -> None:
        hung = _Hung()
        text = _text(element, hung)
        look = self._look(element)
        if look.level:
            self.builder.heading(text, look.level)
        else:
            self.builder.paragraph(leader(text) or text, bold=look.bold, size=look.size)
        self._hung(hung, depth)

    def _hung(self, hung: _Hung, depth: int) -> None:
        for frame in hung.frames:
            self.over(frame, depth + 1)
        for note in hung.notes:
            self.builder.paragraph(note)

    def _look(self, element: etree._Element) -> Look:
        """The paragraph's look; bold too where bold pieces make up its words."""
        look = self.looks.of(attribute(element, "style-name"))
        pieces = [e for e in element if local(e) == "span"]
        words = fold("".join(_text(e, _Hung()) for e in pieces if self.looks.of(attribute(e, "style-name")).bold))
        sizes = [self.looks.of(attribute(e, "style-name")).size for e in pieces]
        whole = fold(_text(element, _Hung()))
        return Look(look.bold or (bool(whole) and words == whole), max([look.size, *sizes]), look.level)

    def _list(self, element: etree._Element, level: int, style: str, depth: int) -> None:
        if attribute(element, "continue-numbering") != "true":
            self.counts.pop((style, level), None)
        for item in element:
            if local(item) not in ("list-item", "list-header") or depth > _DEEPEST:
                continue
            fresh = local(item) == "list-item"
            for part in item:
                if local(part) == "list":
                    self._list(part, level + 1, attribute(part, "style-name") or style, depth + 1)
                elif local(part) == "h":
                    grade = attribute(part, "outline-level")
                    self.builder.heading(_text(part, _Hung()), int(grade) if grade.isdigit() else 1)
                elif local(part) == "p" and fresh:
                    self._item(part, level, style, depth)
                    fresh = False
                elif local(part) == "p":
                    self._paragraph(part, depth)

    def _item(self, element: etree._Element, level: int, style: str, depth: int) -> None:
        hung = _Hung()
        text = _text(element, hung)
        if fold(text):
            count = self.counts.get((style, level), 0) + 1
            self.counts[style, level] = count
            look = self._look(element)
            mark = self.looks.mark(style, level, count)
            self.builder.item(text, level + 1, mark, bold=look.bold, size=look.size)
        self._hung(hung, depth)

    def _rows(self, table: etree._Element, depth: int) -> list[list[Cell]]:
        rows: list[list[Cell]] = []
        for part in table:
            if local(part) in ("table-header-rows", "table-rows", "table-row-group"):
                rows.extend(self._rows(part, depth + 1))
            elif local(part) == "table-row":
                cells = [c for c in part if local(c) in ("table-cell", "covered-table-cell")]
                rows.append([tuple(_cell_parts(cell, 0)) for cell in cells])
        return rows


def _cell_parts(cell: etree._Element, depth: int) -> list[str]:
    """The paragraphs of a cell, those of lists and tables in it among them."""
    parts: list[str] = []
    for part in cell if depth < _DEEPEST else ():
        if local(part) in ("p", "h"):
            text = fold(_text(part, _Hung()))
            parts += [text] if text else []
        else:
            parts += _cell_parts(part, depth + 1)
    return parts


def _text(element: etree._Element, hung: _Hung) -> str:
    """An element's words, with ``\\n`` and ``\\t`` for breaks and tabs; frames and notes are set aside."""
    text = element.text or ""
    for part in element:
        name = local(part)
        if name == "s":
            count = attribute(part, "c")
            text += " " * (min(int(count), 50) if count.isdigit() else 1)
        elif name == "tab":
            text += "\t"
        elif name == "line-break":
            text += "\n"
        elif name == "frame":
            hung.frames.append(part)
        elif name == "note":
            body = next((e for e in part if local(e) == "note-body"), None)
            hung.notes.append(" ".join(_cell_parts(body, 0)) if body is not None else "")
        elif name not in _DROPPED and name:
            text += _text(part, hung)
        text += part.tail or ""
    return text
