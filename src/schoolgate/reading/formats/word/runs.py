"""The words of one paragraph: what stands, what was deleted, what is hidden, what hangs from it."""

from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from schoolgate.reading.formats.lexis import fold
from schoolgate.reading.formats.word.names import attribute, child, local, switched_on, value
from schoolgate.reading.formats.word.styles import Style, half_points

_SKIPPED: Final = frozenset(("pPr", "rPr", "Fallback", "instrText", "delText", "sdtPr", "sectPr", "tblPr", "ruby"))
_DELETED: Final = frozenset(("del", "moveFrom"))
_PLAIN: Final = {"tab": "\t", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "", "ptab": "\t"}


@dataclass(slots=True)
class Words:
    """A paragraph's text with ``\\n`` and ``\\t`` for breaks and tabs, and what was met on the way."""

    text: str = ""
    bold: bool = False
    size: float = 0.0
    boxes: list[etree._Element] = field(default_factory=list)
    footnotes: list[str] = field(default_factory=list)
    inserted: bool = False
    deleted: bool = False
    hidden: bool = False
    _letters: int = 0
    _bold_letters: int = 0


def words_of(paragraph: etree._Element, style: Style) -> Words:
    """The paragraph's words: insertions kept, deletions and hidden text dropped, text boxes and footnotes set aside."""
    words = Words(size=0.0)
    _gather(paragraph, style, None, words)
    words.bold = words._letters > 0 and words._bold_letters >= words._letters * 0.9
    words.size = words.size or style.size
    return words


def _gather(element: etree._Element, style: Style, run: etree._Element | None, words: Words) -> None:
    for part in element:
        name = local(part)
        if name in _DELETED:
            words.deleted = True
        elif name == "txbxContent":
            words.boxes.append(part)
        elif name in _SKIPPED:
            continue
        elif name == "r":
            if switched_on(child(part, "rPr", "vanish")):
                words.hidden = True
                continue
            _gather(part, style, part, words)
        elif name == "t":
            _add(part.text or "", style, run, words)
        elif name in ("footnoteReference", "endnoteReference"):
            words.footnotes.append(f"{name[:-9]}:{attribute(part, 'id')}")
        elif name == "sym":
            _add(_symbol(attribute(part, "char")), style, run, words)
        elif name == "br":
            words.text += "" if attribute(part, "type") in ("page", "column") else "\n"
        elif name in _PLAIN:
            words.text += _PLAIN[name]
        else:
            words.inserted = words.inserted or name in ("ins", "moveTo")
            _gather(part, style, run, words)


def _add(text: str, style: Style, run: etree._Element | None, words: Words) -> None:
    words.text += text
    letters = len(fold(text))
    said = switched_on(child(run, "rPr", "b"))
    if value(run, "rPr", "rStyle").lower() == "strong" and said is None:
        said = True
    words._letters += letters
    if style.bold if said is None else said:
        words._bold_letters += letters
    if letters:
        words.size = max(words.size, half_points(value(run, "rPr", "sz"), style.size))


def _symbol(char: str) -> str:
    try:
        return chr(int(char, 16))
    except (ValueError, OverflowError):
        return ""
