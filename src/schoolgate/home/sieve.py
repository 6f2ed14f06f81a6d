"""Which sentences to show: those with one mark, on one subject, under one heading, for one role or person, with certain
words. Pure."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlencode

from schoolgate.evidence.judging import PromiseStanding
from schoolgate.kernel.standings import Standing
from schoolgate.vocabulary.areas import AREAS
from schoolgate.vocabulary.roles import ROLES
from schoolgate.vocabulary.screens import MARKS


@dataclass(frozen=True, slots=True)
class Sieve:
    """What was asked by address. ``about`` is a subject area's key, ``who`` a role's, ``part`` a heading's words;
    empty asks for everything. ``name`` is a person's as typed, and ``theirs`` the roles found for it (``whose``).
    """

    mark: Standing | None = None
    about: str = ""
    who: str = ""
    words: str = ""
    name: str = ""
    part: str = ""
    theirs: frozenset[str] = frozenset()

    @classmethod
    def asked(cls, given: Mapping[str, str]) -> Self:
        """From an address; what there is not is as if it were not asked."""
        about, who = given.get("about", ""), given.get("who", "")
        return cls(
            next((name for name in Standing if MARKS[name].tone == given.get("only")), None),
            about if about in AREAS else "",
            who if who in ROLES else "",
            given.get("words", "").strip()[:80],
            given.get("name", "").strip()[:80],
            given.get("part", "").strip()[:200],
        )

    def __bool__(self) -> bool:
        return bool(self.mark or self.unmarked)

    def passes(self, promise: PromiseStanding) -> bool:
        clause = promise.promise.clause
        said = " ".join((*clause.heading, clause.stem, clause.text)).casefold()
        return (
            (self.mark is None or promise.standing is self.mark)
            and (not self.about or area(promise) == self.about)
            and (not self.who or self.who in clause.who)
            and (not self.name or bool(self.theirs & set(clause.who)))
            and (not self.part or self.part in clause.heading)
            and all(word in said for word in self.words.casefold().split())
        )

    @property
    def address(self) -> str:
        """What asks for this again: "only=fix&who=it-lead"."""
        return "&".join(part for part in (self.marked, self.unmarked) if part)

    @property
    def marked(self) -> str:
        return urlencode({"only": MARKS[self.mark].tone}) if self.mark else ""

    @property
    def unmarked(self) -> str:
        """The same without the mark, to which another mark can be put."""
        asked = {
            "about": self.about,
            "part": self.part,
            "who": self.who,
            "name": self.name,
            "words": self.words,
        }
        return urlencode({key: value for key, value in asked.items() if value})


def area(promise: PromiseStanding) -> str:
    """The subject area a sentence stands under: that of its best subject."""
    topics = promise.promise.clause.topics
    return topics[0].key.partition(".")[0] if topics else ""


def areas(promises: Iterable[PromiseStanding]) -> list[tuple[str, str]]:
    """The subject areas of these promises, with their words, as they are listed everywhere."""
    found = {area(promise) for promise in promises}
    return [(key, words) for key, words in AREAS.items() if key in found]


def roles(promises: Iterable[PromiseStanding]) -> list[tuple[str, str]]:
    """The roles these promises bind, with their words."""
    found = {role for promise in promises for role in promise.promise.clause.who}
    return [(key, words) for key, words in ROLES.items() if key in found]


def headings(promises: Collection[PromiseStanding]) -> list[str]:
    """The headings these promises stand under, each once, in the document's order; the title's own left out."""
    counts = Counter(heading for promise in promises for heading in dict.fromkeys(promise.promise.clause.heading))
    return [heading for heading, times in counts.items() if times < len(promises)]
