"""Zip files, looked at before anything in them is unpacked."""

import io
import lzma
import zipfile
import zlib
from pathlib import PurePosixPath
from typing import Final

from schoolgate.feeds.limits import MOST_PART_BYTES, MOST_PARTS, MOST_RATIO, MOST_UNPACKED_BYTES
from schoolgate.kernel.errors import BadInputError

_SMALL: Final = 1_000_000  # bytes unpacked: below this no ratio does harm
_AGAIN: Final = "Make the zip file again, or give the files in it one by one."
_BROKEN: Final = (
    zipfile.BadZipFile,
    ValueError,
    NotImplementedError,
    OverflowError,
    EOFError,
    OSError,
    RuntimeError,
    zlib.error,
    lzma.LZMAError,
)


def is_zip(data: bytes) -> bool:
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def opened(data: bytes, name: str) -> zipfile.ZipFile:
    """The zip file, if it is whole, unlocked, and would unpack within the limits. Raises ``BadInputError``."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN as error:
        raise BadInputError(name, "it is damaged or cut short.", _AGAIN) from error
    parts = archive.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise BadInputError(name, "it is locked with a password.", "Make it without one, and give that.")
    if len(parts) > MOST_PARTS:
        raise BadInputError(name, f"it holds {len(parts):,} files, and at most {MOST_PARTS} are taken.", _AGAIN)
    if sum(part.file_size for part in parts) > MOST_UNPACKED_BYTES:
        raise BadInputError(name, f"it would unpack to more than {MOST_UNPACKED_BYTES // 1_000_000} MB.", _AGAIN)
    for part in parts:
        most = min(MOST_PART_BYTES, max(_SMALL, part.compress_size * MOST_RATIO))
        if part.file_size > most:
            cause = f"one of its files would unpack to {part.file_size / 1e6:,.0f} MB, which no list does."
            raise BadInputError(name, cause, _AGAIN)
    return archive


def unpacked(data: bytes, name: str) -> dict[str, bytes]:
    """The files in a zip file by their own names, folders left out. Nothing is written anywhere.

    Raises ``BadInputError`` where two files have one name, where one is a zip file itself, and where there is none.
    """
    found: dict[str, bytes] = {}
    with opened(data, name) as archive:
        for part in archive.infolist():
            own = PurePosixPath(part.filename.replace("\\", "/")).name
            if part.is_dir() or own.startswith(".") or "__MACOSX/" in part.filename:
                continue
            if own in found:
                raise BadInputError(name, f"it holds two files called {own}.", _AGAIN)
            found[own] = _content(archive, part, name)
            if is_zip(found[own]) and own.lower().endswith(".zip"):
                raise BadInputError(name, f"it holds another zip file, {own}.", _AGAIN)
    if not found:
        raise BadInputError(name, "there is no file in it.", _AGAIN)
    return found


def _content(archive: zipfile.ZipFile, part: zipfile.ZipInfo, name: str) -> bytes:
    try:
        with archive.open(part) as file:
            data = file.read(part.file_size + 1)
    except _BROKEN as error:
        raise BadInputError(name, f"{part.filename} in it is damaged or cut short.", _AGAIN) from error
    if len(data) > part.file_size:
        raise BadInputError(name, f"{part.filename} in it is larger than it says.", _AGAIN)
    return data
