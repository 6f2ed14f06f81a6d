"""Watched folders: files that are finished are taken in, and then moved aside with a note. Nothing is ever deleted."""

import os
import re
import stat
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from schoolgate.frame.actor import system
from schoolgate.intake import actions
from schoolgate.intake.models import Delivery, WatchedFolder
from schoolgate.kernel.errors import BadInputError, SchoolgateError

DONE: Final = "done"
REFUSED: Final = "refused"
SETTLED_SECONDS: Final = 20  # since the file was last touched in any way: a copy that goes on touches it
_UNFINISHED: Final = re.compile(
    r"^[.~]|~$|\.(tmp|temp|part|partial|filepart|crdownload|download|swp|lock|writing)$", re.I
)
_OURSELVES: Final = system("intake")


def look_into(folder: WatchedFolder, now: datetime) -> int:
    """Take in what is finished in a folder; how many files were moved aside. Raises ``BadInputError`` for a folder that
    cannot be looked into.
    """
    path = Path(folder.path)
    try:
        files = sorted(_finished(path, now))
    except OSError as error:
        raise BadInputError(
            folder.path, f"it cannot be looked into ({error.strerror}).", "Give Schoolgate the right to, or end it."
        ) from error
    for file in files:
        _take(folder, file, now)
    return len(files)


def _finished(path: Path, now: datetime) -> Iterator[Path]:
    open_now = _open_files(path)
    with os.scandir(path) as entries:
        for entry in entries:
            seen = entry.stat(follow_symlinks=False)
            touched = max(seen.st_mtime, seen.st_ctime)
            if (
                not stat.S_ISDIR(seen.st_mode)
                and not _UNFINISHED.search(entry.name)
                and now.timestamp() - touched >= SETTLED_SECONDS
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


def _take(folder: WatchedFolder, file: Path, now: datetime) -> None:
    try:
        data, made_at = _read(file)
        received = actions.receive(
            folder.school,
            file.name,
            data,
            way=Delivery.Way.FOLDER,
            actor=_OURSELVES,
            feed=folder.feed,
            collected_at=made_at,
        )
        delivery = actions.advance(received.delivery)
    except SchoolgateError as error:
        _aside(file, REFUSED, str(error), now)
        return
    if received.repeated:
        words = "It was here already, the same to the letter: nothing was added."
    else:
        words = f"{Delivery.State(delivery.state).label}. {delivery.trouble}"
    refused = delivery.state == Delivery.State.REFUSED
    _aside(file, REFUSED if refused else DONE, f"{words.strip()} Its number is {delivery.ref}.", now)


def owners(folder: Path) -> frozenset[int]:
    """Whose files are taken: the system's, our own, and those of the folder's owner."""
    return frozenset({0, os.getuid(), folder.stat().st_uid})


def _read(file: Path) -> tuple[bytes, datetime]:
    """A plain file's content and when it was made. Raises ``BadInputError`` for a link, and for a stranger's file."""
    link = BadInputError(file.name, "it is a link, or no plain file.", "Put the file itself here.")
    try:
        number = os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as error:
        if file.is_symlink():
            raise link from error
        raise BadInputError(
            file.name, f"it could not be opened ({error.strerror}).", "Let Schoolgate read it."
        ) from error
    with os.fdopen(number, "rb") as opened:
        seen = os.fstat(number)
        if not stat.S_ISREG(seen.st_mode):
            raise link
        if seen.st_uid not in owners(file.parent):
            cause = "it belongs to somebody else than the folder does."
            raise BadInputError(file.name, cause, "Put it here as the owner of the folder.")
        return opened.read(actions.MOST_BYTES + 1), datetime.fromtimestamp(seen.st_mtime, UTC)


def _aside(file: Path, where: str, words: str, now: datetime) -> None:
    """Move a file into a folder beside it, under a name that nothing there has, with a note of what became of it."""
    folder = file.parent / where
    folder.mkdir(mode=0o770, exist_ok=True)
    target = folder / file.name
    count = 1
    while target.exists() or target.is_symlink() or _note(target).exists():
        count += 1
        target = folder / f"{file.stem} ({count}){file.suffix}"
    file.rename(target)
    _note(target).write_text(f"{now:%d %B %Y, %H:%M} UTC\n{words}\n", encoding="utf-8")


def _note(target: Path) -> Path:
    return target.with_name(f"{target.name}.note.txt")
