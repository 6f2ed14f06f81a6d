"""Watched folders: files that are finished are taken in, and then moved aside with a note. Nothing is ever deleted."""

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from schoolgate.frame.actor import system
from schoolgate.intake import actions
from schoolgate.intake.models import Delivery, WatchedFolder
from schoolgate.intake.streams.folders import DONE, REFUSED, aside, finished, opened
from schoolgate.kernel.errors import BadInputError, SchoolgateError

_OURSELVES: Final = system("intake")


def look_into(folder: WatchedFolder, now: datetime) -> int:
    """Take in what is finished in a folder; how many files were moved aside. Raises ``BadInputError`` for a folder that
    cannot be looked into.
    """
    path = Path(folder.path)
    try:
        files = sorted(finished(path, now.timestamp()))
    except OSError as error:
        raise BadInputError(
            folder.path, f"it cannot be looked into ({error.strerror}).", "Give Schoolgate the right to, or end it."
        ) from error
    for file in files:
        _take(folder, file, now)
    return len(files)


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
        aside(file, REFUSED, str(error), now.timestamp())
        return
    if received.repeated:
        words = "It was here already, the same to the letter: nothing was added."
    else:
        words = f"{Delivery.State(delivery.state).label}. {delivery.trouble}"
    refused = delivery.state == Delivery.State.REFUSED
    note = f"{words.strip()} Its number is {delivery.ref}."
    aside(file, REFUSED if refused else DONE, note, now.timestamp())


def _read(file: Path) -> tuple[bytes, datetime]:
    """A plain file's content and when it was made. Raises ``BadInputError`` as ``opened`` does."""
    with opened(file) as data:
        made_at = datetime.fromtimestamp(os.fstat(data.fileno()).st_mtime, UTC)
        return data.read(actions.MOST_BYTES + 1), made_at
