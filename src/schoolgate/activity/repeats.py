"""Which rows are there already. A row's id is a digest of what its line says and of how many such lines came before.

Each value has a keyed digest (BLAKE2b, RFC 7693), which is made once for values that come again; a line's is the sum of
them, mixed once more under the key. So whoever has the parts cannot try out what a search may have been until the id
fits. Among a hundred million rows of a day, two that differ have the same id with a chance of 3 in 10,000.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from schoolgate.activity.coding import coded, plain
from schoolgate.activity.queries import PartSeen
from schoolgate.activity.sealing import ids_of

# What the source itself says: what we make of it may be another tomorrow, and the line would be the same.
_TEXTS: Final = ("kind", "client", "account", "device", "person", "method", "host", "path", "rule")
_NUMBERS: Final = ("at", "status", "bytes")
_NEXT: Final = np.uint64(0x9E3779B97F4A7C15)  # odd, so that no two occurrences of a line share an id
_MANY: Final = 8_192
type Ids = Any  # numpy uint64


class Digests:
    """Digests of lines, under a school's key."""

    def __init__(self, key: bytes) -> None:
        self._keys = {name: hashlib.blake2b(name.encode(), key=key).digest() for name in (*_TEXTS, "terms")}
        numbers = (*_NUMBERS, "line")
        salts = _digests([name.encode() for name in numbers], hashlib.blake2b(b"n", key=key).digest())
        self._salts = dict(zip(numbers, salts, strict=True))
        self._known: dict[str, dict[bytes, int]] = {name: {} for name in self._keys}

    def of(self, lines: pa.RecordBatch) -> Ids:
        """64 bits for each line."""
        found = np.zeros(lines.num_rows, np.uint64)
        for name in _NUMBERS:
            values = lines.column(name).cast(pa.int64()).to_numpy(zero_copy_only=False).view(np.uint64)
            found += _mixed(values + self._salts[name])
        for name in _TEXTS:
            self._add(found, name, lines.column(name))
        # The words of a search are in its path, where that was seen: how they are found there may change.
        pathless = pc.equal(plain(lines.column("path")), "")
        self._add(found, "terms", pc.if_else(pathless, plain(lines.column("terms")), ""))
        return _mixed(found ^ self._salts["line"])

    def _add(self, found: Ids, name: str, column: Any) -> None:
        encoded = coded(column)
        texts = encoded.dictionary.cast(pa.binary()).to_pylist()
        key, known = self._keys[name], self._known[name]
        if len(texts) > _MANY:  # paths, nearly each of which is another
            digests = _digests(texts, key)
        else:
            new = [text for text in texts if text not in known]
            known |= zip(new, _digests(new, key).tolist(), strict=True)
            digests = np.array([known[text] for text in texts], np.uint64)
        found += digests[encoded.indices.to_numpy(zero_copy_only=False)]


def _digests(texts: Iterable[bytes], key: bytes) -> Ids:
    """64 bits of each, under a key, whose part of the work is done once."""
    begun, found = hashlib.blake2b(digest_size=8, key=key), []
    for text in texts:
        one = begun.copy()
        one.update(text)
        found.append(one.digest())
    return np.frombuffer(b"".join(found), "<u8")


def _mixed(values: Ids) -> Ids:
    """Every bit depends on every other: the finaliser of SplitMix64 (Steele, Lea and Flood, 2014)."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


@dataclass(frozen=True, slots=True)
class _Chunk:
    first: int  # microseconds since 1970
    last: int
    ids: Ids  # sorted


@dataclass(slots=True)
class Seen:
    """Ids with the times they lie between. Equal lines have equal times, so most of it need not be searched."""

    chunks: list[_Chunk] = field(default_factory=list)

    def add(self, ids: Ids, first: int, last: int) -> None:
        self.chunks.append(_Chunk(first, last, np.sort(ids)))

    def count(self, ids: Ids, first: int, last: int) -> Ids:
        """How often each was added, of those between two moments."""
        found = np.zeros(len(ids), np.int64)
        for chunk in self.chunks:
            if chunk.first <= last and first <= chunk.last:
                left = np.searchsorted(chunk.ids, ids, "left")
                found += np.searchsorted(chunk.ids, ids, "right") - left
        return found


@dataclass(slots=True)
class Repeats:
    """What a load has seen, and what was live when it began."""

    parts: Iterable[PartSeen]
    continues: bool = False
    damaged: list[str] = field(default_factory=list)  # refs of parts that could not be read
    _here: Seen = field(default_factory=Seen)
    _there: Seen = field(default_factory=Seen)
    _read: set[str] = field(default_factory=set)

    def new(self, digests: Ids, first: datetime, last: datetime) -> tuple[Ids, Any]:
        """The ids of rows between two moments by their digests, and for each whether it was not there."""
        since, until = _micro(first), _micro(last)
        self._open(first, last)
        before = self._here.count(digests, since, until) + _occurrence(digests)
        self._here.add(digests, since, until)
        ids = digests + before.astype(np.uint64) * _NEXT
        there = self._there.count(ids, since, until) > 0
        if not self.continues:
            return ids, ~there
        while there.any():  # a line that equals an earlier one is one more of them
            ids = np.where(there, ids + _NEXT, ids)
            there = self._there.count(ids, since, until) > 0
        return ids, ~there

    def _open(self, first: datetime, last: datetime) -> None:
        for part in self.parts:
            if part.ref not in self._read and part.first_at <= last and first <= part.last_at:
                self._read.add(part.ref)
                self._read_part(part)

    def _read_part(self, part: PartSeen) -> None:
        """A part that cannot be read holds back no load: it is set aside afterwards, and its rows are new again."""
        try:
            found = list(ids_of(part.path))
        except (OSError, pa.ArrowException):
            self.damaged.append(part.ref)
            return
        for ids, since, until in found:
            self._there.add(ids, since, until)


def _occurrence(digests: Ids) -> Any:
    """For each how many equal ones stand before it in the same batch."""
    order = np.argsort(digests, kind="stable")
    ordered = digests[order]
    at = np.arange(len(ordered))
    begins = np.concatenate(([True], ordered[1:] != ordered[:-1])) if len(ordered) else np.empty(0, bool)
    found = np.empty(len(ordered), np.int64)
    found[order] = at - np.maximum.accumulate(np.where(begins, at, 0))
    return found


def _micro(at: datetime) -> int:
    return int(at.timestamp() * 1_000_000)
