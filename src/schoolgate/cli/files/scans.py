"""Scans named on the command line: files, folders of files and zip files of them, one by one and within bounds."""

import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from schoolgate.cli.files.giving import content
from schoolgate.kernel.errors import BadInputError

MOST_BYTES: Final = 60_000_000  # of one file; as many are kept of a scan
MOST_FILES: Final = 2000  # of a zip file
_SORTS: Final = (".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp", ".bmp", ".heic")


@dataclass(frozen=True, slots=True)
class Given:
    """A file and what is in it, or what is wrong with it."""

    name: str
    data: bytes = field(default=b"", repr=False)
    trouble: str = ""


def scans_in(paths: Iterable[Path]) -> Iterator[Given]:
    """Every scan, one at a time, so that no more than one is held. Of a folder and a zip file only scans and photos."""
    for path in paths:
        if path.is_dir():
            files = [one for one in sorted(path.iterdir()) if one.suffix.lower() in _SORTS and one.is_file()]
            if not files:
                yield Given(str(path), trouble="there is no scan in that folder. Name the folder with the files.")
            yield from scans_in(files)
        elif path.is_file() and zipfile.is_zipfile(path):
            yield from _unzipped(path)
        else:
            yield _plain(path)


def _plain(path: Path) -> Given:
    try:
        return Given(path.name, content(path))
    except BadInputError as error:
        return Given(str(path), trouble=f"{error.cause} {error.next_step}")


def _unzipped(path: Path) -> Iterator[Given]:
    """What a zip file says of a size is looked at first, and no more than that is ever unpacked."""
    try:
        with zipfile.ZipFile(path) as archive:
            inside = [one for one in archive.infolist() if Path(one.filename).suffix.lower() in _SORTS]
            if not 0 < len(inside) <= MOST_FILES:
                words = f"{len(inside)} scans are in it. Give between 1 and {MOST_FILES} in one zip file."
                yield Given(path.name, trouble=words)
                return
            for one in sorted(inside, key=lambda one: one.filename):
                yield _member(archive, one)
    except (zipfile.BadZipFile, OSError):
        yield Given(path.name, trouble="the zip file is damaged. Make it again.")


def _member(archive: zipfile.ZipFile, one: zipfile.ZipInfo) -> Given:
    name = Path(one.filename).name
    if one.flag_bits & 1:
        return Given(name, trouble="it has a password. Take the password off, and give it again.")
    if one.file_size > MOST_BYTES:
        return Given(name, trouble=f"it is larger than {MOST_BYTES // 1_000_000} MB. Scan in parts.")
    try:
        with archive.open(one) as opened:
            return Given(name, opened.read(MOST_BYTES + 1))
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, EOFError):
        return Given(name, trouble="it is damaged. Make the zip file again.")
