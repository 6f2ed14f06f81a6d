"""Following a log file that grows and rotates: renamed, copied and emptied, or packed away while nobody looked.

A place is kept with what came of the lines before it. It knows the file by its number and by a digest of what stands
around it, since a number is given again to another file, and a copy has another number.
"""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Final, Self

from schoolgate.intake.streams.opening import parts
from schoolgate.kernel.errors import BadInputError

SETTLED_SECONDS: Final = 5.0  # a file that was rotated away may be written to until its writer has noticed
_EDGE: Final = 256  # bytes that are looked at, at the start of a file and before a place
_PIECE: Final = 1 << 20
_LONGEST: Final = 8 << 20  # of a line; what is longer is given in pieces, and the reader says so


@dataclass(frozen=True, slots=True)
class Place:
    """``offset`` bytes of the file ``number`` are done; ``mark`` is the digest of both edges of what is done."""

    number: int = 0
    offset: int = 0
    mark: str = ""

    def as_plain(self) -> list[object]:
        return [self.number, self.offset, self.mark]

    @classmethod
    def of_plain(cls, plain: object) -> Self:
        """Raises ``ValueError`` for what is no place."""
        if not isinstance(plain, list) or len(plain) != 3:
            raise ValueError("no place in a file")
        return cls(int(plain[0]), int(plain[1]), str(plain[2]))


@dataclass(frozen=True, slots=True)
class Taken:
    """Whole lines of one file, the place behind them, and whether there is more already.

    ``begins`` is the file's first line where the lines are not from its start: some logs name their columns there.
    ``lost`` says what can no longer be read.
    """

    data: bytes
    place: Place
    more: bool
    file: str = ""
    begins: bytes = b""
    lost: str = ""
    path: Path = Path()
    start: int = 0  # the offset of the first byte

    def reached(self, consumed: int) -> Place:
        """The place behind so many of the bytes. Raises ``OSError``."""
        if consumed >= len(self.data):
            return self.place
        offset = self.start + consumed
        return Place(self.place.number, offset, _mark(self.path, offset))


def take(path: Path, place: Place, now: float, most: int = 16 << 20) -> Taken:
    """The next whole lines, at most about ``most`` bytes. ``now`` in seconds since 1970. Empty data: nothing new.

    Raises ``BadInputError`` where the file cannot be read; a file that is not there yet has nothing new.
    """
    try:
        current = _stat(path)
        if not place.mark:
            return _from(path, Place(), most, finished=False) if current else Taken(b"", place, more=False)
        if current and current.st_ino == place.number and _holds(path, place):
            return _from(path, place, most, finished=False)
        return _rotated(path, place, now, most)
    except OSError as error:
        cause = f"it cannot be read ({error.strerror})."
        raise BadInputError(path.name, cause, "Let Schoolgate's own account read it.") from error


def _rotated(path: Path, place: Place, now: float, most: int) -> Taken:
    """What is left of the file the place is in; when that is done, the next file from its start."""
    shelf = _shelf(path)
    for at, old in enumerate(shelf):
        if not _holds(old, place):
            continue
        settled = now - old.stat().st_mtime >= SETTLED_SECONDS and (at + 1 < len(shelf) or path.exists())
        taken = _from(old, place, most, finished=settled)
        if taken.data or not settled:
            return taken
        following = shelf[at + 1] if at + 1 < len(shelf) else path
        return _from(following, Place(), most, finished=following != path)
    if not path.exists():
        return Taken(b"", place, more=False)
    words = "The file was taken away before its end was read; it is read again from its start."
    taken = _from(path, Place(), most, finished=False)
    return replace(taken, lost=words)


def _shelf(path: Path) -> list[Path]:
    """The files it was rotated into, the oldest first: ``access.log.2``, ``access.log-20261122.gz``."""
    stem = path.name.removesuffix(path.suffix)
    found = [
        each
        for each in path.parent.iterdir()
        if each.name != path.name
        and (each.name.startswith((f"{path.name}.", f"{path.name}-", f"{stem}-", f"{stem}.")))
        and each.is_file()
        and not each.is_symlink()
    ]
    return sorted(found, key=lambda each: (each.stat().st_mtime_ns, each.name))


def _from(path: Path, place: Place, most: int, *, finished: bool) -> Taken:
    """Whole lines after the place. In a ``finished`` file the last line is whole although it has no end."""
    seen = _stat(path)
    if seen is None:
        return Taken(b"", place, more=False)
    with _Lines(path) as file:
        begins = file.first_line() if place.offset else b""
        file.skip(place.offset)
        data = file.read(most)
        rest = len(data) == most
        end = data.rfind(b"\n") + 1
        while rest and not end and len(data) < _LONGEST:  # one line that is longer than what is taken at once
            more = file.read(_PIECE)
            rest = bool(more)
            data += more
            end = data.rfind(b"\n") + 1
        last = finished and not rest
        if last or (not end and len(data) >= _LONGEST):
            end = len(data)
        offset = place.offset + end
        reached = Place(seen.st_ino, offset, _mark(path, offset)) if end else place
    data = data[:end]
    if last and data and not data.endswith(b"\n"):
        data += b"\n"
    return Taken(data, reached, rest, path.name, begins, path=path, start=place.offset)


def _stat(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except FileNotFoundError:
        return None


def _holds(path: Path, place: Place) -> bool:
    """Whether what stands before the place in a file is what was read."""
    try:
        return _mark(path, place.offset) == place.mark
    except (OSError, BadInputError):
        return False


def _mark(path: Path, offset: int) -> str:
    """Empty where the file does not reach as far."""
    with _Lines(path) as file:
        head = file.read(min(offset, _EDGE))
        if offset > 2 * _EDGE:
            file.skip(offset - _EDGE - len(head))
            head += file.read(_EDGE)
            whole = len(head) == 2 * _EDGE
        else:
            head += file.read(offset - len(head))
            whole = len(head) == offset
    return hashlib.sha256(b"%d:" % offset + head).hexdigest()[:32] if whole else ""


class _Lines:
    """A file, packed or not, read from its start: ``read`` and ``skip`` go forward."""

    def __init__(self, path: Path) -> None:
        self._file: IO[bytes] = path.open("rb")
        self._packed = path.suffix in (".gz", ".zst", ".xz", ".bz2")
        self._pieces: Iterator[bytes] = iter(())
        self._held = b""
        if self._packed:
            self._pieces = next(iter(parts(self._file, path.name))).pieces

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._file.close()

    def read(self, size: int) -> bytes:
        if not self._packed:
            return self._file.read(size)
        found = [self._held]
        have = len(self._held)
        while have < size and (piece := next(self._pieces, b"")):
            found.append(piece)
            have += len(piece)
        whole = b"".join(found)
        self._held = whole[size:]
        return whole[:size]

    def skip(self, size: int) -> None:
        if not self._packed:
            self._file.seek(size, os.SEEK_CUR)
            return
        while size and (piece := self.read(min(size, _PIECE))):
            size -= len(piece)

    def first_line(self) -> bytes:
        """The first line with its end, and back to the start."""
        line = b""
        if self._packed:
            line = self.read(_PIECE)
            self._held = line + self._held
            return line[: line.find(b"\n") + 1]
        line = self._file.readline(_PIECE)
        self._file.seek(0)
        return line
