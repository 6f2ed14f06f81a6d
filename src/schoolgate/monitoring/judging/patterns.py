"""Patterns over the words of a text: how they are written, and where they match.

A pattern is parts joined by `` & ``, all of which must stand somewhere in the text; a part that begins with ``!`` must
not. A part is a sequence of items: ``@concept``, or phrases parted by ``|``, as in ``want|would like``; ``~3`` between
two items allows up to three words of any kind, ``~0`` only ends the item before it. A word with ``?`` before it is an
optional item by itself. ``^`` and ``$`` are the text's beginning and end.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

type Span = tuple[int, int]
type Spans = Mapping[str, Sequence[Span]]  # concept -> where it stands, first word and one past the last


@dataclass(frozen=True, slots=True)
class Item:
    concepts: tuple[str, ...]
    gap: int = 0  # how many words of any kind may stand before it
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    items: tuple[Item, ...]
    absent: bool = False
    first: bool = False
    last: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    written: str
    parts: tuple[Part, ...]

    def match(self, spans: Spans, length: int) -> Span | None:
        """Where it matches among ``length`` words, from the first part's first word to the last's last; else None."""
        found: Span | None = None
        for part in self.parts:
            where = _part(part, spans, length)
            if part.absent:
                if where:
                    return None
            elif where is None:
                return None
            else:
                found = where if found is None else (min(found[0], where[0]), max(found[1], where[1]))
        return found


def parsed(written: str) -> Pattern:
    """The pattern that ``written`` says. Raises ``ValueError`` for one without items."""
    return Pattern(written, tuple(_read(part) for part in written.split(" & ")))


def _read(written: str) -> Part:
    absent, items, gap = written.startswith("!"), list[Item](), 0
    words = written.removeprefix("!").split()
    phrases = list[str]()

    def close() -> None:
        nonlocal gap
        if phrases:
            items.append(Item(tuple(phrase.strip() for phrase in " ".join(phrases).split("|")), gap))
            phrases.clear()
            gap = 0

    for word in words:
        if re.fullmatch(r"~\d+", word):
            close()
            gap = int(word[1:])
        elif word.startswith(("@", "?")):
            close()
            items.append(Item(tuple(word.removeprefix("?").split("|")), gap, word.startswith("?")))
            gap = 0
        elif word not in "^$":
            phrases.append(word)
    close()
    if not items or not all(phrase for item in items for phrase in item.concepts):
        raise ValueError(f"the pattern {written!r} has an empty phrase")
    return Part(tuple(items), absent, words[0] == "^", words[-1] == "$")


def _part(part: Part, spans: Spans, length: int) -> Span | None:
    head, rest = part.items[0], part.items[1:]
    for concept in head.concepts:
        for start, end in spans.get(concept, ()):
            if part.first and start:
                continue
            stop = _rest(rest, spans, end, length if part.last else -1, 0)
            if stop is not None:
                return start, stop
    return _part(replace(part, items=rest), spans, length) if head.optional and rest else None


def _rest(items: tuple[Item, ...], spans: Spans, at: int, must_end: int, slack: int) -> int | None:
    """Where the last of ``items`` ends if they follow word ``at``; ``slack`` is the gap of optional ones left out."""
    if not items:
        return at if must_end in (-1, at) else None
    head, rest = items[0], items[1:]
    gap = head.gap + slack
    for concept in head.concepts:
        for start, end in spans.get(concept, ()):
            if at <= start <= at + gap:
                stop = _rest(rest, spans, end, must_end, 0)
                if stop is not None:
                    return stop
    return _rest(rest, spans, at, must_end, gap) if head.optional else None
