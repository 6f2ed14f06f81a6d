"""Numbering: what Word would print before a paragraph, counted as Word counts."""

import re
from collections import defaultdict
from dataclasses import dataclass

from lxml import etree

from schoolgate.reading.formats.word.names import attribute, child, children, value

_PLACE = re.compile(r"%(\d)")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN_ONES = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True, slots=True)
class _Level:
    form: str = "decimal"
    text: str = ""
    start: int = 1


class Numbering:
    """The lists of one document, with their counters: ask once for each paragraph, in order."""

    def __init__(self, root: etree._Element | None) -> None:
        abstract = {attribute(a, "abstractNumId"): _levels(a) for a in children(root, "abstractNum")}
        self._lists: dict[str, str] = {}
        self._levels: dict[str, dict[int, _Level]] = {}
        self._restart: dict[str, dict[int, int]] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._styled: dict[str, dict[str, int]] = {}
        styles = {attribute(a, "abstractNumId"): _style_levels(a) for a in children(root, "abstractNum")}
        for num in children(root, "num"):
            key, base = attribute(num, "numId"), value(num, "abstractNumId")
            self._lists[key] = base
            overrides = children(num, "lvlOverride")
            levels = dict(abstract.get(base, {}))
            for override in overrides:
                inner = child(override, "lvl")
                if inner is not None:
                    levels[_int(attribute(override, "ilvl"), 0)] = _level(inner)
            self._levels[key] = levels
            self._styled[key] = styles.get(base, {})
            self._restart[key] = {
                _int(attribute(o, "ilvl"), 0): _int(value(o, "startOverride"), 1)
                for o in overrides
                if child(o, "startOverride") is not None
            }

    def level_of_style(self, key: str, style: str, otherwise: int) -> int:
        """The level a list gives to a paragraph style that is numbered by its style."""
        return self._styled.get(key, {}).get(style, otherwise)

    def next(self, key: str, depth: int) -> str | None:
        """The mark of the next paragraph at that depth ("2.1", "(a)", "•"); ``None`` where it prints none."""
        level = self._levels.get(key, {}).get(depth)
        if level is None:
            return "•"
        if level.form == "none":
            return None
        counts = self._counts[self._lists[key]]
        restart = self._restart[key].pop(depth, None)
        if restart is not None:
            counts[depth] = restart - 1
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [d for d in counts if d > depth]:
            del counts[deeper]
        if level.form == "bullet":
            return level.text.strip() or "•"
        return _PLACE.sub(lambda found: self._place(key, int(found[1]) - 1), level.text).strip() or None

    def _place(self, key: str, depth: int) -> str:
        level = self._levels[key].get(depth, _Level())
        return _written(self._counts[self._lists[key]].get(depth, level.start), level.form)


def _levels(element: etree._Element) -> dict[int, _Level]:
    return {_int(attribute(lvl, "ilvl"), 0): _level(lvl) for lvl in children(element, "lvl")}


def _style_levels(element: etree._Element) -> dict[str, int]:
    found = {value(lvl, "pStyle"): _int(attribute(lvl, "ilvl"), 0) for lvl in children(element, "lvl")}
    found.pop("", None)
    return found


def _level(element: etree._Element) -> _Level:
    return _Level(value(element, "numFmt") or "decimal", value(element, "lvlText"), _int(value(element, "start"), 1))


def _int(text: str, otherwise: int) -> int:
    return int(text) if text.isdigit() and len(text) < 6 else otherwise


def _written(count: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1) if 0 < count < 200 else str(count)
        return letter if form == "lowerLetter" else letter.upper()
    if form in ("lowerRoman", "upperRoman"):
        numeral = _roman(count) if 0 < count < 4000 else str(count)
        return numeral if form == "lowerRoman" else numeral.upper()
    return f"{count:02d}" if form == "decimalZero" else str(count)


def _roman(count: int) -> str:
    written = ""
    for size, letters in _ROMAN + _ROMAN_ONES:
        written += letters * (count // size)
        count %= size
    return written
