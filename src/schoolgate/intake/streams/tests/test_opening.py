"""Packed logs are unpacked a piece at a time; what is a bomb, damaged or cut short says so."""

import bz2
import gzip
import io
import lzma
import tracemalloc
import zipfile
from collections.abc import Callable

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from schoolgate.intake.streams.opening import Limits, parts, parts_of
from schoolgate.kernel.errors import BadInputError

LINES = b"".join(b"2026-11-23 09:%02d:00 10.0.0.%d heron.example\n" % (n % 60, n % 250) for n in range(5000))
PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gz": gzip.compress,
    "zst": zstandard.ZstdCompressor().compress,
    "xz": lzma.compress,
    "bz2": bz2.compress,
}


def whole(data: bytes, name: str = "access.log") -> dict[str, bytes]:
    return {part.name: b"".join(part.pieces) for part in parts_of(data, name)}


def walk(data: bytes, limits: Limits) -> None:
    """To the end, and keeping nothing."""
    for part in parts_of(data, "access.log", limits):
        for _piece in part.pieces:
            pass


def zipped(**files: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(f"logs/{name}.log", data)
    return made.getvalue()


def test_it_works() -> None:
    assert whole(LINES) == {"access.log": LINES}


@pytest.mark.parametrize("kind", PACKERS)
def test_what_is_packed_reads_as_what_is_not(kind: str) -> None:
    assert whole(PACKERS[kind](LINES)) == {"access.log": LINES}


@pytest.mark.parametrize("kind", PACKERS)
def test_several_packed_pieces_one_after_another_are_one_log(kind: str) -> None:
    pack = PACKERS[kind]
    assert whole(pack(LINES[:100]) + pack(LINES[100:])) == {"access.log": LINES}


def test_a_zip_holds_several_logs() -> None:
    found = whole(zipped(monday=LINES, tuesday=b"one\n"), "week.zip")
    assert found == {"week.zip/monday.log": LINES, "week.zip/tuesday.log": b"one\n"}


@pytest.mark.parametrize("kind", PACKERS)
def test_what_is_cut_short_gives_what_is_whole_and_says_so(kind: str) -> None:
    data = PACKERS[kind](LINES) + PACKERS[kind](LINES)
    (part,) = parts_of(data[:-20], "access.log")
    found = b"".join(part.pieces)
    assert found.startswith(LINES)
    assert "cut short" in part.trouble
    assert f"{len(found):,}" in part.trouble


def test_what_is_damaged_in_the_middle_gives_what_stands_before() -> None:
    data = gzip.compress(LINES) + b"\x1f\x8b\x08\x00" + b"\xff" * 200
    (part,) = parts_of(data, "access.log.gz")
    assert b"".join(part.pieces) == LINES
    assert "damaged" in part.trouble


@pytest.mark.parametrize("kind", PACKERS)
def test_a_bomb_is_refused_before_it_has_filled_anything(kind: str) -> None:
    bomb = PACKERS[kind](bytes(30 << 20))
    limits = Limits(free_bytes=1 << 20, ratio=100)
    tracemalloc.start()
    try:
        with pytest.raises(BadInputError, match="no log does"):
            walk(bomb, limits)
        assert tracemalloc.get_traced_memory()[1] < 30 << 20
    finally:
        tracemalloc.stop()


def test_a_zip_with_a_bomb_in_it_is_refused() -> None:
    with pytest.raises(BadInputError, match="no log does"):
        walk(zipped(bomb=bytes(8 << 20)), Limits(free_bytes=1 << 20, ratio=100))


def test_what_is_too_much_is_refused_whatever_its_ratio() -> None:
    with pytest.raises(BadInputError, match="more than"):
        walk(gzip.compress(LINES * 20), Limits(most_bytes=1 << 20))


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"PK\x03\x04 no zip at all", "damaged"),
        (b"\x1f\x8b\x08 no gzip at all", "damaged"),
        (b"Rar!\x1a\x07\x00", "not read here"),
        (b"x" * 257 + b"ustar\x0000" + b"y" * 300, "inside it"),
        (gzip.compress(gzip.compress(LINES)), "inside it"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, why: str) -> None:
    with pytest.raises(BadInputError, match=why):
        whole(data)


def test_a_file_is_read_from_its_start_whatever_was_looked_at() -> None:
    assert [b"".join(part.pieces) for part in parts(io.BytesIO(b""), "empty.log")] == [b""]


@given(st.binary(max_size=3000), st.sampled_from(sorted(PACKERS)))
def test_whatever_stands_in_a_packed_log_comes_out_again(data: bytes, kind: str) -> None:
    if not data.startswith((b"PK\x03\x04", b"\x1f\x8b", b"\x28\xb5\x2f\xfd")):
        assert whole(PACKERS[kind](data)) == {"access.log": data}
