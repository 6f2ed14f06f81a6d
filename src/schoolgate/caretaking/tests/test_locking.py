"""What is locked to a passphrase opens with it alone, whole, and from any place."""

import io
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from schoolgate.caretaking.backup import locking
from schoolgate.caretaking.backup.locking import LockedReader, LockingWriter, is_locked
from schoolgate.kernel.errors import BadInputError

PASSPHRASE = "four plain words here"
PIECE = 64 * 1024


def locked(plain: bytes, passphrase: str = PASSPHRASE) -> bytes:
    file = io.BytesIO()
    with LockingWriter(file, passphrase) as writer:
        for start in range(0, len(plain), 50_000):
            writer.write(plain[start : start + 50_000])
    return file.getvalue()


def opened(held: bytes, passphrase: str = PASSPHRASE) -> bytes:
    return io.BufferedReader(LockedReader(io.BytesIO(held), passphrase)).read()


def test_it_works(tmp_path: Path) -> None:
    held = locked(b"words")
    assert opened(held) == b"words"
    assert b"words" not in held
    path = tmp_path / "held"
    path.write_bytes(held)
    assert is_locked(path)
    path.write_bytes(b"PK plain")
    assert not is_locked(path)


@settings(max_examples=5)
@given(st.integers(0, 3 * PIECE))
@example(0)
@example(PIECE - 1)
@example(PIECE)
@example(PIECE + 1)
def test_any_length_comes_back_and_any_place_can_be_gone_to(length: int) -> None:
    plain = bytes(number % 251 for number in range(length))
    reader = LockedReader(io.BytesIO(locked(plain)), PASSPHRASE)
    assert io.BufferedReader(reader).read() == plain
    again = io.BufferedReader(LockedReader(io.BytesIO(locked(plain)), PASSPHRASE))
    again.seek(-min(length, 10), io.SEEK_END)
    assert again.read(10) == plain[-10:]


@settings(max_examples=8)
@given(st.data())
def test_nothing_changed_and_nothing_cut_off_opens(data: st.DataObject) -> None:
    held = bytearray(locked(bytes(2 * PIECE)))
    place = data.draw(st.integers(len(locking.MAGIC), len(held) - 1))
    if data.draw(st.booleans()):
        held[place] ^= 1 + data.draw(st.integers(0, 254))
    else:
        del held[place:]
    with pytest.raises(BadInputError, match=r"cut off|changed"):
        opened(bytes(held))


def test_a_piece_taken_out_of_the_middle_is_missed() -> None:
    held = locked(bytes(3 * PIECE + 5))
    start = len(locking.MAGIC) + 23
    without = held[: start + PIECE + 16] + held[start + 2 * (PIECE + 16) :]
    with pytest.raises(BadInputError, match="changed"):
        opened(without)


def test_another_passphrase_does_not_open_it() -> None:
    with pytest.raises(BadInputError, match="not its passphrase"):
        opened(locked(b"words"), "four other words here")


def test_a_short_passphrase_is_refused() -> None:
    with pytest.raises(BadInputError, match="shorter than 12"):
        locked(b"words", "short")
