"""Which rows are there already. A row's id is a digest of what its line says and of how many such lines came before.

The digest is keyed: whoever has the parts cannot try out what a search may have been until the id fits. It is MD5 as
DuckDB has it, of which 64 bits are kept: among a hundred million rows of a day, two that differ have the same id with a
chance of 3 in 10,000.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

import duckdb
import numpy as np
import pyarrow as pa

from schoolgate.activity.queries import PartSeen
from schoolgate.activity.sealing import ids_of

# What the source itself says: what we make of it may be another tomorrow, and the line would be the same.
_SAID: Final = ("kind", "client", "account", "device", "person", "method", "host", "path", "rule", "status", "bytes")
_NEXT: Final = np.uint64(0x9E3779B97F4A7C15)  # odd, so that no two occurrences of a line share an id
type Ids = Any  # numpy uint64


class Digests:
    """Digests of lines, under a school's key."""

    def __init__(self, key: bytes) -> None:
        self._database = duckdb.connect(":memory:", config={"threads": 1})
        said = ", ".join(f'"{name}"' for name in _SAID)
        words = "CASE WHEN path = '' THEN terms ELSE '' END"
        told = f"concat_ws(chr(31), '{key.hex()}', epoch_us(\"at\"), {said}, {words})"
        self._ask = f"SELECT md5_number_lower({told}) AS id FROM lines"  # noqa: S608  (our own names, and a key in hex)

    def of(self, lines: pa.RecordBatch) -> Ids:
        self._database.register("lines", pa.Table.from_batches([lines]))
        return self._database.execute(self._ask).fetchnumpy()["id"]


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
                for ids, since, until in ids_of(part.path):
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
