"""Bytes to lines of text, whatever wrote them, a line at a time so that memory stays flat."""

import codecs
import re
from collections.abc import Iterator
from typing import Final

from schoolgate.kernel.errors import BadInputError

_MARKS: Final = (
    (codecs.BOM_UTF8, ""),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_AGAIN: Final = (codecs.BOM_UTF8, "\u00ef\u00bb\u00bf".encode())  # a second mark, and one that was encoded once more
_LINE: Final = re.compile(rb"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_SOMETHING: Final = re.compile(rb"[^\x00 \t\r\n\f\xef\xbb\xbf\xff\xfe]")
_OTHER: Final = {
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "an old Excel or Word file (.xls, .doc), or one locked with a password",
    b"%PDF-": "a PDF",
    b"{\\rtf": "a rich text document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"PK\x03\x04": "a zip file, or a document of a kind that is one",
    b"PK\x05\x06": "an empty zip file",
    b"\x1f\x8b": "a compressed file (gzip)",
    b"Rar!": "a compressed file (RAR)",
    b"7z\xbc\xaf": "a compressed file (7-Zip)",
    b"MZ": "a program",
    b"\x7fELF": "a program",
    b"SQLite format 3": "a database",
}
_SAVE: Final = "Save the list as CSV or as an Excel workbook (.xlsx), and give that."


class Lines:
    """The lines of a file, each with its line end. ``strays`` counts those that were not UTF-8 and were read as
    Windows-1252, of ``marked`` that held letters beyond ASCII: all of them in a file of that encoding, a few where
    somebody pasted into a file of another.
    """

    def __init__(self, data: bytes, name: str) -> None:
        """Raises ``BadInputError`` for a file with nothing in it, and for one that is no text."""
        self.name, self.strays, self.marked = name, 0, 0
        if not _SOMETHING.search(data):
            raise BadInputError(name, "there is nothing in it.", "Check the file, and give it again.")
        for magic, words in _OTHER.items():
            if data.startswith(magic):
                raise BadInputError(name, f"it is {words}, and not a list.", _SAVE)
        plain = _as_ascii_lines(data)
        self._data = plain.rstrip(b"\0\x1a")
        self.padded = plain[len(self._data) :].count(0)
        _refuse_binary(self._data[:100_000], name)

    def __iter__(self) -> Iterator[str]:
        for found in _LINE.finditer(self._data):
            yield self._decoded(found.group())

    def _decoded(self, line: bytes) -> str:
        if line.isascii():
            return line.decode("ascii")
        self.marked += 1
        try:
            return line.decode("utf-8")
        except UnicodeDecodeError:
            self.strays += 1
            return line.decode("cp1252", errors="replace")

    @property
    def note(self) -> str:
        """What is worth knowing of the encoding, once the lines have been read."""
        if self.padded:
            zeros = f"It ends in {self.padded:,} zero bytes, as a file does that was cut short: is its last row there?"
            return f"{zeros} {self._of_letters}".strip()
        return self._of_letters

    @property
    def _of_letters(self) -> str:
        if not self.strays:
            return ""
        if self.strays == self.marked:
            return "It was read as Windows-1252: look twice at accents and pound signs."
        lines = "1 line is" if self.strays == 1 else f"{self.strays:,} lines are"
        return f"{lines} not UTF-8 as the others are: read as Windows-1252, so look at accents there."


def _as_ascii_lines(data: bytes) -> bytes:
    """The same with line ends of one byte, and no mark at the start, however often programs put one there."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            rest = data[len(mark) :]
            return _without_marks(rest.decode(encoding, errors="replace").encode() if encoding else rest)
    encoding = _unmarked_utf16(data[:2_000])
    return _without_marks(data.decode(encoding, errors="replace").encode() if encoding else data)


def _without_marks(data: bytes) -> bytes:
    while mark := next((mark for mark in _AGAIN if data.startswith(mark)), b""):
        data = data[len(mark) :]
    return data


def _unmarked_utf16(start: bytes) -> str:
    """``utf-16-le`` or ``utf-16-be`` where every other byte of the start is mostly zero, else nothing."""
    if len(start) < 4:
        return ""
    even, odd = start[0::2].count(0) / len(start[0::2]), start[1::2].count(0) / len(start[1::2])
    if odd > 0.6 and even < 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > 0.6 and odd < 0.1 else ""


def _refuse_binary(start: bytes, name: str) -> None:
    strange = sum(start.count(bytes([code])) for code in range(32) if code not in b"\t\n\r\f\v\x1a")
    if strange > max(64, len(start) // 20):
        raise BadInputError(name, "it is not text: it holds zero or control bytes.", _SAVE)
