"""What the answers of questions need to be sentences: words for keys, and numbers as people read them. Pure.

A sentence is made of rows that may be told: a count that would point to somebody is None in them, and a row whose main
count is small is not among them. So it holds nothing that the table below it hides.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

type Told = Sequence[Mapping[str, Any]]
WHEN: Final = {"weekend": "at the weekend", "closed": "on days without school", "early": "early", "late": "late"}


@dataclass(frozen=True, slots=True)
class Wording:
    """What levels, categories, classes and rules are called, by key; ``values`` are what the question was told, and
    ``today`` says what still goes on. An unknown key stands for itself."""

    levels: Mapping[str, str] = field(default_factory=dict)
    categories: Mapping[str, str] = field(default_factory=dict)
    classes: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Any] = field(default_factory=dict)
    today: date | None = None
    rules: Callable[[str], str] = str

    def level(self, key: str) -> str:
        return self.levels.get(key, key) or "somebody not known"

    def category(self, key: str) -> str:
        return self.categories.get(key, key) or "sites on none of our lists"

    def group(self, key: str) -> str:
        return self.classes.get(key, key)


def many(count: int | None, one: str, several: str = "") -> str:
    """ "1 request", "1,204 requests"; of a hidden count, "fewer than five requests"."""
    if count is None:
        return f"fewer than five {several or one + 's'}"
    return f"{count:,} {one if count == 1 else several or one + 's'}"


def some(count: int | None) -> str:
    """ "1,204"; of a hidden count, "fewer than five"; of none, "none"."""
    return "fewer than five" if count is None else f"{count:,}" if count else "none"


def together(rows: Told, column: str) -> int | None:
    """A sum, where every count in it may be told."""
    counts = [row[column] for row in rows]
    return None if None in counts else sum(counts)


def day(on: date) -> str:
    return f"{on.day} {on:%B}"


def whole(sentence: str) -> str:
    """With a capital at its beginning, and a full stop."""
    return f"{sentence[:1].upper()}{sentence[1:]}."
