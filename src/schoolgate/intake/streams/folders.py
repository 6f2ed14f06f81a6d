"""Folders into which others put files: which are finished, opening one safely, and putting it aside with a note."""

import os
import re
import stat
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Final

from schoolgate.kernel.errors import BadInputError

DONE: Final = "done"
REFUSED: Final = "refused"
SETTLED_SECONDS: Final = 20  # since the file was last touched in any way: a copy that goes on touches it
_UNFINISHED: Final = re.compile(
    r"^[.~]|~$|\.(tmp|temp|part|partial|filepart|crdownload|download|swp|lock|writing)$", re.I
)


def finished(path: Path, now: float) -> Iterator[Path]:
    """Files nobody writes to any more, at ``now`` (seconds since 1970). Raises ``OSError``."""
    open_now = _open_files(path)
    with os.scandir(path) as entries:
        for entry in entries:
            seen = entry.stat(follow_symlinks=False)
            touched = max(seen.st_mtime, seen.st_ctime)
            if (
                not stat.S_ISDIR(seen.st_mode)
                and not _UNFINISHED.search(entry.name)
                and now - touched >= SETTLED_SECONDS
                and entry.path not in open_now
            ):
                yield Path(entry.path)


def _open_files(folder: Path) -> set[str]:
    """Files of the folder that a process of ours holds open. Others' we cannot see; theirs must settle."""
    found: set[str] = set()
    for link in Path("/proc").glob("[0-9]*/fd/*"):
        try:
            target = str(link.readlink())
        except OSError:
            continue
        if target.startswith(f"{folder}/"):
            found.add(target)
    return found


def owners(folder: Path) -> frozenset[int]:
    """Whose files are taken: the system's, our own, and those of the folder's owner."""
    return frozenset({0, os.getuid(), folder.stat().st_uid})


@contextmanager
def opened(file: Path) -> Generator[IO[bytes]]:
    """A plain file, open for reading. Raises ``BadInputError`` for a link, and for a stranger's file."""
    link = BadInputError(file.name, "it is a link, or no plain file.", "Put the file itself here.")
    try:
        number = os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as error:
        if file.is_symlink():
            raise link from error
        raise BadInputError(
            file.name, f"it could not be opened ({error.strerror}).", "Let Schoolgate read it."
        ) from error
    with os.fdopen(number, "rb") as data:
        seen = os.fstat(number)
        if not stat.S_ISREG(seen.st_mode):
            raise link
        if seen.st_uid not in owners(file.parent):
            cause = "it belongs to somebody else than the folder does."
            raise BadInputError(file.name, cause, "Put it here as the owner of the folder.")
        yield data


def aside(file: Path, where: str, words: str, now: float) -> None:
    """Move a file into a folder beside it, under a name that nothing there has, with a note of what became of it."""
    folder = file.parent / where
    folder.mkdir(mode=0o770, exist_ok=True)
    target = folder / file.name
    count = 1
    while target.exists() or target.is_symlink() or _note(target).exists():
        count += 1
        target = folder / f"{file.stem} ({count}){file.suffix}"
    file.rename(target)
    _note(target).write_text(f"{datetime.fromtimestamp(now, UTC):%d %B %Y, %H:%M} UTC\n{words}\n", encoding="utf-8")


def _note(target: Path) -> Path:
    return target.with_name(f"{target.name}.note.txt")
