"""Covering names: of everybody at the school in what those read who see no child, and of others in what is given to
somebody who asked what is kept of them. It covers too much rather than too little; a person reads it through.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Self

from schoolgate.people.models import Person, School

COVERED: Final = "[name]"
# Letters with what joins a name: "O'Neill", "Anne-Marie". In an address a name stands between signs or digits.
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SHORTEST: Final = 3
# Parts of names that are words of every sentence; alone they point to nobody.
_PARTICLES: Final = frozenset(
    {"van", "von", "der", "den", "del", "los", "las", "the", "bin", "ibn", "and", "mrs", "miss"}
)


@dataclass(frozen=True, slots=True)
class Covered:
    words: str
    count: int


@dataclass(frozen=True, slots=True)
class Cover:
    """``names`` are single words of names, folded: no accents, no capitals."""

    names: frozenset[str]

    @classmethod
    def of(cls, school: School, *, keeping: Person | None = None) -> Self:
        """Everybody's at the school, but not ``keeping``'s own, whose name may stand."""
        everybody = Person.objects.for_school(school)
        own = words_of([keeping.name]) if keeping else frozenset()
        return cls(words_of(one.name for one in everybody) - own)

    def covered(self, text: str) -> Covered:
        """The text with each name in it covered, and how many were."""
        count = 0

        def cover(found: re.Match[str]) -> str:
            nonlocal count
            word = folded(found[0])
            if word in self.names or word.removesuffix("'s") in self.names:
                count += 1
                return COVERED
            return found[0]

        return Covered(_WORD.sub(cover, unicodedata.normalize("NFC", text)), count)


def words_of(names: Iterable[str]) -> frozenset[str]:
    """The words of names that could point to somebody."""
    words = {folded(word) for name in names for word in _WORD.findall(unicodedata.normalize("NFC", name))}
    return frozenset(word for word in words if len(word) >= _SHORTEST and word not in _PARTICLES)


def folded(word: str) -> str:
    """Without accents and capitals, so that "Zoë" is covered where somebody typed "zoe"."""
    plain = unicodedata.normalize("NFKD", word.replace("’", "'"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()
