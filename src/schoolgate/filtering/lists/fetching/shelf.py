"""Where copies of lists are kept: by what is in them, so that schools with the same list share one copy.

``<data>/filter/lists/<sha256>/`` holds a list as the file ``list``, or an archive's lists in their folders. A copy is
made beside its place and put there by one renaming; whoever is killed on the way leaves a folder that is cleared.
"""

import os
import shutil
import tempfile
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from schoolgate.filtering.lists.fetching.unpacking import Most, is_archive, unpacked

LIST: Final = "list"
_MAKING: Final = ".making-"
_OLD: Final = 6 * 3600.0  # seconds after which nobody is still making it


@dataclass(frozen=True)
class Shelf:
    """The folder of all copies."""

    root: Path

    def place(self, sha256: str) -> Path:
        return self.root / sha256

    def has(self, sha256: str) -> bool:
        return bool(sha256) and self.place(sha256).is_dir()

    def making(self) -> tempfile.TemporaryDirectory[str]:
        """A folder to fetch into, gone when it is left."""
        self.root.mkdir(parents=True, exist_ok=True, mode=0o700)
        return tempfile.TemporaryDirectory(prefix=_MAKING, dir=self.root)

    def keep(self, file: Path, sha256: str, most: Most) -> Path:
        """Put a file on the shelf, unpacked where it is an archive. Raises ``BadInputError``."""
        if self.has(sha256):
            return self.place(sha256)
        with self.making() as scratch:
            new = Path(scratch) / "copy"
            new.mkdir()
            if is_archive(file):
                unpacked(file, new, most)
            else:
                shutil.copy2(file, new / LIST)
            for each in new.rglob("*"):
                if each.is_file():
                    _kept(each)
            with suppress(OSError):  # somebody else has just put the same there
                new.rename(self.place(sha256))
        return self.place(sha256)

    def clear(self, wanted: Collection[str], now: float) -> int:
        """Take away copies that nobody has, and what was left half made; how many."""
        gone = 0
        for each in self.root.iterdir() if self.root.is_dir() else ():
            half_made = each.name.startswith(_MAKING)
            if each.name in wanted or now - each.stat().st_mtime < (_OLD if half_made else 60):
                continue
            shutil.rmtree(each, ignore_errors=True)
            gone += 1
        return gone


def _kept(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
