"""What a file is, by its content; the name is only believed where it agrees."""

import re
from pathlib import PurePath
from typing import Final

from schoolgate.kernel.errors import BadInputError

NAMES: Final[dict[str, str]] = {
    "docx": "a Word document (.docx)",
    "odt": "an OpenDocument text (.odt)",
    "pdf": "a PDF",
    "txt": "plain text",
    "md": "Markdown text",
    "html": "a web page (HTML)",
}
SAVE_AS: Final = "Save the policy as a Word document (.docx), a PDF or plain text, and give that."

_EXTENSIONS: Final = {
    "docx": "docx",
    "docm": "docx",
    "dotx": "docx",
    "odt": "odt",
    "pdf": "pdf",
    "txt": "txt",
    "text": "txt",
    "md": "md",
    "markdown": "md",
    "html": "html",
    "htm": "html",
    "xhtml": "html",
}
_OTHER: Final = {
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "an old Word document (.doc), or one locked with a password",
    b"{\\rtf": "a rich text document (.rtf)",
    b"\x89PNG": "a picture (PNG)",
    b"\xff\xd8\xff": "a picture (JPEG)",
    b"GIF8": "a picture (GIF)",
    b"II*\x00": "a scanned picture (TIFF)",
    b"MM\x00*": "a scanned picture (TIFF)",
    b"\x1f\x8b": "a compressed file (gzip)",
    b"Rar!": "a compressed file (RAR)",
    b"7z\xbc\xaf": "a compressed file (7-Zip)",
    b"MZ": "a program",
    b"\x7fELF": "a program",
}
_ARCHIVED: Final = {
    "xl/": "an Excel workbook",
    "ppt/": "a PowerPoint presentation",
    "application/vnd.oasis.opendocument.spreadsheet": "an OpenDocument spreadsheet",
    "application/vnd.oasis.opendocument.presentation": "an OpenDocument presentation",
    "application/epub+zip": "an e-book (EPUB)",
    "Index/": "an Apple Pages document",
}
_HTML = re.compile(rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_TAGS = re.compile(rb"<(?:p|div|h[1-6]|ul|li|table|br|span)\b[^>]*>", re.I)


def kind_of(data: bytes, filename: str) -> str:
    """The format, as a key of ``NAMES``. ``BadInputError`` where it is none of them, or the name says another one."""
    if not data.strip(b"\x00 \t\r\n\f\xef\xbb\xbf"):
        raise BadInputError(filename or "The pasted text", "it is empty.", "Check the file, and give it again.")
    kind = _by_content(data, filename)
    suffix = PurePath(filename).suffix.lower().lstrip(".")
    claimed = _EXTENSIONS.get(suffix, "")
    if claimed == "md" and kind in ("txt", "html"):
        return "md"  # any text is Markdown, and Markdown may hold tags
    if claimed == "html" and kind == "txt" and _TAGS.search(data):
        return "html"
    if claimed and claimed != kind:
        raise BadInputError(
            filename,
            f"its name says {NAMES[claimed]}, but its content is {NAMES[kind]}.",
            "Open it in the program that made it and save it again, or correct the name.",
        )
    return kind


def _by_content(data: bytes, filename: str) -> str:
    for magic, name in _OTHER.items():
        if data.startswith(magic):
            raise _unusable(filename, name)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK"):
        return _archive(data, filename)
    if _HTML.match(data[:4000]):
        return "html"
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml"):
        raise _unusable(filename, "an XML file")
    return "txt"


def _archive(data: bytes, filename: str) -> str:
    """A zip file's kind, from the names inside it alone: nothing is unpacked yet."""
    if b"[Content_Types].xml" in data and b"word/" in data:
        return "docx"
    if b"application/vnd.oasis.opendocument.text" in data[:200]:
        return "odt"
    for mark, name in _ARCHIVED.items():
        if mark.encode() in (data if mark.endswith("/") else data[:200]):
            raise _unusable(filename, name)
    raise _unusable(filename, "a zip file")


def _unusable(filename: str, name: str) -> BadInputError:
    return BadInputError(filename, f"it is {name}, which Schoolgate does not read.", SAVE_AS)
