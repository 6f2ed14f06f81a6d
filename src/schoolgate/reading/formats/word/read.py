"""One Word document to its blocks."""

import posixpath
from typing import Final

from lxml import etree

from schoolgate.kernel.errors import BadInputError
from schoolgate.reading.formats.archive import Archive
from schoolgate.reading.formats.lexis import fold
from schoolgate.reading.formats.word.body import Body
from schoolgate.reading.formats.word.names import attribute, child, children, local
from schoolgate.reading.formats.word.numbering import Numbering
from schoolgate.reading.formats.word.runs import words_of
from schoolgate.reading.formats.word.styles import Style, Styles
from schoolgate.reading.model import Extract

_TRACKED: Final = (
    "It holds tracked changes: insertions were read and deletions were not. Accept or reject them before it is adopted."
)
_HIDDEN: Final = "Hidden text was left out."
_TITLE: Final = "{http://purl.org/dc/elements/1.1/}title"


def read(data: bytes, filename: str, sha256: str) -> Extract:
    """A .docx file. Raises ``BadInputError`` where it is damaged, locked, swollen, or holds macros."""
    archive = Archive(data, filename)
    types = archive.read("[Content_Types].xml")
    if b"macroEnabled" in types or any(name.lower().endswith("vbaproject.bin") for name in archive.names):
        raise BadInputError(
            filename,
            "it holds macros (small programs), which a policy does not need.",
            "In Word, save it as a Word Document (.docx), which leaves them out, and give that.",
        )
    main = _main_part(archive)
    root = archive.xml(main)
    body = child(root, "body")
    if body is None:
        raise BadInputError(filename, "it has no document inside.", "Save it again from Word, and give the new file.")
    folder = posixpath.dirname(main)
    styles = Styles(archive.xml(f"{folder}/styles.xml"))
    walker = Body(styles, Numbering(archive.xml(f"{folder}/numbering.xml")), _notes(archive, folder))
    walker.walk(body)
    blocks = list(walker.builder.finish())
    margin = Body(styles, Numbering(None), {})
    for text in _margins(archive, folder):
        margin.builder.furniture(text)
    said = [(walker.inserted or walker.deleted, _TRACKED), (walker.hidden, _HIDDEN)]
    core = archive.xml("docProps/core.xml")
    title = fold(core.findtext(_TITLE) or "") if core is not None else ""
    blocks.extend(margin.builder.blocks)
    return Extract("docx", sha256, tuple(blocks), title=title, notes=tuple(note for on, note in said if on))


def _main_part(archive: Archive) -> str:
    """The name of the document part: ``word/document.xml`` in all but rare files."""
    relations = archive.xml("_rels/.rels")
    for relation in relations if relations is not None else ():
        if (relation.get("Type") or "").endswith("/officeDocument"):
            return (relation.get("Target") or "").lstrip("/")
    return "word/document.xml"


def _notes(archive: Archive, folder: str) -> dict[str, str]:
    """Footnotes and endnotes by reference (``footnote:2``)."""
    found: dict[str, str] = {}
    for kind in ("footnote", "endnote"):
        for note in children(archive.xml(f"{folder}/{kind}s.xml"), kind):
            if attribute(note, "type") in ("", "normal"):
                found[f"{kind}:{attribute(note, 'id')}"] = " ".join(_paragraphs(note))
    return found


def _margins(archive: Archive, folder: str) -> list[str]:
    """The different texts of the running headers and footers."""
    texts: dict[str, None] = {}
    for name in sorted(archive.names):
        part = posixpath.basename(name)
        if posixpath.dirname(name) == folder and part.startswith(("header", "footer")) and part.endswith(".xml"):
            root = archive.xml(name)
            for text in _paragraphs(root) if root is not None else ():
                texts[text] = None
    return list(texts)


def _paragraphs(root: etree._Element) -> list[str]:
    texts = (fold(words_of(p, Style()).text) for p in root.iter() if local(p) == "p")
    return [text for text in texts if text]
