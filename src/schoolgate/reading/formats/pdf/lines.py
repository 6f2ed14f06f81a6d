"""One page's characters to its lines, with where each stands and how it is set. Measures are points, y upwards."""

import ctypes
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Final

import pypdfium2.raw as pdfium
from pypdfium2 import PdfTextPage

_HYPHENS: Final = frozenset(("\x02", "\ufffe"))  # how pdfium marks the hyphen of a word broken at a line's end
_ENDS_LINE: Final = frozenset(("\n", "\r", *_HYPHENS))
_LETTERS: Final = re.compile(r"[^\x00-\x20\xa0\u200b\ufffe]+")
_CELL_GAP: Final = 1.7  # of the letter size: a wider gap between words parts two cells
_HEAVY: Final = 600
_HEAVY_NAMES: Final = ("bold", "black", "heavy", "semib", "demi")


@dataclass(frozen=True, slots=True)
class Word:
    text: str
    x0: float
    x1: float
    y: float  # of the baseline
    size: float
    bold: bool
    starts_line: bool


@dataclass(frozen=True, eq=False)
class Line:
    """Words on one baseline. ``cells`` are its parts where wide gaps divide it, each with where it begins.

    ``dot`` is where a bullet that is drawn, not written, stands before it.
    """

    page: int
    words: tuple[Word, ...]
    dot: float | None = None

    @cached_property
    def x0(self) -> float:
        return self.words[0].x0

    @cached_property
    def x1(self) -> float:
        return max(word.x1 for word in self.words)

    @cached_property
    def y(self) -> float:
        return self.words[0].y

    @cached_property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @cached_property
    def size(self) -> float:
        """The size most of its letters have, to the half point."""
        letters: dict[float, int] = {}
        for word in self.words:
            letters[word.size] = letters.get(word.size, 0) + len(word.text)
        return max(letters, key=lambda size: (letters[size], size))

    @cached_property
    def bold(self) -> bool:
        letters = sum(len(word.text) for word in self.words)
        return sum(len(word.text) for word in self.words if word.bold) >= letters * 0.85

    @cached_property
    def cells(self) -> tuple[tuple[float, str], ...]:
        parts: list[list[Word]] = [[self.words[0]]]
        for before, word in pairwise(self.words):
            if word.x0 - before.x1 > _CELL_GAP * max(before.size, word.size):
                parts.append([])
            parts[-1].append(word)
        return tuple((part[0].x0, " ".join(word.text for word in part)) for part in parts)


def lines_of(page: PdfTextPage, number: int) -> list[Line]:
    """The lines of a page in the order its maker wrote them; pieces on one baseline, left to right, are one line."""
    lines: list[list[Word]] = []
    for word in _words(page):
        if lines and not _new_line(lines[-1], word):
            lines[-1].append(word)
        else:
            lines.append([word])
    return [Line(number, tuple(words)) for words in lines]


def with_dots(lines: list[Line], dots: list[tuple[float, float]]) -> list[Line]:
    """The lines, each with the drawn bullet that stands before it; ``dots`` are right edges and middle heights."""
    if not dots:
        return lines
    return [replace(line, dot=_dot_before(line, dots)) for line in lines]


def _dot_before(line: Line, dots: list[tuple[float, float]]) -> float | None:
    size = line.size
    near = (x for x, y in dots if 0 < line.x0 - x < size * 3 and 0 < y - line.y < size * 0.7)
    return max(near, default=None)


def _new_line(line: list[Word], word: Word) -> bool:
    last = line[-1]
    near = max(last.size, word.size) * (0.6 if len(line) == 1 and len(last.text) <= 3 else 0.35)
    if abs(word.y - last.y) > near:
        return True
    return word.starts_line and word.x0 < last.x1 - last.size


def _words(page: PdfTextPage) -> Iterator[Word]:
    text = _characters(page)
    glyphs = _Glyphs(page)
    last = 0
    for found in _LETTERS.finditer(text):
        start, end = found.span()
        fresh = last == 0 or not _ENDS_LINE.isdisjoint(text[last:start])
        letters = found.group() + "-" if text[end : end + 1] in _HYPHENS else found.group()
        yield glyphs.word(start, end - 1, letters, fresh)
        last = end


def _characters(page: PdfTextPage) -> str:
    """The page's characters, one for each that pdfium counts: all at once where it gives as many, else one by one."""
    raw, count = page.raw, page.count_chars()
    taken = ctypes.create_string_buffer((count + 1) * 2)
    pdfium.FPDFText_GetText(raw, 0, count, ctypes.cast(taken, ctypes.POINTER(ctypes.c_ushort)))
    text = taken.raw[: count * 2].decode("utf-16-le", errors="surrogatepass")
    if len(text) == count and "\0" not in text:
        return text
    return "".join(chr(pdfium.FPDFText_GetUnicode(raw, i)) for i in range(count))


class _Glyphs:
    """Where characters stand and how they are set, asked of pdfium a word at a time."""

    def __init__(self, page: PdfTextPage) -> None:
        self._raw = page.raw
        self._left, self._right, self._bottom, self._top = edges = [ctypes.c_double() for _ in range(4)]
        self._edges = [ctypes.byref(edge) for edge in edges]
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._at = (ctypes.byref(self._x), ctypes.byref(self._y))
        self._matrix = pdfium.FS_MATRIX()
        self._name = ctypes.create_string_buffer(128)
        self._flags = ctypes.c_int()
        self._heavy: dict[bytes, bool] = {}
        self._set: dict[int, tuple[float, bool]] = {}

    def word(self, first: int, last: int, letters: str, starts_line: bool) -> Word:
        raw = self._raw
        pdfium.FPDFText_GetCharBox(raw, first, *self._edges)
        left, right, y = self._left.value, self._right.value, self._bottom.value
        if last > first:
            pdfium.FPDFText_GetCharBox(raw, last, *self._edges)
            right = max(right, self._right.value)
        if pdfium.FPDFText_GetCharOrigin(raw, first, *self._at):
            y = self._y.value
        return Word(letters, left, right, y, *self._setting(first), starts_line)

    def _setting(self, i: int) -> tuple[float, bool]:
        """Size and boldness, asked once for each piece of text its maker set in one go."""
        piece = pdfium.FPDFText_GetTextObject(self._raw, i)
        if not piece:
            return self._size(i), self._bold(i)
        at = ctypes.addressof(piece.contents)
        if at not in self._set:
            self._set[at] = (self._size(i), self._bold(i))
        return self._set[at]

    def _size(self, i: int) -> float:
        size: float = pdfium.FPDFText_GetFontSize(self._raw, i)
        if pdfium.FPDFText_GetMatrix(self._raw, i, ctypes.byref(self._matrix)):
            size *= math.hypot(self._matrix.b, self._matrix.d) or 1.0
        return round(size * 2) / 2

    def _bold(self, i: int) -> bool:
        if pdfium.FPDFText_GetFontWeight(self._raw, i) >= _HEAVY:
            return True
        if not pdfium.FPDFText_GetFontInfo(self._raw, i, self._name, 128, ctypes.byref(self._flags)):
            return False
        name = self._name.value
        if name not in self._heavy:
            written = name.decode(errors="replace").lower()
            self._heavy[name] = any(part in written for part in _HEAVY_NAMES)
        return self._heavy[name]
