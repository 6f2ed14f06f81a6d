"""Files that may be packed (gzip, zstd, xz, bzip2, zip), unpacked a piece at a time with bounds against bombs."""

import bz2
import io
import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import IO, Any, Final

import zstandard

from schoolgate.kernel.errors import BadInputError

PIECE: Final = 1 << 20  # bytes of one piece, packed or unpacked
_AGAIN: Final = "Give the log as text, or packed as one .gz, .zst or .zip."


@dataclass(frozen=True, slots=True)
class Limits:
    """What one given file may unpack to: ``most_bytes`` in all; past ``free_bytes`` at most ``ratio`` times the packed.

    A day of a thousand pupils' web log is about 100 MB and packs to a tenth or a twentieth; a bomb to a thousandth.
    """

    most_bytes: int = 64 << 30
    ratio: int = 400
    free_bytes: int = 64 << 20
    most_parts: int = 200  # files in one zip


@dataclass(slots=True)
class Part:
    """One log: its name, its pieces to be walked once, and when they are walked what was wrong at the end."""

    name: str
    pieces: Iterator[bytes] = field(repr=False)
    trouble: str = ""


class _Unpacker:
    """One of the library's decompressors behind one face: ``feed`` gives at most ``PIECE`` bytes at a time."""

    def __init__(self, make: Callable[[], Any]) -> None:
        self._make = make
        self._one = make()
        self.finished = True  # whether what came so far is whole

    def feed(self, data: bytes) -> Iterator[bytes]:
        while data:
            if self._one.eof:
                data = data.lstrip(b"\0")  # padding between members, as tapes leave it
                if not data:
                    return
                self._one = self._make()
            self.finished = False
            yield from self._drain(data)
            data = self._one.unused_data if self._one.eof else b""
            self.finished = self._one.eof

    def _drain(self, data: bytes) -> Iterator[bytes]:
        made = self._one.decompress(data, PIECE)
        while made:
            yield made
            if self._one.eof:
                return
            rest = getattr(self._one, "unconsumed_tail", b"")
            made = self._one.decompress(rest, PIECE)


class _Zstd:
    """zstandard's frames, many one after another, at most a bounded window (RFC 8878, 3.1.1.1.2) of memory."""

    WINDOW: Final = 128 << 20
    BITE: Final = 256  # four bytes can stand for 128 KB (3.1.1.2, an RLE block), so a bite for 8 MB at most

    def __init__(self) -> None:
        self._one: Any = None
        self.finished = True

    def feed(self, data: bytes) -> Iterator[bytes]:
        while data:
            if self._one is None:
                self._one = zstandard.ZstdDecompressor(max_window_size=self.WINDOW).decompressobj(write_size=PIECE)
            self.finished = False
            at = 0
            while at < len(data) and not self._one.eof:
                if made := self._one.decompress(data[at : at + self.BITE]):
                    yield made
                at += self.BITE
            if not self._one.eof:
                return
            data = self._one.unused_data + data[at:]
            self._one, self.finished = None, True


_MAGIC: Final[tuple[tuple[bytes, Callable[[], Any]], ...]] = (
    (b"\x1f\x8b", lambda: _Unpacker(lambda: zlib.decompressobj(wbits=31))),
    (b"\x28\xb5\x2f\xfd", _Zstd),
    (b"\xfd7zXZ\x00", lambda: _Unpacker(lambda: lzma.LZMADecompressor(memlimit=128 << 20))),
    (b"BZh", lambda: _Unpacker(bz2.BZ2Decompressor)),
)
_BROKEN: Final = (zlib.error, lzma.LZMAError, zstandard.ZstdError, zipfile.BadZipFile, EOFError, ValueError)


def parts(file: IO[bytes], name: str, limits: Limits = Limits()) -> Iterator[Part]:
    """The logs in ``file``, one after another: several in a zip, else one. ``file`` must be able to seek.

    Raises ``BadInputError``, now or while a part is walked: it is damaged, locked, a tar or another archive, or would
    unpack to more than ``limits``. A packed file that is cut short gives what is whole, then says so in ``trouble``.
    """
    head = file.read(512)
    file.seek(0)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        yield from _of_zip(file, name, limits)
        return
    if head.startswith((b"7z\xbc\xaf", b"Rar!")):
        raise BadInputError(name, "it is packed in a way that is not read here.", _AGAIN)
    make = next((make for magic, make in _MAGIC if head.startswith(magic)), None)
    part = Part(name, iter(()))
    part.pieces = _no_tar(_plain(file) if make is None else _unpacked(file, make(), part, limits), name)
    yield part


def _plain(file: IO[bytes]) -> Iterator[bytes]:
    while piece := file.read(PIECE):
        yield piece


def _unpacked(file: IO[bytes], unpacker: Any, part: Part, limits: Limits) -> Iterator[bytes]:
    packed = unpacked = 0
    try:
        while piece := file.read(PIECE):
            packed += len(piece)
            for made in unpacker.feed(piece):
                unpacked += len(made)
                _bound(part.name, packed, unpacked, limits)
                yield made
    except _BROKEN as error:
        if not unpacked:
            raise BadInputError(part.name, "it is damaged and cannot be unpacked.", _AGAIN) from error
        part.trouble = f"It is damaged after {unpacked:,} bytes; what stands before was read."
        return
    if not unpacker.finished:
        part.trouble = f"It is cut short after {unpacked:,} bytes; what stands before was read."


def _bound(name: str, packed: int, unpacked: int, limits: Limits) -> None:
    if unpacked > limits.most_bytes:
        cause = f"it would unpack to more than {limits.most_bytes // (1 << 20):,} MB."
        raise BadInputError(name, cause, "Give it in parts.")
    if unpacked > limits.free_bytes and unpacked > packed * limits.ratio:
        cause = f"it unpacks to more than {limits.ratio} times its size, which no log does."
        raise BadInputError(name, cause, "Look at how it was made; give the log itself.")


def _of_zip(file: IO[bytes], name: str, limits: Limits) -> Iterator[Part]:
    try:
        archive = zipfile.ZipFile(file)
    except (*_BROKEN, OSError, NotImplementedError) as error:
        raise BadInputError(name, "it is damaged or cut short.", _AGAIN) from error
    members = [each for each in archive.infolist() if not each.is_dir()]
    if any(each.flag_bits & 1 for each in members):
        raise BadInputError(name, "it is locked with a password.", "Make it without one, and give that.")
    if len(members) > limits.most_parts:
        raise BadInputError(name, f"it holds {len(members):,} files; at most {limits.most_parts} are taken.", _AGAIN)
    for each in members:
        inner = f"{name}/{each.filename.rpartition('/')[2]}"
        yield Part(inner, _no_tar(_member(archive, each, inner, limits), inner))


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, limits: Limits) -> Iterator[bytes]:
    unpacked = 0
    try:
        with archive.open(member) as opened:
            while piece := opened.read(PIECE):
                unpacked += len(piece)
                _bound(name, member.compress_size, unpacked, limits)
                yield piece
    except (*_BROKEN, OSError, NotImplementedError, RuntimeError) as error:
        raise BadInputError(name, "it is damaged inside the zip file.", _AGAIN) from error


def _no_tar(pieces: Iterator[bytes], name: str) -> Iterator[bytes]:
    first = next(pieces, b"")
    if first[257:262] == b"ustar" or first.startswith((b"PK\x03\x04", b"\x1f\x8b", b"\x28\xb5\x2f\xfd")):
        raise BadInputError(name, "there is another packed file inside it.", _AGAIN)
    if first:
        yield first
    yield from pieces


def parts_of(data: bytes, name: str, limits: Limits = Limits()) -> Iterator[Part]:
    """The same of what is in memory already."""
    return parts(io.BytesIO(data), name, limits)
