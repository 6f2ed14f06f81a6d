"""Words that were disguised or misspelt, given back as the words that were meant.

A word that is known is never touched. What is not known is tried, in turn, as digits for letters (``k1ll``), as letters
repeated (``pleeease``), as words run together (``howtokillmyself``), and, when it is long enough, with one letter
wrong. A word that is wrongly "mended" is named in ``not-misspelt.txt``.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from typing import Final

from schoolgate.monitoring.judging.addresses import MARK

_DIGITS: Final = (
    str.maketrans("0134578", "oieastb"),
    str.maketrans("0134569", "oleasgg"),
    str.maketrans("012345", "olzeas"),
)
_LONG_ENOUGH: Final = 7  # letters of a word that may have one wrong
_RUN_TOGETHER: Final = 7  # letters of what may be several words
# Of the words of one or two letters, those that a run of words may hold.
_SHORT: Final = frozenset(
    {"a", "i", "u", "2", "to", "my", "me", "is", "of", "in", "do", "we", "be", "it", "up", "no", "on", "so", "he"}
    | {"hi", "or", "ur", "im", "if", "at"}
)
_MOST_PARTS: Final = 8


class Mender:
    """``known`` are words left alone, ``wanted`` those that alarm, ``pieces`` those looked for in hosts."""

    def __init__(self, known: frozenset[str], wanted: Iterable[str], pieces: Iterable[str]) -> None:
        self.known = known
        self.wanted = frozenset(wanted)
        self.pieces = tuple(sorted(pieces, key=len, reverse=True))
        self._near = dict[str, str]()
        for word in sorted(self.wanted):
            if len(word) >= _LONG_ENOUGH and word.isalpha() and word.isascii():
                self._near |= dict.fromkeys((*_one_out(word), word), word)
        self.mended = lru_cache(1 << 16)(self._mended)

    def words(self, words: list[str]) -> list[str]:
        known = self.known
        if all(word in known for word in words):
            return words
        return [each for word in words for each in ((word,) if word in known else self.mended(word))]

    def _mended(self, word: str) -> tuple[str, ...]:
        if word.startswith(MARK):
            return self._host(word.removeprefix(MARK))
        if not word.isascii():
            return (word,)
        for tried in self._undisguised(word):
            if tried in self.known:
                return (tried,)
        plainest = next(iter(self._undisguised(word)), word)
        parts = self._parted(plainest)
        # Outside a host's name words are seldom run together: only when they are many, or not the smallest ones.
        if parts and len(word) > _RUN_TOGETHER + 2 and 2 * len(word) >= 5 * len(parts):
            return parts
        return (self._nearest(plainest),)

    def _host(self, label: str) -> tuple[str, ...]:
        if label in self.known:
            return (label,)
        parts = self._parted(label)
        if parts:
            return parts
        found = tuple(piece for piece in self.pieces if piece in label)
        return found or (label,)

    @staticmethod
    def _undisguised(word: str) -> Iterator[str]:
        if not word.isdigit() and not word.isalpha():
            for table in _DIGITS:
                yield word.translate(table)
        letters = word.translate(_DIGITS[0]) if not word.isalpha() and not word.isdigit() else word
        runs = [(letter, len(list(run))) for letter, run in groupby(letters)]
        if any(count > 1 for _, count in runs):
            yield "".join(letter * min(count, 2) for letter, count in runs)
            if any(count > 2 for _, count in runs) or len(letters) > 4:
                yield "".join(letter for letter, _ in runs)

    def _parted(self, word: str) -> tuple[str, ...] | None:
        """The fewest known words that ``word`` is made of, at least one of which alarms; None where there are none.

        Of two ways with as many parts, the one with fewer alarming words: "pen island" before "penis land".
        """
        if not _RUN_TOGETHER <= len(word) <= 60:
            return None
        best: list[tuple[int, int, tuple[str, ...]] | None] = [(0, 0, ()), *(None for _ in word)]
        for end in range(1, len(word) + 1):
            for start in range(max(0, end - 16), end):
                before, piece = best[start], word[start:end]
                if before is None or piece not in self.known or (len(piece) < 3 and piece not in _SHORT):
                    continue
                tried = (before[0] + 1, before[1] + (piece in self.wanted), (*before[2], piece))
                known = best[end]
                if known is None or tried < known:
                    best[end] = tried
        found = best[-1]
        return found[2] if found and found[1] and 1 < found[0] <= _MOST_PARTS else None

    def _nearest(self, word: str) -> str:
        if len(word) < _LONG_ENOUGH or not word.isalpha():
            return word
        if word in self._near and self._near[word][0] == word[0]:
            return self._near[word]
        for tried in _one_out(word):
            meant = self._near.get(tried)
            if meant and meant[0] == word[0] and abs(len(meant) - len(word)) <= 1:
                return meant
        return word


def _one_out(word: str) -> Iterator[str]:
    yield from (word[:at] + word[at + 1 :] for at in range(1, len(word)))
