"""OpenDocument's styles: whether words are bold, how large, and what stands before a list's items."""

from dataclasses import dataclass
from typing import Final

from lxml import etree

_DEEPEST: Final = 12  # styles built on styles: a longer chain is a circle
_TITLES: Final = {"title": 1, "subtitle": 2}


def local(element: etree._Element) -> str:
    """An element's name without its namespace; nothing for comments and the like."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: etree._Element, name: str) -> str:
    """An attribute by its name without namespace."""
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), "")


@dataclass(frozen=True, slots=True)
class Look:
    """``size`` is in points, 0 where nothing says; ``level`` is a heading's, or 0."""

    bold: bool = False
    size: float = 0.0
    level: int = 0


class Looks:
    """The styles of one document, each resolved through those it is built on."""

    def __init__(self, *roots: etree._Element | None) -> None:
        self._styles: dict[str, etree._Element] = {}
        self._lists: dict[str, dict[int, tuple[str, str, str]]] = {}
        self._known: dict[str, Look] = {}
        for element in (e for root in roots if root is not None for e in root.iter()):
            if local(element) == "style" and attribute(element, "family") in ("paragraph", "text"):
                self._styles.setdefault(attribute(element, "name"), element)
            elif local(element) == "list-style":
                self._lists.setdefault(attribute(element, "name"), _levels(element))

    def of(self, name: str) -> Look:
        """The look a style gives."""
        if name not in self._known:
            self._known[name] = self._resolved(name)
        return self._known[name]

    def mark(self, style: str, level: int, count: int) -> str:
        """What stands before the item: a bullet, or the number with what the style puts round it."""
        bullet, before, after = self._lists.get(style, {}).get(level + 1, ("•", "", ""))
        return bullet or f"{before}{count}{after or '.'}"

    def _resolved(self, name: str) -> Look:
        bold, size, level = None, 0.0, 0
        seen = 0
        while name in self._styles and seen < _DEEPEST:
            seen += 1
            element = self._styles[name]
            shown = (attribute(element, "display-name") or name).lower().replace("_20_", " ")
            grade = attribute(element, "default-outline-level")
            level = level or _TITLES.get(shown, int(grade) if grade.isdigit() else 0)
            for properties in (e for e in element if local(e) == "text-properties"):
                weight = attribute(properties, "font-weight")
                bold = bold if bold is not None or not weight else weight in ("bold", "600", "700", "800", "900")
                size = size or _points(attribute(properties, "font-size"))
            name = attribute(element, "parent-style-name")
        return Look(bool(bold), size, level)


def _levels(element: etree._Element) -> dict[int, tuple[str, str, str]]:
    """Level from 1 to ``(bullet, prefix, suffix)``; a number has no bullet."""
    levels: dict[int, tuple[str, str, str]] = {}
    for part in element:
        grade = attribute(part, "level")
        if not grade.isdigit():
            continue
        numbered = local(part) == "list-level-style-number" and attribute(part, "num-format")
        bullet = "" if numbered else attribute(part, "bullet-char") or "•"
        levels[int(grade)] = (bullet, attribute(part, "num-prefix"), attribute(part, "num-suffix"))
    return levels


def _points(size: str) -> float:
    try:
        return float(size.removesuffix("pt")) if size.endswith("pt") else 0.0
    except ValueError:
        return 0.0
