"""The trie library, as far as we use it: it ships no types."""

from collections.abc import Iterable, Iterator
from typing import Any, Protocol, cast

import marisa_trie


class Trie(Protocol):
    """Texts numbered from nought, in an order of the trie's own."""

    def __len__(self) -> int: ...
    def map(self, buffer: memoryview) -> "Trie": ...
    def tobytes(self) -> bytes: ...
    def key_id(self, key: str) -> int: ...
    def iteritems(self, prefix: str = "") -> Iterator[tuple[str, int]]: ...
    def iterkeys(self, prefix: str = "") -> Iterator[str]: ...
    def iter_prefixes_with_ids(self, key: str) -> Iterator[tuple[str, int]]: ...


def built(keys: Iterable[str]) -> Trie:
    """One trie, and not tries within tries: four fifths larger, and half as fast again to ask and to build."""
    return cast("Trie", marisa_trie.Trie(keys, num_tries=1))


def mapped(section: memoryview) -> Trie:
    """The trie in a part of a file, read where it lies. Whoever holds it must hold the mapping too."""
    trie: Any = marisa_trie.Trie()
    return cast("Trie", trie.map(section))
