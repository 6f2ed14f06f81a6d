"""Sealing rows in Parquet files: written beside, on the disk for certain, then renamed. Nothing else is a part."""

import contextlib
import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from schoolgate.activity.rows import schema
from schoolgate.kernel.refs import new_ref

WRITING: Final = ".part"
_ROWS_AT_ONCE: Final = 131_072
# Numbers that hardly repeat: a dictionary of them is as long as they are.
_PLAIN: Final = ("id", "at")
_LEVEL: Final = 1


@dataclass(frozen=True, slots=True)
class Sealed:
    """A file on the disk. ``path`` is relative to the folder of activity."""

    ref: str
    kind: str
    day: date
    path: str
    rows: int
    bytes: int
    digest: str
    first_at: datetime
    last_at: datetime


class PartWriter:
    """One part that is being written. ``seal`` or ``leave`` ends it; left, nothing of it stays."""

    def __init__(self, folder: Path, school: str, kind: str, day: date, *, coded: bool = False) -> None:
        self.ref, self.kind, self.day = new_ref("apart"), kind, day
        self.path = f"{school}/{day:%Y-%m-%d}/{kind}-{self.ref}.parquet"
        self._root, self._whole = folder, folder / self.path
        self._whole.parent.mkdir(mode=0o750, parents=True, exist_ok=True)
        self._being = self._whole.with_name(self._whole.name + WRITING)
        names = schema(kind).names
        self._writer = pq.ParquetWriter(
            self._being,
            schema(kind, coded=coded),
            compression={name: "none" if name == "id" else "zstd" for name in names},
            compression_level={name: _LEVEL for name in names if name != "id"},
            use_dictionary=[name for name in names if name not in _PLAIN],
            write_statistics=["at", "day"] if kind == "rows" else True,
            store_schema=False,
        )
        self._rows = 0
        self._times: list[tuple[datetime, datetime]] = []

    @property
    def rows(self) -> int:
        return self._rows

    def write(self, rows: pa.RecordBatch | pa.Table) -> None:
        """Add rows of the kind's schema. Raises ``OSError`` where the disk takes no more."""
        if rows.num_rows:
            self._writer.write(rows, row_group_size=_ROWS_AT_ONCE)
            self._rows += rows.num_rows
            if self.kind == "rows":
                found = pc.min_max(rows.column("at")).as_py()
                self._times.append((found["min"], found["max"]))

    def seal(self) -> Sealed:
        """Finish the file, see it onto the disk, and give it its name."""
        self._writer.close()
        with self._being.open("rb+") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            os.fsync(file.fileno())
            size = file.seek(0, os.SEEK_END)
        self._being.rename(self._whole)
        _folder_onto_the_disk(self._whole.parent)
        midnight = datetime(self.day.year, self.day.month, self.day.day, tzinfo=UTC)
        first = min((one[0] for one in self._times), default=midnight)
        last = max((one[1] for one in self._times), default=midnight)
        return Sealed(self.ref, self.kind, self.day, self.path, self._rows, size, digest, first, last)

    def leave(self) -> None:
        """Take away what was written so far."""
        with contextlib.suppress(OSError, pa.ArrowInvalid):
            self._writer.close()
        for path in (self._being, self._whole):
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)


def take_away(folder: Path, path: str) -> None:
    """Take a sealed file away, and its folder where it was the last."""
    whole = folder / path
    whole.unlink(missing_ok=True)
    with contextlib.suppress(OSError):
        whole.parent.rmdir()


def digest_of(path: Path) -> str:
    """SHA-256 of a file. Raises ``OSError`` where it cannot be read."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def ids_of(path: Path) -> Iterator[tuple[Any, int, int]]:
    """The ids of a part's rows, with the first and last time (microseconds since 1970), some at a time."""
    with pq.ParquetFile(path) as file:
        for rows in file.iter_batches(_ROWS_AT_ONCE, columns=["id", "at"]):
            times = pc.min_max(rows.column("at").cast(pa.int64())).as_py()
            ids = rows.column("id").to_numpy(zero_copy_only=False).view(np.uint64)
            yield ids, times["min"], times["max"]


def rows_of(path: Path, columns: list[str] | None = None) -> Iterator[pa.RecordBatch]:
    """A part's rows, some at a time."""
    with pq.ParquetFile(path) as file:
        yield from file.iter_batches(_ROWS_AT_ONCE, columns=columns)


def _folder_onto_the_disk(folder: Path) -> None:
    """The row of the manifest that names the file is kept through a power cut, so its name must be."""
    file = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)
