"""Where concepts stand in a text, and which rules may match there: everything compiled once, looked up by word."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from schoolgate.monitoring.judging.lexicon import Lexicon, Rule, items, shipped
from schoolgate.monitoring.judging.mending import Mender
from schoolgate.monitoring.judging.patterns import Pattern, Span
from schoolgate.monitoring.judging.plain import plain

_FOLDER: Final = files("schoolgate.monitoring") / "phrases"


type _Index = dict[str, list[tuple[int, tuple[str, ...], str]]]


@dataclass(frozen=True, slots=True)
class Fired:
    rule: Rule
    pattern: Pattern
    span: Span


@dataclass(frozen=True, slots=True)
class Read:
    """The words of a text that no harmless phrase covers, where the concepts stand, and what it is about."""

    words: list[str]
    spans: dict[str, list[Span]]
    contexts: set[str]


class Finder:
    """The packs as they ship, ready for use. Made once a process; safe to share between threads."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.pictures = {phrase.partition(" ")[0]: phrase.partition(" ")[2] for phrase in lexicon.concepts["pictures"]}
        self.ordinary = _list("ordinary.txt")
        self._phrases = self._written()
        self._rules = defaultdict[str, list[tuple[Rule, Pattern]]](list)
        for rule in lexicon.rules:
            for pattern in rule.patterns:
                for concept in self._anchor(pattern):
                    self._rules[concept].append((rule, pattern))
        self._shields = defaultdict[str, list[tuple[Pattern, str]]](list)
        for pattern, context in lexicon.shields:
            for concept in self._anchor(pattern):
                self._shields[concept].append((pattern, context))
        self._everywhere = self._indexed(self._phrases)
        self._alarming = self._indexed(self._rules)
        known = {word for phrases in self._phrases.values() for phrase in phrases for word in phrase}
        known |= self.ordinary | _list("not-misspelt.txt")
        wanted = {word for concept in self._rules for phrase in self._phrases[concept] for word in phrase}
        self.mender = Mender(frozenset(known), wanted - self.ordinary, lexicon.concepts["pieces"])

    def words(self, text: str) -> list[str]:
        """The words of ``text`` as they were meant."""
        return self.mender.words(plain(text, self.pictures))

    def may_alarm(self, words: Sequence[str]) -> bool:
        """False where no rule can fire: so it is for nearly all texts, and costs little."""
        return any(True for _ in _standing(self._alarming, words))

    def standing(self, words: Sequence[str]) -> dict[str, list[Span]]:
        """Where each concept stands among ``words``."""
        spans: dict[str, list[Span]] = {}
        for concept, span in _standing(self._everywhere, words):
            spans.setdefault(concept, []).append(span)
        return spans

    def shielded(self, spans: dict[str, list[Span]], length: int) -> tuple[set[int], set[str]]:
        """The words that harmless phrases cover, and the contexts that those phrases make."""
        covered, contexts = set[int](), set[str]()
        for concept in spans:
            for pattern, context in self._shields.get(concept, ()):
                where = pattern.match(spans, length)
                if where:
                    covered.update(range(*where))
                    contexts.add(context)
        return covered, contexts - {""}

    def read(self, words: Sequence[str], harmless: Iterable[Sequence[str]] = ()) -> Read:
        """``words`` with all that harmless phrases cover taken out; ``harmless`` are a school's own."""
        spans = self.standing(words)
        covered, contexts = self.shielded(spans, len(words))
        for phrase in harmless:
            covered |= places(words, phrase)
        contexts |= {name for name in self.lexicon.contexts if f"@{name}" in spans}
        if covered:
            spans = {
                c: left for c, each in spans.items() if (left := [s for s in each if covered.isdisjoint(range(*s))])
            }
        return Read([word for at, word in enumerate(words) if at not in covered], spans, contexts)

    def fired(self, spans: dict[str, list[Span]], length: int) -> Iterator[Fired]:
        for concept in spans:
            for rule, pattern in self._rules.get(concept, ()):
                where = pattern.match(spans, length)
                if where:
                    yield Fired(rule, pattern, where)

    def _written(self) -> dict[str, list[tuple[str, ...]]]:
        """Each concept's phrases; what stands in a pattern without being a concept is a concept of one phrase."""
        lexicon = self.lexicon
        patterns = [p for rule in lexicon.rules for p in rule.patterns]
        patterns += [p for p, _ in lexicon.shields] + [p for p, _, _ in lexicon.raises]
        plainly = {item: (item,) for pattern in patterns for item in items(pattern) if not item.startswith("@")}
        named = {f"@{name}": phrases for name, phrases in lexicon.concepts.items() if name != "pictures"}
        return {
            concept: [words for phrase in dict.fromkeys(phrases) if (words := tuple(plain(phrase, self.pictures)))]
            for concept, phrases in (named | plainly).items()
        }

    def _indexed(self, concepts: Iterable[str]) -> _Index:
        """Each phrase under its rarest word, with how far in that word stands."""
        index: _Index = {}
        for concept in concepts:
            for phrase in self._phrases[concept]:
                at = min(range(len(phrase)), key=lambda at: (phrase[at] in self.ordinary, -len(phrase[at])))
                index.setdefault(phrase[at], []).append((at, phrase, concept))
        return index

    def _anchor(self, pattern: Pattern) -> tuple[str, ...]:
        """The concepts of the item that stands in the fewest ordinary texts: the pattern is tried only where it is."""
        needed = [item for part in pattern.parts if not part.absent for item in part.items if not item.optional]
        return min(needed, key=lambda item: self._everyday(item.concepts)).concepts

    def _everyday(self, concepts: tuple[str, ...]) -> int:
        return sum(all(word in self.ordinary for word in phrase) for c in concepts for phrase in self._phrases[c])


def places(words: Sequence[str], phrase: Sequence[str]) -> set[int]:
    """All places of ``words`` at which ``phrase`` stands."""
    size = len(phrase)
    starts = [at for at in range(len(words) - size + 1) if size and tuple(words[at : at + size]) == tuple(phrase)]
    return {place for at in starts for place in range(at, at + size)}


def _standing(index: _Index, words: Sequence[str]) -> Iterator[tuple[str, Span]]:
    for at, word in enumerate(words):
        for offset, phrase, concept in index.get(word, ()):
            start, size = at - offset, len(phrase)
            if size == 1 or (start >= 0 and tuple(words[start : start + size]) == phrase):
                yield concept, (start, start + size)


def _list(name: str) -> frozenset[str]:
    lines = (_FOLDER / name).read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def finder() -> Finder:
    return Finder(shipped())
