"""Answering from a store: which categories a host is of. Nothing here writes, and nothing is copied into memory."""

import hashlib
import json
import mmap
import os
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Final, Literal, Self

from schoolgate.filtering.store.keys import host_key, host_of, is_whole_part, page_key
from schoolgate.filtering.store.layout import Header, ListFacts, StoreError, broken, read_header
from schoolgate.filtering.store.networks import Networks, Span
from schoolgate.filtering.store.trie import mapped
from schoolgate.gates.web.categories import CATEGORIES

_PIECE: Final = 40
type Mark = tuple[int, int, int, int]


def mark(found: os.stat_result) -> Mark:
    """What tells a file from the one that was in its place before."""
    return (found.st_dev, found.st_ino, found.st_mtime_ns, found.st_size)


class Store:
    """One store, as long as anyone holds it: another put in its place on the disk changes nothing here.

    ``of`` is asked with hosts in their one spelling (``gates.web.hosts``). Safe in threads.
    """

    header: Header
    mark: Mark

    def __init__(self, path: Path, *, whole: bool = True) -> None:
        """Map the file at ``path``; with ``whole``, compare all of it with its digest, some 20 ms for three million.

        Raises ``StoreError`` for what is no store, or not a whole one.
        """
        try:
            with path.open("rb") as file:
                self.mark = mark(os.fstat(file.fileno()))
                self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except FileNotFoundError:
            raise StoreError(str(path), "there is no such file.", "Compile one: schoolgate filter compile.") from None
        except (OSError, ValueError) as error:  # ValueError: an empty file cannot be mapped
            raise broken(str(path), f"it cannot be read ({error})") from None
        data = memoryview(self._map)
        self.header, start = read_header(data, str(path))
        if whole and hashlib.sha256(data[start:]).hexdigest() != self.header.digest:
            raise broken(str(path), "it is damaged: its contents are not those it was made with")
        self._take(data[start:])

    def _take(self, body: memoryview) -> None:
        kind: Literal["I", "H"] = "I" if self.header.wide else "H"
        parts = {name: body[place : place + size] for name, (place, size) in self.header.sections.items()}
        self._hosts, self._pages = mapped(parts["hosts"]), mapped(parts["pages"])
        self._paged = len(self._pages) > 0
        self._host_classes, self._page_classes = parts["host_classes"].cast(kind), parts["page_classes"].cast(kind)
        self._at, self._below = parts["at"].cast("Q").tolist(), parts["below"].cast("Q").tolist()
        self._lifted = parts["lifted"].cast("Q").tolist()
        self._keep = [~each for each in self._lifted]
        self._members_json = parts["members"]
        self._networks = Networks(_pieces(parts["networks"]))
        self._above: Callable[[str], Iterator[tuple[str, int]]] = self._hosts.iter_prefixes_with_ids

    def of(self, host: str) -> int:
        """The mask of the categories that a host is of, by its own entry and those of all names above it.

        What is lifted from an entry is lifted from what the names above it hand down, too.
        """
        key = f"{host[::-1]}."
        length, classes, mask = len(key), self._host_classes, 0
        for name, entry in self._above(key):
            number = classes[entry]
            mask = mask & self._keep[number] | (self._below[number] if len(name) < length else self._at[number])
        if (host[-1:].isdecimal() or ":" in host) and self._networks:
            mask |= self._at[self._networks.value(host) or 0]
        return mask

    def of_page(self, host: str, path: str) -> int:
        """The mask of a page: the host's, and that of every listed page which ``path`` is, or lies below."""
        return self.of(host) | self._pages_above(host, path)

    def has_pages(self, host: str) -> bool:
        """Whether any page of a host is listed by itself."""
        return self._paged and next(self._pages.iterkeys(page_key(host, "/") + "/"), None) is not None

    def why(self, host: str, path: str = "") -> list[tuple[str, ListFacts]]:
        """What entry of which list speaks for a host or a page, shortest first: ``("example.com", ListFacts(...))``."""
        return [(name, facts) for name, facts, lifted in self._rows(host, path) if not lifted]

    def lifted(self, host: str, path: str = "") -> list[tuple[str, ListFacts]]:
        """As ``why``, of those whose category was lifted, because Schoolgate knows the site: they close nothing."""
        return [(name, facts) for name, facts, lifted in self._rows(host, path) if lifted]

    def _rows(self, host: str, path: str) -> list[tuple[str, ListFacts, bool]]:
        said = [(host_of(name), self._host_classes[entry]) for name, entry in self._above(host_key(host))]
        if (number := self._networks.value(host)) is not None:
            said.append((host, number))
        said += [(host + path, number) for number in self._page_entries(host, path)]
        rows: list[tuple[str, ListFacts, bool]] = []
        gone = 0
        for name, number in reversed(said):
            gone |= self._lifted[number]
            rows += [
                (name, facts, bool(CATEGORIES[facts.category].mask & gone))
                for facts, reach in ((self.header.lists[listed], reach) for listed, reach in self._members[number])
                if reach != ("below" if name.startswith(host) else "alone")
            ]
        return sorted(rows, key=lambda row: len(row[0]))

    @cached_property
    def _members(self) -> list[list[tuple[int, str]]]:
        members: list[list[tuple[int, str]]] = json.loads(bytes(self._members_json))
        return members

    @property
    def pages(self) -> int:
        """How many pages are listed by themselves."""
        return len(self._pages)

    def entries(self) -> Iterator[tuple[str, int, int]]:
        """Every host listed, with its mask and that of all below it."""
        for key, entry in self._hosts.iteritems():
            number = self._host_classes[entry]
            yield host_of(key), self._at[number], self._below[number]

    def __len__(self) -> int:
        return self.header.rows

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing to do: the mapping goes with the last who holds it."""

    def _pages_above(self, host: str, path: str) -> int:
        mask = 0
        for number in self._page_entries(host, path):
            mask |= self._at[number]
        return mask

    def _page_entries(self, host: str, path: str) -> Iterator[int]:
        if len(path) < 2 or not len(self._pages):
            return
        key = page_key(host, path)
        for name, entry in self._pages.iter_prefixes_with_ids(key):
            if is_whole_part(key, len(name)):
                yield self._page_classes[entry]


def _pieces(section: memoryview) -> Iterator[Span]:
    for place in range(0, len(section), _PIECE):
        piece = bytes(section[place : place + _PIECE])
        yield Span(*(int.from_bytes(part, "little") for part in (piece[:16], piece[16:32], piece[32:])))
