"""Tables by their ruled lines: the grid that strokes and thin boxes on a page draw."""

import ctypes
from dataclasses import dataclass
from typing import Final

import pypdfium2.raw as pdfium
from pypdfium2 import PdfPage

_NEAR: Final = 3.0  # points: rules this close are one
_SHORTEST: Final = 8.0  # points: shorter strokes are letters' parts, ticks and bullets
_MOST_OBJECTS: Final = 6_000  # a page with more is a drawing
_MOST_SEGMENTS: Final = 400  # of one path
_DOT: Final = (1.5, 9.0)  # points: how small and how big a drawn bullet is
_MOST_RULES: Final = 3_000


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal rule at height ``at``, or a vertical one at ``at`` from the left, from ``start`` to ``end``."""

    across: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's column edges from left to right, and row edges from top to bottom."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]

    def cell(self, x: float, y: float) -> tuple[int, int] | None:
        """``(row, column)`` of a point, or ``None`` outside the table."""
        if not (self.xs[0] - _NEAR <= x <= self.xs[-1] + _NEAR and self.ys[-1] - _NEAR <= y <= self.ys[0] + _NEAR):
            return None
        column = sum(1 for edge in self.xs[1:-1] if x >= edge - 1)
        row = sum(1 for edge in self.ys[1:-1] if y <= edge + 1)
        return row, column


def dots_of(page: PdfPage) -> list[tuple[float, float]]:
    """The right edge and middle height of each small drawn shape: bullets that are pictures and not letters."""
    dots: list[tuple[float, float]] = []
    edges = [ctypes.c_float() for _ in range(4)]
    for i in range(min(pdfium.FPDFPage_CountObjects(page.raw), _MOST_OBJECTS)):
        thing = pdfium.FPDFPage_GetObject(page.raw, i)
        if pdfium.FPDFPageObj_GetType(thing) not in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE):
            continue
        if not pdfium.FPDFPageObj_GetBounds(thing, *(ctypes.byref(edge) for edge in edges)):
            continue
        left, bottom, right, top = (edge.value for edge in edges)
        if _DOT[0] <= right - left <= _DOT[1] and _DOT[0] <= top - bottom <= _DOT[1]:
            dots.append((right, (top + bottom) / 2))
    return dots


def grids_of(page: PdfPage) -> list[Grid]:
    """The ruled tables of a page with two columns or more."""
    rules = _rules(page)
    tables = []
    for group in _touching(rules):
        xs = _merged([rule.at for rule in group if not rule.across])
        ys = _merged([rule.at for rule in group if rule.across])
        if len(xs) >= 3 and len(ys) >= 2:
            tables.append(Grid(tuple(xs), tuple(reversed(ys))))
    return tables


def _rules(page: PdfPage) -> list[Rule]:
    count = pdfium.FPDFPage_CountObjects(page.raw)
    if count > _MOST_OBJECTS:
        return []
    width, height = page.get_size()
    found: set[Rule] = set()
    for i in range(count):
        thing = pdfium.FPDFPage_GetObject(page.raw, i)
        if pdfium.FPDFPageObj_GetType(thing) == pdfium.FPDF_PAGEOBJ_PATH:
            found.update(_strokes(thing))
        if len(found) > _MOST_RULES:
            return []
    return [rule for rule in found if rule.end - rule.start < (width if rule.across else height) * 0.99]


def _strokes(path: object) -> list[Rule]:
    """The straight sides of one path; a box gives its four, a thin box the two that count."""
    segments = pdfium.FPDFPath_CountSegments(path)
    if not 2 <= segments <= _MOST_SEGMENTS:
        return []
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(path, ctypes.byref(matrix))
    x, y = ctypes.c_float(), ctypes.c_float()
    rules: list[Rule] = []
    start = last = (0.0, 0.0)
    for i in range(segments):
        segment = pdfium.FPDFPath_GetPathSegment(path, i)
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        point = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            rules.extend(_rule(last, point))
        if pdfium.FPDFPathSegment_GetClose(segment):
            rules.extend(_rule(point, start))
        last = point
    return rules


def _rule(a: tuple[float, float], b: tuple[float, float]) -> list[Rule]:
    wide, high = abs(a[0] - b[0]), abs(a[1] - b[1])
    if high < 1 and wide >= _SHORTEST:
        return [Rule(True, round((a[1] + b[1]) / 2, 1), round(min(a[0], b[0]), 1), round(max(a[0], b[0]), 1))]
    if wide < 1 and high >= _SHORTEST:
        return [Rule(False, round((a[0] + b[0]) / 2, 1), round(min(a[1], b[1]), 1), round(max(a[1], b[1]), 1))]
    return []


def _touching(rules: list[Rule]) -> list[set[Rule]]:
    """Rules grouped by which cross or meet; a group of one direction only is no table."""
    across = [rule for rule in rules if rule.across]
    upright = [rule for rule in rules if not rule.across]
    groups: list[set[Rule]] = []
    for rule in upright:
        met = {other for other in across if _meets(other, rule)}
        together = [group for group in groups if not group.isdisjoint(met)]
        groups = [group for group in groups if group.isdisjoint(met)]
        groups.append(met.union({rule}, *together))
    return groups


def _meets(across: Rule, upright: Rule) -> bool:
    return (
        across.start - _NEAR <= upright.at <= across.end + _NEAR
        and upright.start - _NEAR <= across.at <= upright.end + _NEAR
    )


def _merged(places: list[float]) -> list[float]:
    """Sorted places, those that lie together as one."""
    merged: list[float] = []
    for place in sorted(places):
        if not merged or place - merged[-1] > _NEAR:
            merged.append(place)
    return merged
