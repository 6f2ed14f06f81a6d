"""Which heading is which column: proposed from the words of the heading and the look of the values under it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz

from schoolgate.feeds.contract import Column
from schoolgate.feeds.tables import folded
from schoolgate.feeds.values import KINDS, fits

SURE: Final = 0.9
LIKELY: Final = (
    0.62  # below it nothing is proposed: a person who sees an empty choice looks, one who sees a wrong one may not
)
_LOOKED_AT: Final = 40  # values


@dataclass(frozen=True, slots=True)
class Guess:
    """One heading, the column proposed for it (empty: none), and how sure that is, from 0 to 1."""

    heading: str
    column: str
    sureness: float


def propose(headings: Sequence[str], values: Mapping[str, Sequence[str]], columns: Sequence[Column]) -> list[Guess]:
    """A guess for each heading, in order; no column is proposed twice. ``values`` are the first ones under each. Of two
    columns as likely, the one whose very words stand there is proposed, and else the first.
    """
    scored = [
        (
            _score(heading, values.get(heading, ()), column),
            folded(heading) in names,
            -place,
            -number,
            heading,
            column.key,
        )
        for number, (column, names) in enumerate((column, names_of(column)) for column in columns)
        for place, heading in enumerate(headings)
    ]
    guesses: dict[str, tuple[str, float]] = {}
    taken: set[str] = set()
    for score, *_, heading, key in sorted(scored, reverse=True):
        if score >= LIKELY and heading not in guesses and key not in taken:
            guesses[heading] = (key, score)
            taken.add(key)
    return [Guess(heading, *guesses.get(heading, ("", 0.0))) for heading in headings]


def by_name(headings: Sequence[str], columns: Sequence[Column]) -> dict[str, str]:
    """The mapping of those headings that are a column's own words or one of those it goes by elsewhere."""
    known = {name: column.key for column in reversed(columns) for name in names_of(column)}
    found: dict[str, str] = {}
    for heading in headings:
        key = known.get(folded(heading))
        if key and key not in found.values():
            found[heading] = key
    return found


def names_of(column: Column) -> list[str]:
    """The headings a column is known by, folded."""
    return [folded(name) for name in (column.key.replace("_", " "), column.words, *column.called)]


def _score(heading: str, values: Sequence[str], column: Column) -> float:
    words = folded(heading)
    names = names_of(column)
    if words in names:
        likeness = 1.0
    else:
        likeness = max(fuzz.token_sort_ratio(words, name) for name in names) / 100
        if likeness < 0.7 and any(f" {name} " in f" {words} " for name in names if len(name) > 3):
            likeness = 0.7
    look = _look(values, column.kind)
    if look is None:
        return likeness
    if look < 0.5:
        return likeness * 0.5
    return min(1.0, likeness + 0.25 * look) if KINDS[column.kind].telling else likeness


def _look(values: Sequence[str], kind: str) -> float | None:
    """The share of values that could be of the kind; None where there are none to look at."""
    filled = [value for value in values[:_LOOKED_AT] if value.strip()]
    return sum(fits(kind, value) for value in filled) / len(filled) if filled else None
