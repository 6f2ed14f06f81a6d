"""A folder of this computer into which finished log files are put, packed or not. Each is read, then put aside."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, Final

from schoolgate.activity.transports.contract import Asked, At, Piece, Transport, said
from schoolgate.intake.streams.folders import DONE, REFUSED, aside, finished, opened
from schoolgate.intake.streams.opening import Part, parts
from schoolgate.kernel.errors import BadInputError

KEPT_SECONDS: Final = 7 * 86_400  # that a file which was read lies beside the folder: long enough to look why
_PATH: Final = Asked("path", "Which folder", "The whole path; Schoolgate’s own account must be able to write in it.")


def _check(given: Mapping[str, str]) -> dict[str, Any]:
    path = Path(said(given, _PATH))
    if not path.is_absolute() or not path.is_dir():
        raise BadInputError(str(path), "there is no such folder.", _PATH.hint)
    return {"path": str(path)}


def _take(at: At) -> Iterator[Piece]:
    folder = Path(at.way["path"])
    _forget(folder, at.now)
    was: list[str] = list(at.position.get("was", ()))
    try:
        files = sorted(finished(folder, at.now))
    except OSError as error:
        cause = f"it cannot be looked into ({error.strerror})."
        raise BadInputError(folder.name, cause, "Give Schoolgate’s own account the right to.") from error
    for file in files:
        seen = file.stat()
        name = f"{file.name}/{seen.st_size}/{seen.st_mtime_ns}"
        if name in was:  # it was read, and then the process was killed before it could be put aside
            aside(file, DONE, "It was read.", at.now)
            continue
        was = [*was[-200:], name]
        yield from _of_file(file, was, at.now)


def _of_file(file: Path, was: list[str], now: float) -> Iterator[Piece]:
    """The logs in one file. It is put aside when the last of them is in: read again, what is in is known again."""
    try:
        with opened(file) as data:
            several = list(_parts(file, data))
            for number, part in enumerate(several, 1):
                piece = Piece(
                    part.name,
                    part.pieces,
                    partial(_reached, was[:-1]),
                    continues=False,
                    refused=lambda why: aside(file, REFUSED, why, now),
                    trouble=partial(_trouble, part),
                )
                if number == len(several):
                    piece.reached, piece.in_ = partial(_reached, was), partial(aside, file, DONE, "It was read.", now)
                yield piece
    except BadInputError as error:
        aside(file, REFUSED, str(error), now)
        raise


def _reached(was: list[str], _consumed: int, _header: bytes) -> dict[str, Any]:
    return {"was": was}


def _trouble(part: Part) -> str:
    """Asked when it was read: damage shows only at its end."""
    return part.trouble


def _parts(file: Path, data: Any) -> Iterator[Part]:
    return parts(data, file.name)


def _forget(folder: Path, now: float) -> None:
    """Take away what was read long enough ago: raw logs would outlive the time rows are kept."""
    with suppress(OSError):
        for path in (folder / DONE).iterdir():
            if path.is_file() and now - max(path.stat().st_mtime, path.stat().st_ctime) > KEPT_SECONDS:
                path.unlink()


TRANSPORT = Transport(
    key="folder",
    words="A folder into which log files are put",
    hint="Each file is read when it is finished, and put aside; a week later it is taken away.",
    check=_check,
    take=_take,
    asked=(_PATH,),
    every=10.0,
    live=False,
    by_page=False,
)
