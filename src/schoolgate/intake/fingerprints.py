"""The fingerprint of a heading, and what has changed between two of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz

from schoolgate.feeds.tables import folded
from schoolgate.kernel.digests import digest

_ALIKE: Final = 0.7


@dataclass(frozen=True, slots=True)
class Changed:
    """``renamed`` are pairs of an old heading and the new one that it seems to have become."""

    came: tuple[str, ...]
    went: tuple[str, ...]
    renamed: tuple[tuple[str, str], ...]


def fingerprint(headings: Sequence[str]) -> str:
    """64 hexadecimal characters; the order of the headings makes no difference."""
    return digest(sorted(headings))


def changed(before: Sequence[str], now: Sequence[str]) -> Changed:
    """Which headings came, went, or were renamed. A pair is offered as renamed where its words are much alike."""
    came, went = [one for one in now if one not in before], [one for one in before if one not in now]
    pairs = sorted(
        ((fuzz.token_sort_ratio(folded(old), folded(new)) / 100, old, new) for old in went for new in came),
        reverse=True,
    )
    renamed: list[tuple[str, str]] = []
    for likeness, old, new in pairs:
        if likeness >= _ALIKE and old in went and new in came:
            renamed.append((old, new))
            went.remove(old)
            came.remove(new)
    return Changed(tuple(came), tuple(went), tuple(renamed))
