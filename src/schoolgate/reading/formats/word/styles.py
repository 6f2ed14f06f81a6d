"""Styles: what a paragraph inherits, as far as reading needs it."""

import re
from dataclasses import dataclass
from typing import Final

from lxml import etree

from schoolgate.reading.formats.word.names import attribute, child, children, switched_on, value

_HEADING = re.compile(r"^heading (\d)$")
_TITLES: Final = {"title": 1, "subtitle": 2}
_DEEPEST: Final = 12  # styles built on styles: a longer chain is a circle


@dataclass(frozen=True, slots=True)
class Style:
    """``level`` is a heading's, from 1, or 0. ``size`` is in points. ``number`` is ``(numId, ilvl)``."""

    name: str = ""
    level: int = 0
    bold: bool = False
    size: float = 0.0
    number: tuple[str, int] | None = None
    hidden: bool = False

    @property
    def contents(self) -> bool:
        return self.name.startswith("toc ")

    @property
    def list_kind(self) -> str:
        return next((kind for kind in ("list bullet", "list number") if self.name.startswith(kind)), "")

    @property
    def list_depth(self) -> int:
        """From 0: Word's "List Bullet 3" is a third level, though its numbering says the first."""
        return int(self.name[-1]) - 1 if self.list_kind and self.name[-1] in "23456789" else 0


class Styles:
    """The styles of one document, each resolved through those it is based on."""

    def __init__(self, root: etree._Element | None) -> None:
        self._elements = {attribute(s, "styleId"): s for s in children(root, "style")}
        defaults = child(root, "docDefaults", "rPrDefault", "rPr")
        self._size = half_points(value(defaults, "sz"), 11.0)
        normal = (key for key, s in self._elements.items() if attribute(s, "type") == "paragraph" and _default(s))
        self._normal = next(normal, "")
        self._known: dict[str, Style] = {}

    def get(self, key: str) -> Style:
        """The style with that id; without one, the document's own paragraph style."""
        key = key if key in self._elements else self._normal
        if key not in self._known:
            self._known[key] = self._resolved(key)
        return self._known[key]

    def _resolved(self, key: str) -> Style:
        chain: list[etree._Element] = []
        while key in self._elements and len(chain) < _DEEPEST:
            chain.append(self._elements[key])
            key = value(chain[-1], "basedOn")
        name = value(chain[0], "name").lower() if chain else ""
        level, bold, size, number, hidden = 0, False, self._size, None, False
        for element in reversed(chain):
            named = value(element, "name").lower()
            found = _HEADING.match(named)
            outline = value(element, "pPr", "outlineLvl")
            if found:
                level = int(found[1])
            elif named in _TITLES:
                level = _TITLES[named]
            elif outline.isdigit():
                level = int(outline) + 1 if int(outline) < 9 else 0
            said = switched_on(child(element, "rPr", "b"))
            bold = bold if said is None else said
            hidden = hidden or bool(switched_on(child(element, "rPr", "vanish")))
            size = half_points(value(element, "rPr", "sz"), size)
            number = numbered(child(element, "pPr", "numPr"), number)
        return Style(name, level, bold, size, number, hidden)


def numbered(element: etree._Element | None, inherited: tuple[str, int] | None) -> tuple[str, int] | None:
    """``(numId, ilvl)`` of a ``w:numPr``, over what was inherited; numId 0 takes the number away."""
    if element is None:
        return inherited
    before = inherited or ("", 0)
    key = value(element, "numId") or before[0]
    level = value(element, "ilvl")
    if key in ("", "0"):
        return None
    return key, int(level) if level.isdigit() else before[1]


def half_points(text: str, otherwise: float) -> float:
    return int(text) / 2 if text.isdigit() else otherwise


def _default(element: etree._Element) -> bool:
    return attribute(element, "default") in ("1", "true", "on")
