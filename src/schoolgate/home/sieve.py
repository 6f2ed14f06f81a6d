"""Which sentences to show: those with one mark, on one subject, for one role, with certain words. Pure."""

from collections.abc import Iterable, Mapping
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
    """What was asked by address. ``about`` is a subject area's key, ``who`` a role's; empty asks for everything."""

    mark: Standing | None = None
    about: str = ""
    who: str = ""
    words: str = ""

    @classmethod
    def asked(cls, given: Mapping[str, str]) -> Self:
        """From an address; what there is not is as if it were not asked."""
        about, who = given.get("about", ""), given.get("who", "")
        return cls(
            next((name for name in Standing if MARKS[name].tone == given.get("only")), None),
            about if about in AREAS else "",
            who if who in ROLES else "",
            given.get("words", "").strip()[:80],
        )

    def __bool__(self) -> bool:
        return bool(self.mark or self.about or self.who or self.words)

    def passes(self, promise: PromiseStanding) -> bool:
        clause = promise.promise.clause
        said = " ".join((*clause.heading, clause.stem, clause.text)).casefold()
        return (
            (self.mark is None or promise.standing is self.mark)
            and (not self.about or area(promise) == self.about)
            and (not self.who or self.who in clause.who)
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
        asked = {"about": self.about, "who": self.who, "words": self.words}
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
