"""Which lists lie where: files, folders of files, and the folders of the University of Toulouse (UT1).

In a UT1 folder each category is a folder of its own, in French, with ``domains`` and ``urls`` in it. A name that begins
with a dot is never read.
"""

import gzip
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Final

from schoolgate.gates.web.categories import Category, category, named
from schoolgate.kernel.errors import BadInputError, NotFoundError

PARTS: Final = ("domains", "urls")
_BESIDE: Final = {"usage", "expressions", "very_restrictive_expression", "global_usage", "readme", "licence", "license"}
_ENDS: Final = (".gz", ".txt", ".list", ".hosts", ".conf", ".zone", ".rpz", ".domains", ".csv")
_ZIP: Final = b"PK\x03\x04"
_TAR, _TAR_MARK = b"ustar", 257  # POSIX.1: where a tar file says what it is
_NOT_LISTS: Final = {".pdf", ".md", ".html", ".json", ".yaml", ".yml", ".sh", ".py", ".db", ".sig", ".md5", ".sha256"}


@dataclass(frozen=True, slots=True)
class Source:
    """One list: its files in order, and the category it fills. ``asked`` is whether somebody named its category."""

    name: str
    category: Category
    files: tuple[Path, ...]
    asked: bool = False


@dataclass(frozen=True, slots=True)
class Skipped:
    """What lies in a folder and is not read, and why."""

    path: Path
    reason: str


def sources(argument: str) -> Iterator[Source | Skipped]:
    """The lists that ``[CATEGORY=]PATH`` names. Raises ``BadInputError``."""
    key, path = _taken_apart(argument)
    if not path.exists():
        raise BadInputError(str(path), "there is no such file or folder.", "Check where the lists were put.")
    if key is not None:
        yield Source(_name(key, path), key, tuple(_files(path)), asked=True)
    elif path.is_file() or _is_category(path):
        found = named(_stem(path))
        if found is None:
            raise BadInputError(
                str(path), "we cannot tell its category from its name.", f"Say which: adult={path}, for example."
            )
        yield Source(_name(found, path), found, tuple(_files(path)), asked=True)
    else:
        yield from _folder(path)


def opened(path: Path) -> IO[bytes]:
    """A file of a list, unpacked where it is packed. Raises ``BadInputError`` for an archive of several files."""
    with path.open("rb") as file:
        start = file.read(_TAR_MARK + len(_TAR))
    packed = start.startswith(b"\x1f\x8b")
    if packed:
        with gzip.open(path, "rb") as file:
            start = file.read(_TAR_MARK + len(_TAR))
    if start.startswith(_ZIP) or start[_TAR_MARK:] == _TAR:
        raise BadInputError(str(path), "it is an archive of files.", "Unpack it, and name the folder.")
    return gzip.open(path, "rb") if packed else path.open("rb")  # type: ignore[return-value]  # it reads bytes


def _taken_apart(argument: str) -> tuple[Category | None, Path]:
    before, equals, after = argument.partition("=")
    if not equals or "/" in before or Path(argument).exists():
        return None, Path(argument)
    found = named(before)
    if found is None:
        try:
            category(before)
        except NotFoundError as error:
            raise BadInputError(error.thing, error.cause, error.next_step) from None
    return found, Path(after)


def _folder(path: Path) -> Iterator[Source | Skipped]:
    inside = sorted(each for each in path.iterdir() if not each.name.startswith("."))
    met = 0
    for each in inside:
        if each.is_dir() and not _is_category(each):
            yield from _folder(each)
            met += 1
            continue
        if each.is_file() and (each.name.lower() in _BESIDE or each.suffix.lower() in _NOT_LISTS):
            continue
        met += 1
        found = named(_stem(each))
        if found is None:
            yield Skipped(each, "no category goes by that name; to use it, say which one: CATEGORY=PATH")
        else:
            yield Source(_name(found, each), found, tuple(_files(each)))
    if not met:
        raise BadInputError(str(path), "there is no list in it.", "Name the folder that holds the lists.")


def _is_category(path: Path) -> bool:
    return path.is_dir() and any((path / part).is_file() or (path / f"{part}.gz").is_file() for part in PARTS)


def _files(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
    elif _is_category(path):
        for part in PARTS:
            yield from (each for each in (path / part, path / f"{part}.gz") if each.is_file())
    else:
        yield from sorted(
            each
            for each in path.rglob("*")
            if each.is_file()
            and not each.name.startswith(".")
            and each.name.lower() not in _BESIDE
            and each.suffix.lower() not in _NOT_LISTS
        )


def _stem(path: Path) -> str:
    name = path.name
    while name.lower().endswith(_ENDS):
        name = name.rpartition(".")[0]
    return name


def _name(fills: Category, path: Path) -> str:
    """``drugs/drogue``: the same wherever the lists were unpacked, because by it a list is known again."""
    return f"{fills.key}/{path.resolve().name}"


def told_apart(found: Sequence[Source | Skipped]) -> list[Source]:
    """The lists among ``found``; of several with one name the second is called ``adult/hosts (2)``."""
    met: Counter[str] = Counter()
    lists = []
    for each in found:
        if isinstance(each, Source):
            met[each.name] += 1
            lists.append(each if met[each.name] == 1 else replace(each, name=f"{each.name} ({met[each.name]})"))
    return lists
