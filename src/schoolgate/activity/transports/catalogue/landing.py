"""What our own web filter decided: files side by side, one a process, that grow for an hour and are then whole."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from schoolgate.activity.transports.contract import At, Piece, Transport

_WRITING: Final = ".part"


def _take(at: At) -> Iterator[Piece]:
    """Names are never given twice, so a name and a number of bytes are a place."""
    folder = at.data / str(at.way["folder"])
    places: dict[str, list[int]] = {name: list(place) for name, place in at.position.get("files", {}).items()}
    files = {path.name.removesuffix(_WRITING): path for path in _files(folder)}
    for name in [name for name in places if name not in files]:
        del places[name]
    for name, path in files.items():
        yield from _of_file(path, name, places, at.most)


def _of_file(path: Path, name: str, places: dict[str, list[int]], most: int) -> Iterator[Piece]:
    while True:
        begun, line = places.get(name, [0, 1])
        try:
            with path.open("rb") as file:
                begins = file.readline() if begun else b""
                file.seek(begun)
                data = file.read(most)
        except FileNotFoundError:  # its writer has just finished it: it has another name the next time
            return
        data = data[: data.rfind(b"\n") + 1]
        if not data:
            return

        def reached(
            consumed: int, _header: bytes, begun: int = begun, line: int = line, data: bytes = data
        ) -> dict[str, Any]:
            # Their first line names their columns, and is read again each time.
            places[name] = [begun + consumed, line + data[:consumed].count(b"\n")]
            return {"files": dict(places)}

        yield Piece(name, iter((data,)), reached, begins=begins, ended=False, line=line)
        if places.get(name, [0, 1])[0] == begun:  # nothing of it is whole yet
            return


def _files(folder: Path) -> list[Path]:
    try:
        return sorted(each for each in folder.iterdir() if each.name.removesuffix(_WRITING).endswith(".tsv"))
    except FileNotFoundError:
        return []


def _check(_given: Mapping[str, str]) -> dict[str, Any]:
    return {}


TRANSPORT = Transport(
    key="landing",
    words="Our own web filter",
    hint="It sets itself up where Schoolgate filters.",
    check=_check,
    take=_take,
    by_page=False,
)
