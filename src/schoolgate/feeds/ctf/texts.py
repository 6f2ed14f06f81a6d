"""A transfer file's bytes to text, and the text to its pupils, each read for itself so that one that is spoilt spoils
no other. Nothing outside the file is ever fetched and no entity is expanded (XML 1.0, section 4): a file that declares
any is refused.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from schoolgate.kernel.errors import BadInputError

MOST_BYTES: Final = 100_000_000
_MOST_OF_ONE: Final = 2_000_000  # characters of one pupil: a school career of assessments is below a tenth of it
_DECLARED: Final = re.compile(r"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.\-]{1,40})[\"']", re.I)
_PROLOGUE: Final = re.compile(r"^\s*<\?xml.{0,300}?\?>", re.S)
_UNPRINTABLE: Final = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MARKS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_SPACE: Final = re.compile(r"\sxmlns(?::\w+)?\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_PUPIL: Final = re.compile(r"<(?:\w+:)?Pupil(?=[\s>/]|\Z)|</(?:\w+:)?Pupil\s*>")
_NO_CDATA: Final = re.compile(r"<!--.*?-->", re.S)


@dataclass(frozen=True, slots=True)
class Broken:
    """A pupil that is no XML: on which line they begin, why, and what of the text is there."""

    line: int
    because: str
    raw: str


@dataclass(frozen=True, slots=True)
class Text:
    """``notes`` are sentences about how the file had to be read."""

    words: str
    notes: tuple[str, ...]


def text_of(data: bytes, name: str) -> Text:
    """Raises ``BadInputError`` for what is empty, too big, no XML, or declares entities."""
    if not data.strip():
        raise BadInputError(name, "it is empty.", "Export the file again.")
    if len(data) > MOST_BYTES:
        raise BadInputError(name, "it is bigger than any transfer file of a school.", "Check which file it is.")
    words, notes = _decoded(data)
    if "<" not in words[:2000]:
        raise BadInputError(name, "it is no XML file.", "Export a common transfer file (CTF), which ends in .xml.")
    if re.search(r"<!(?:DOCTYPE|ENTITY)", words, re.I):
        raise BadInputError(
            name, "it declares a document type or entities, which no transfer file does.", "Export it again."
        )
    plain = _UNPRINTABLE.sub(" ", words)
    if plain != words:
        notes.append("Characters that XML does not allow were read as spaces.")
    return Text(_NO_CDATA.sub(_blank, plain), tuple(notes))


def _decoded(data: bytes) -> tuple[str, list[str]]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace"), []
    if data[:2] in (b"<\0", b"\0<"):
        return data.decode("utf-16-le" if data[1:2] == b"\0" else "utf-16-be", errors="replace"), []
    declared = _DECLARED.match(data[:300].lstrip().decode("ascii", errors="replace"))
    said = declared[1] if declared else "utf-8"
    try:
        return data.decode(said), []
    except (UnicodeDecodeError, LookupError):
        pass
    try:
        return data.decode("utf-8"), [f"It says that it is written in {said}, and is written in UTF-8."]
    except UnicodeDecodeError:
        words = data.decode("windows-1252", errors="replace")
        return words, [f"It says that it is written in {said}, and was read as Windows-1252: look at the accents."]


def _blank(found: re.Match[str]) -> str:
    """As many lines of nothing, so that what follows keeps its line."""
    return "\n" * found[0].count("\n")


def head_of(words: str, name: str) -> etree._Element:
    """All that stands before the first pupil, as a tree. Raises ``BadInputError`` where it is no transfer file."""
    first = _PUPIL.search(words)
    start = _PROLOGUE.sub("", words[: first.start()] if first else words)
    try:
        root = etree.fromstring(start.encode(), _parser(recover=True))
    except etree.XMLSyntaxError:
        root = None
    if root is None or local(root) != "CTfile":
        what = f"“{local(root)}”" if root is not None else "no element that can be read"
        raise BadInputError(
            name, f"it begins with {what}, and a common transfer file with “CTfile”.", "Check the file."
        )
    return root


def pupils_of(words: str) -> Iterator[tuple[int, etree._Element] | Broken]:
    """Each pupil with the line they begin on, in the file's order; one that cannot be read as ``Broken``."""
    spaces = " ".join(dict.fromkeys(_SPACE.findall(words[:20_000])))
    begun: int | None = None
    line, counted = 1, 0
    for mark in _PUPIL.finditer(words):
        closes = mark[0].startswith("</")
        if not closes and begun is not None:
            yield Broken(
                line, "The file leaves this pupil in the middle, and begins another.", words[begun : begun + 400]
            )
        if not closes:
            begun = mark.start()
            line, counted = line + words.count("\n", counted, begun), begun
        elif begun is not None:
            yield _read(words[begun : mark.end()], line, spaces)
            begun = None
        else:
            raw = words[max(mark.start() - 400, counted) : mark.end()]
            line, counted = line + words.count("\n", counted, mark.start()), mark.start()
            yield Broken(line, "The file ends a pupil here whom it does not begin.", raw)
    if begun is not None:
        yield Broken(line, "The file ends in the middle of this pupil.", words[begun : begun + 400])


def _read(part: str, line: int, spaces: str) -> tuple[int, etree._Element] | Broken:
    if len(part) > _MOST_OF_ONE:
        return Broken(line, "The pupil is longer than any record of a pupil.", part[:400])
    try:
        root = etree.fromstring(f"<CTfile {spaces}>{part}</CTfile>".encode(), _parser(recover=False))
    except etree.XMLSyntaxError as fault:
        at = line + max((fault.lineno or 1) - 1, 0)
        return Broken(line, f"The pupil is no XML that can be read: look at line {at}.", part[:400])
    return line, root[0]


def _parser(*, recover: bool) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=recover, remove_comments=True
    )


def local(element: etree._Element) -> str:
    """Its name without a namespace; nothing for what is no element."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
