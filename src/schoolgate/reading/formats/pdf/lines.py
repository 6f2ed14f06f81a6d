"""One page's characters to its lines, with where each stands and how it is set. Measures are points, y upwards."""

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

import pypdfium2.raw as pdfium
from pypdfium2 import PdfTextPage

_BREAKS: Final = frozenset((10, 13))
_HYPHENS: Final = frozenset((2, 0xFFFE))  # how pdfium marks the hyphen of a word broken at a line's end
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


@dataclass(frozen=True, slots=True)
class Line:
    """Words on one baseline. ``cells`` are its parts where wide gaps divide it, each with where it begins.

    ``dot`` is where a bullet that is drawn, not written, stands before it.
    """

    page: int
    words: tuple[Word, ...]
    dot: float | None = None

    @property
    def x0(self) -> float:
        return self.words[0].x0

    @property
    def x1(self) -> float:
        return max(word.x1 for word in self.words)

    @property
    def y(self) -> float:
        return self.words[0].y

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def size(self) -> float:
        """The size most of its letters have, to the half point."""
        letters: dict[float, int] = {}
        for word in self.words:
            letters[word.size] = letters.get(word.size, 0) + len(word.text)
        return max(letters, key=lambda size: (letters[size], size))

    @property
    def bold(self) -> bool:
        letters = sum(len(word.text) for word in self.words)
        return sum(len(word.text) for word in self.words if word.bold) >= letters * 0.85

    @property
    def cells(self) -> tuple[tuple[float, str], ...]:
        parts: list[list[Word]] = [[self.words[0]]]
        for before, word in zip(self.words, self.words[1:], strict=False):
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
    raw, count = page.raw, page.count_chars()
    glyphs = _Glyphs(page)
    start, letters, fresh = -1, "", True
    for i in range(count + 1):
        code = pdfium.FPDFText_GetUnicode(raw, i) if i < count else 13
        ends = code in _BREAKS or code in _HYPHENS or code <= 32 or code in (0xA0, 0x200B)
        if code in _HYPHENS and start >= 0:
            letters += "-"
        if not ends:
            if start < 0:
                start = i
            letters += chr(code)
            continue
        if start >= 0:
            yield glyphs.word(start, i - 1, letters, fresh)
            start, letters, fresh = -1, "", False
        fresh = fresh or code in _BREAKS or code in _HYPHENS


class _Glyphs:
    """Where characters stand and how they are set, asked of pdfium a word at a time."""

    def __init__(self, page: PdfTextPage) -> None:
        self._raw = page.raw
        self._box = [ctypes.c_double() for _ in range(4)]
        self._at = [ctypes.c_double() for _ in range(2)]
        self._matrix = pdfium.FS_MATRIX()
        self._name = ctypes.create_string_buffer(128)
        self._flags = ctypes.c_int()

    def word(self, first: int, last: int, letters: str, starts_line: bool) -> Word:
        left, right, bottom, _ = self._place(first)
        end = self._place(last)[1] if last > first else right
        x, y = self._at
        on_line = pdfium.FPDFText_GetCharOrigin(self._raw, first, ctypes.byref(x), ctypes.byref(y))
        size, bold = self._set(first)
        return Word(letters, left, max(end, right), y.value if on_line else bottom, size, bold, starts_line)

    def _place(self, i: int) -> tuple[float, float, float, float]:
        left, right, bottom, top = self._box
        pdfium.FPDFText_GetCharBox(self._raw, i, *(ctypes.byref(edge) for edge in (left, right, bottom, top)))
        return left.value, right.value, bottom.value, top.value

    def _set(self, i: int) -> tuple[float, bool]:
        size = pdfium.FPDFText_GetFontSize(self._raw, i)
        if pdfium.FPDFText_GetMatrix(self._raw, i, ctypes.byref(self._matrix)):
            size *= math.hypot(self._matrix.b, self._matrix.d) or 1.0
        bold = pdfium.FPDFText_GetFontWeight(self._raw, i) >= _HEAVY
        if not bold and pdfium.FPDFText_GetFontInfo(self._raw, i, self._name, 128, ctypes.byref(self._flags)):
            bold = any(part in self._name.value.decode(errors="replace").lower() for part in _HEAVY_NAMES)
        return round(size * 2) / 2, bold
