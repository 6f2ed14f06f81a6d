"""A file of a list as chunks of lines: any size, a bounded part of it in memory at a time."""

from collections.abc import Iterator
from itertools import chain
from typing import IO, Final

from schoolgate.feeds.blocklists.contract import Chunk
from schoolgate.kernel.errors import BadInputError

CHUNK_BYTES: Final = 1 << 18  # small enough that one odd row makes few others be looked at twice
LONGEST_LINE: Final = 1 << 20  # bytes; no list has one, and what is longer is no list
_AGAIN: Final = "Fetch the list again; the one in service stays as it is."
_BOM: Final = b"\xef\xbb\xbf"
_WIDE: Final = (b"\xff\xfe", b"\xfe\xff")


def chunks(stream: IO[bytes], name: str) -> Iterator[Chunk]:
    """The lines of ``stream`` in order, without their ends. What is not UTF-8 is read as Windows-1252.

    Raises ``BadInputError`` for what is no text: zero bytes, or a line without end.
    """
    first, rest = 1, b""
    while block := stream.read(CHUNK_BYTES):
        if first == 1 and not rest:
            block = _begun(block, stream)
        whole, newline, tail = block.rpartition(b"\n")
        if not newline:
            rest += tail
            _refuse_endless(rest, name)
            continue
        lines = _lines(rest + whole, name)
        yield Chunk(first, lines)
        first, rest = first + len(lines), tail
    if rest:
        yield Chunk(first, _lines(rest, name))


def opening(read: Iterator[Chunk]) -> tuple[list[str], Iterator[Chunk]]:
    """The first lines, for whoever must recognise the file, and all chunks again from the beginning."""
    start = next(read, None)
    if start is None:
        return [], iter(())
    return list(start.lines[:200]), chain([start], read)


def _begun(block: bytes, stream: IO[bytes]) -> bytes:
    if block.startswith(_WIDE):  # Notepad's "Unicode": rare and small, so read whole
        return (block + stream.read()).decode("utf-16", errors="replace").encode()
    return block.removeprefix(_BOM)


def _lines(data: bytes, name: str) -> list[str]:
    if b"\0" in data:
        raise BadInputError(name, "it is not text: it holds zero bytes.", _AGAIN)
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return [_decoded(line) for line in data.replace(b"\r\n", b"\n").split(b"\n")]
    return text.replace("\r\n", "\n").removesuffix("\r").split("\n")


def _decoded(line: bytes) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError:
        return line.decode("cp1252", errors="replace")


def _refuse_endless(rest: bytes, name: str) -> None:
    if len(rest) > LONGEST_LINE:
        raise BadInputError(name, "it is not a list: it holds a line of more than a million letters.", _AGAIN)
