"""Reading what was decided, from the files of every process that decided it. Pure, but for the files themselves."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NamedTuple

from schoolgate.filtering.landing.layout import BETWEEN, LOST, REMARK, WRITING, begun, head_of, meant

_HOUR: Final = 3600  # after which a file is finished, when something is next decided


class Landed(NamedTuple):
    """One decision as it was made. ``groups`` are refs; what was not known is empty. ``path`` is empty where not seen.

    ``mode`` is that of the filter then: in any but ``on`` the verdict was only noted, and only what is locked closed.
    """

    at: float
    school: str
    level: str
    verdict: str
    category: str
    rule: str
    host: str
    path: str
    asked: str
    person: str
    device: str
    groups: tuple[str, ...]
    place: str
    epoch: int
    mode: str
    terms: str = ""  # the words searched for


@dataclass(slots=True)
class Told:
    """What else a reading found: ``rejects`` as (line number, why), and how many lines were ``lost`` to a full disk."""

    rejects: list[tuple[str, int, str]] = field(default_factory=list)
    lost: int = 0
    read: int = 0


def landed(folder: Path, since: float = 0, until: float = float("inf"), told: Told | None = None) -> Iterator[Landed]:
    """The decisions from ``since`` until before ``until`` in a landing folder, file by file; within a file as written.

    Files that are still being written are read as far as they go. Several processes that decide at the same time have
    files of their own, one after the other here.
    """
    if not folder.is_dir():
        return
    for path in sorted(folder.iterdir()):
        start = begun(path.name)
        if start is None or start >= until + _HOUR or (start + _HOUR <= since and _is_before(path, since)):
            continue
        for each in decisions(path, told):
            if since <= each.at < until:
                yield each


def finished(folder: Path) -> list[Path]:
    """The files nothing is added to any more, the oldest first: what a loader takes."""
    if not folder.is_dir():
        return []
    return [path for path in sorted(folder.iterdir()) if begun(path.name) is not None and path.suffix != WRITING]


def decisions(path: Path, told: Told | None = None) -> Iterator[Landed]:
    """The decisions of one file. A last line that was cut is left away; what is no decision is told in ``told``.

    A file taken away meanwhile has none.
    """
    told = told if told is not None else Told()
    try:
        file = path.open(encoding="utf-8", errors="replace", newline="\n")
    except OSError:
        return
    with file:
        first = file.readline()
        said = head_of(first)
        if said is None:
            told.rejects.append((path.name, 1, "The first line does not say what the columns are."))
            return
        columns, school = [str(each) for each in said["columns"]], str(said.get("school", ""))
        for number, line in enumerate(file, 2):
            if line.startswith(REMARK):
                told.lost += _lost(line)
                continue
            if not line.endswith("\n"):
                break
            fields = line[:-1].split(BETWEEN)
            try:
                yield _made(dict(zip(columns, map(meant, fields), strict=True)), school)
                told.read += 1
            except (ValueError, KeyError) as error:
                told.rejects.append((path.name, number, f"This is no decision ({error})."))


def _made(found: dict[str, str], school: str) -> Landed:
    return Landed(
        float(found["at"]),
        school,
        found["level"],
        found["verdict"],
        found["category"],
        found["rule"],
        found["host"],
        found["path"],
        found["asked"],
        found["person"],
        found["device"],
        tuple(found["groups"].split()),
        found["place"],
        int(found["epoch"]),
        found["mode"],
        found.get("terms", ""),  # files of before it was kept have no such column
    )


def _lost(line: str) -> int:
    count = line.removeprefix(LOST).strip()
    return int(count) if line.startswith(LOST) and count.isdecimal() else 0


def _is_before(path: Path, since: float) -> bool:
    """Whether nothing was added to a file since a moment."""
    try:
        return path.stat().st_mtime < since
    except OSError:
        return True
