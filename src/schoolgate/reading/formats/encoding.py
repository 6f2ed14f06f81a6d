"""Bytes to text, whatever a school's computer wrote it with."""

import codecs

from schoolgate.kernel.errors import BadInputError
from schoolgate.reading.formats.limits import MAX_CHARACTERS

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode(data: bytes, filename: str) -> tuple[str, tuple[str, ...]]:
    """The text, with plain line ends, and a note where the encoding had to be guessed.

    UTF-8, UTF-16 and UTF-32 by their marks, UTF-16 without one by its zero bytes, then UTF-8, then Windows-1252.
    Raises ``BadInputError`` where it is no text, or more text than any policy.
    """
    encoding = _unmarked_utf16(data)
    for mark, name in _BOMS:
        if data.startswith(mark):
            data, encoding = data[len(mark) :], name
            break
    notes: tuple[str, ...] = ()
    try:
        text = data.decode(encoding or "utf-8")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
        notes = ("The text was read as Windows-1252; look twice at accents and pound signs.",)
    _refuse_binary(text, filename)
    if len(text) > MAX_CHARACTERS:
        raise BadInputError(
            filename or "The pasted text",
            f"it holds {len(text):,} characters, and a policy has at most {MAX_CHARACTERS:,}.",
            "Check that this is the policy itself.",
        )
    return text.replace("\r\n", "\n").replace("\r", "\n"), notes


def _unmarked_utf16(data: bytes) -> str:
    """``utf-16-le`` or ``utf-16-be`` where every other byte of the start is mostly zero, else nothing."""
    start = data[:2000]
    if len(start) < 4:
        return ""
    even, odd = start[0::2].count(0) / len(start[0::2]), start[1::2].count(0) / len(start[1::2])
    if odd > 0.6 and even < 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > 0.6 and odd < 0.1 else ""


def _refuse_binary(text: str, filename: str) -> None:
    start = text[:100_000]
    strange = sum(1 for c in start if c < " " and c not in "\t\n\r\f\v") + start.count("\ufffd")
    if "\x00" in text or strange > max(5, len(start) // 200):
        raise BadInputError(
            filename or "The pasted text",
            "it is not text: it holds zero or control bytes.",
            "Save the policy as a Word document (.docx), a PDF or plain text, and give that.",
        )
