"""Archives of lists unpacked: nothing outside the folder, nothing but files of lists, and no more than is allowed.

The University of Toulouse gives its lists as one ``tar.gz``: a folder for each category, with ``domains`` and ``urls``
in it, beside patterns, notes and links from English names to French ones. Of all that only the lists are taken.
"""

import gzip
import os
import tarfile
import time
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Final, cast

from schoolgate.filtering.lists.sources import PARTS
from schoolgate.kernel.errors import BadInputError

_DEEPEST: Final = 5
_PIECE: Final = 1 << 16
_STAYS: Final = "The copy in service stays."
_NAMES: Final = frozenset({*PARTS, *(f"{part}.gz" for part in PARTS)})


@dataclass(frozen=True)
class Most:
    """Files in an archive, and bytes of all of it once it is unpacked."""

    files: int = 5_000
    size: int = 1_500_000_000


class _Counted:
    """What comes out of the packing, and no more of it than is allowed: a small file can hold a very large one."""

    def __init__(self, file: IO[bytes], most: int) -> None:
        self._file, self._left, self._most = file, most, most

    def read(self, size: int = _PIECE) -> bytes:
        piece = self._file.read(min(size, _PIECE))
        self._left -= len(piece)
        if self._left < 0:
            raise ValueError(f"unpacked it is over {self._most:,} bytes, the most that is taken")
        return piece


def is_archive(path: Path) -> bool:
    """Whether a file is several files packed into one (tar, packed by gzip or not)."""
    try:
        with _plain(path) as file:
            return file.read(512)[257:262] == b"ustar"
    except (OSError, EOFError, zlib.error):
        return False


def unpacked(archive: Path, into: Path, most: Most) -> int:
    """Take the lists out of ``archive`` into the folder ``into``; how many files. Raises ``BadInputError``.

    Whatever is wrong with one part refuses all of it.
    """
    taken = 0
    try:
        with (
            _plain(archive) as file,
            tarfile.open(fileobj=cast("IO[bytes]", _Counted(file, most.size)), mode="r|") as tar,
        ):
            for met, member in enumerate(tar, start=1):
                if met > most.files:
                    raise ValueError(f"there are over {most.files:,} files in it")
                place = _place(member.name)
                if member.isfile() and place.name in _NAMES:
                    _take(tar, member, into / place)
                    taken += 1
    except (OSError, EOFError, ValueError, zlib.error, tarfile.TarError) as error:
        raise BadInputError("The archive", f"{str(error).rstrip('.') or 'it is damaged'}.", _STAYS) from error
    if not taken:
        raise BadInputError("The archive", "there is no list in it.", _STAYS)
    return taken


def _plain(path: Path) -> IO[bytes]:
    with path.open("rb") as file:
        packed = file.read(2) == b"\x1f\x8b"
    return gzip.open(path, "rb") if packed else path.open("rb")  # type: ignore[return-value]  # it reads bytes


def _place(name: str) -> PurePosixPath:
    """Where in the folder a part belongs. Raises ``ValueError`` for one that would lie outside it."""
    place = PurePosixPath(name.replace("\\", "/"))
    if place.is_absolute() or ".." in place.parts or "\0" in name or ":" in name or len(place.parts) > _DEEPEST:
        raise ValueError(f"it names a place outside its own folder ({name[:80]!r})")
    return place


def _take(tar: tarfile.TarFile, member: tarfile.TarInfo, path: Path) -> None:
    source = tar.extractfile(member)
    if source is None:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    left = member.size
    with path.open("xb") as file:  # the same name a second time is refused
        while left and (piece := source.read(min(left, _PIECE))):
            file.write(piece)
            left -= len(piece)
    if left:
        raise EOFError("it was cut short")
    made = min(max(member.mtime, 0), time.time())
    os.utime(path, (made, made))
