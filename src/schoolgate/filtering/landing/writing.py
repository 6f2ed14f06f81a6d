"""Writing decisions as they are made: one file a process, so that no two ever write into one another's lines.

``add`` only puts a line into memory; ``flush`` writes what is there. So no request waits for a disk, and a full disk
never stops deciding: lines are kept until there is room again, as far as memory is set aside for them, and then the
oldest are given up and counted in the file.
"""

import contextlib
import os
import secrets
import threading
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Final

from schoolgate.filtering.landing import keeping
from schoolgate.filtering.landing.layout import BETWEEN, LOST, WRITING, file_name, head

MOST_BYTES: Final = 64 << 20  # of one file
MOST_WAITING: Final = 200_000  # lines, while the disk takes none
_HOUR: Final = 3600
_TOO_LATE: Final = 1e11
type Add = Callable[[str], None]


class Landing:
    """The decisions of one process. ``told`` is called with a sentence when the disk begins to refuse, and once only.

    ``add(line)`` takes a line of ``layout`` without its end; it may be called from any thread, and so may ``flush``.
    """

    def __init__(self, folder: Path, school: str, told: Callable[[str], object] | None = None) -> None:
        self._folder, self._school, self._told = folder, school, told
        self._lines: deque[str] = deque()
        self.add: Add = self._lines.append
        self.lost = 0  # lines given up since the last that could be written
        self.refusal = ""
        self._lock = threading.Lock()
        self._file: int | None = None
        self._path = folder
        self._left = b""  # the rest of what a full disk took only a part of
        self._size, self._hour, self._process = 0, 0.0, os.getpid()
        self._name, self._count = secrets.token_hex(4), 0

    def flush(self) -> None:
        """Write what was added. Never raises: what cannot be written now is kept for the next time."""
        with self._lock:
            if self._process != os.getpid():
                self._after_fork()
            lines = self._taken()
            if not self._left and self._is_over(lines):
                self._finish()
            if not lines and not self._left:
                return
            try:
                self._write(lines)
            except OSError as error:
                self._keep(lines, error)
            else:
                self.refusal = ""

    def close(self) -> None:
        """Write what is left and finish the file. More may be added afterwards: another file is begun for it."""
        self.flush()
        with self._lock:
            self._finish()

    def _taken(self) -> list[str]:
        pop, lines = self._lines.popleft, []
        with contextlib.suppress(IndexError):
            for _ in range(len(self._lines)):
                lines.append(pop())
        return lines

    def _write(self, lines: list[str]) -> None:
        """Write all, or raise with what is begun kept in ``_left``, and the lines still the caller's."""
        if self._file is None:
            self._begin(_moment(lines))
        self._pour(b"")
        if self.lost:
            self._pour(f"{LOST}{self.lost}\n".encode())
            self.lost = 0
        if lines:
            lines.append("")
            text = "\n".join(lines).encode("utf-8", "backslashreplace")
            lines.clear()
            self._pour(text)

    def _pour(self, more: bytes) -> None:
        self._left += more
        while self._left:
            assert self._file is not None
            done = os.write(self._file, self._left)
            self._size += done
            self._left = self._left[done:]

    def _keep(self, lines: list[str], error: OSError) -> None:
        self._lines.extendleft(reversed(lines))
        while len(self._lines) > MOST_WAITING:
            self._lines.popleft()
            self.lost += 1
        if len(self._left) > MOST_BYTES:  # a batch that began to be written: its first line may be cut
            self.lost += self._left.count(b"\n")
            self._left = b"\n"
        if not self.refusal:
            self.refusal = f"Decisions cannot be written to {self._folder} ({error.strerror}); deciding goes on."
            if self._told is not None:
                self._told(self.refusal)

    def _begin(self, at: float) -> None:
        """Begin a file, named for the moment of the first decision in it."""
        self._folder.mkdir(mode=0o750, parents=True, exist_ok=True)
        keeping.sweep(self._folder, time.time())
        name = file_name(at, f"{self._process}-{self._name}-{self._count}")
        self._path = self._folder / f"{name}{WRITING}"
        self._file = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND, 0o640)
        keeping.hold(self._file)
        self._count, self._size, self._hour = self._count + 1, 0, at // _HOUR
        self._left = head(self._school).encode() + self._left

    def _is_over(self, lines: list[str]) -> bool:
        """Whether the file is as long as it may be, or its hour has gone by."""
        if self._file is None:
            return False
        return self._size >= MOST_BYTES or _moment(lines) // _HOUR != self._hour

    def _finish(self) -> None:
        if self._file is None:
            return
        file, self._file = self._file, None
        os.close(file)
        with contextlib.suppress(OSError):  # taken away under us: there is nothing left to finish
            self._path.rename(self._path.with_suffix(""))

    def _after_fork(self) -> None:
        """A child writes a file of its own; what its parent had not written yet is the parent's."""
        if self._file is not None:
            os.close(self._file)
        self._file, self._left, self._process = None, b"", os.getpid()
        self._name, self._count, self.lost = secrets.token_hex(4), 0, 0
        self._lines.clear()


def _moment(lines: list[str]) -> float:
    """When the first of these was decided; now where that is no moment that has a date."""
    with contextlib.suppress(IndexError, ValueError):
        if 0 <= (at := float(lines[0].partition(BETWEEN)[0])) < _TOO_LATE:
            return at
    return time.time()
