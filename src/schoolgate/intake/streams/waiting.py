"""Lines that were pushed to us, on the disk until they are loaded: locked, in files that are whole or not there.

Whoever takes lines in adds them; about once a second they become one file. Whoever loads takes files in the order in
which they were made, keeps with the load the names it took, and takes those files away; found again after a crash they
are known by their names and not loaded twice.
"""

import contextlib
import itertools
import os
import re
import secrets
import threading
import time
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

type Lock = Callable[[bytes], bytes]

MOST_BYTES: Final = 64 << 20  # of lines in memory, while the disk takes none
_ENDING: Final = ".lines"
_NAME: Final = re.compile(r"\d{20}-[0-9a-f]{8}-\d{6}\.lines").fullmatch
_WRITER: Final = secrets.token_hex(4)
_count = itertools.count()


@dataclass(frozen=True, slots=True)
class Waiting:
    """The lines of some files, in order, and the files' names. ``more``: there are further files."""

    data: bytes
    names: tuple[str, ...]
    more: bool


class Inbox:
    """Where lines are added. ``flush`` writes them; it may be called from another thread than ``add``."""

    def __init__(self, folder: Path, lock: Lock, most: int = MOST_BYTES) -> None:
        self._folder, self._lock_bytes, self._most = folder, lock, most
        self._lines: list[bytes] = []
        self._size = 0
        self._turn = threading.Lock()
        self.refusal = ""

    def add(self, line: bytes) -> bool:
        """Whether there was room for a line (without its end)."""
        with self._turn:
            if self._size >= self._most:
                return False
            self._lines.append(line)
            self._size += len(line) + 1
            return True

    def flush(self) -> None:
        """Write what was added. Where the disk refuses, it stays in memory, and ``refusal`` says why."""
        with self._turn:
            lines, self._lines = self._lines, []
            size, self._size = self._size, 0
        if not lines:
            return
        try:
            put(self._folder, lines, self._lock_bytes)
        except OSError as error:
            self.refusal = f"What is sent cannot be written down ({error.strerror})."
            with self._turn:
                self._lines[:0] = lines
                self._size += size
        else:
            self.refusal = ""


def put(folder: Path, lines: Iterable[bytes], lock: Lock) -> None:
    """Write lines down, whole and safe from a power cut, or not at all. Raises ``OSError``."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    name = f"{time.time_ns():020d}-{_WRITER}-{next(_count):06d}{_ENDING}"
    beside = folder / f".{name}"
    try:
        with open(beside, "xb", opener=lambda path, flags: os.open(path, flags, 0o600)) as file:
            file.write(lock(b"".join(line + b"\n" for line in lines)))
            file.flush()
            os.fsync(file.fileno())
        beside.rename(folder / name)
    except OSError:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise
    held = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(held)
    finally:
        os.close(held)


def waiting(folder: Path, taken: Collection[str], unlock: Lock, most: int = 16 << 20) -> Waiting:
    """What waits, but for the files of these names, which were loaded: they are taken away. At least one whole file."""
    remove(folder, taken)
    names = _names(folder)
    found: list[bytes] = []
    size = 0
    for name in names:
        if size >= most:
            break
        found.append(unlock((folder / name).read_bytes()))
        size += len(found[-1])
    return Waiting(b"".join(found), tuple(names[: len(found)]), len(found) < len(names))


def remove(folder: Path, names: Collection[str]) -> None:
    """Take files away that are loaded; one that is gone already is no fault."""
    for name in names:
        if _NAME(name):
            with contextlib.suppress(OSError):
                (folder / name).unlink()


def size_of(folder: Path) -> int:
    """How many bytes wait to be loaded."""
    found = 0
    for name in _names(folder):
        with contextlib.suppress(FileNotFoundError):  # it was loaded meanwhile
            found += (folder / name).stat().st_size
    return found


def _names(folder: Path) -> list[str]:
    try:
        return sorted(name for name in os.listdir(folder) if _NAME(name))  # noqa: PTH208 (names are all that is wanted)
    except FileNotFoundError:
        return []
