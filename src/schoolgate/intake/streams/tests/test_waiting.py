"""What was pushed waits on the disk, locked, until it is loaded: in order, once, and whole."""

from pathlib import Path

import pytest

from schoolgate.intake.streams.waiting import Inbox, put, size_of, waiting


def locked(data: bytes) -> bytes:
    return b"locked:" + data[::-1]


def unlocked(data: bytes) -> bytes:
    return data.removeprefix(b"locked:")[::-1]


def test_it_works(tmp_path: Path) -> None:
    inbox = Inbox(tmp_path, locked)
    inbox.add(b"one")
    inbox.add(b"two")
    inbox.flush()
    inbox.add(b"three")
    inbox.flush()
    found = waiting(tmp_path, (), unlocked)
    assert found.data == b"one\ntwo\nthree\n"
    assert len(found.names) == 2


def test_nothing_lies_on_the_disk_in_clear(tmp_path: Path) -> None:
    put(tmp_path, [b"a search for nests"], locked)
    (file,) = tmp_path.iterdir()
    assert b"nests" not in file.read_bytes()
    assert file.stat().st_mode & 0o077 == 0


def test_what_was_loaded_before_a_crash_is_not_loaded_again(tmp_path: Path) -> None:
    put(tmp_path, [b"one"], locked)
    taken = waiting(tmp_path, (), unlocked).names  # kept with the load; then the process was killed
    put(tmp_path, [b"two"], locked)
    assert waiting(tmp_path, taken, unlocked).data == b"two\n"
    assert len(list(tmp_path.iterdir())) == 1


def test_much_is_taken_file_by_file(tmp_path: Path) -> None:
    for number in range(4):
        put(tmp_path, [b"x" * 100, b"%d" % number], locked)
    found = waiting(tmp_path, (), unlocked, most=150)
    assert found.data.count(b"\n") == 4
    assert found.more
    assert not waiting(tmp_path, found.names, unlocked, most=1000).more


def test_a_file_that_was_never_finished_is_none(tmp_path: Path) -> None:
    put(tmp_path, [b"one"], locked)
    (file,) = tmp_path.iterdir()
    file.rename(tmp_path / f".{file.name}")
    assert waiting(tmp_path, (), unlocked).data == b""
    assert size_of(tmp_path) == 0


def test_a_file_that_is_taken_away_while_it_is_counted_counts_nothing(tmp_path: Path) -> None:
    put(tmp_path, [b"one"], locked)
    (file,) = tmp_path.iterdir()
    before = size_of(tmp_path)
    (tmp_path / file.name.replace("-000", "-999", 1)).symlink_to(tmp_path / "gone")
    assert size_of(tmp_path) == before > 0


def test_only_files_that_wait_are_ever_taken_away(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_bytes(b"mine")
    (tmp_path / "in").mkdir()
    waiting(tmp_path / "in", ["../other", "other"], unlocked)
    assert other.exists()


def test_while_the_disk_refuses_it_is_kept_in_memory_as_far_as_there_is_room(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.write_bytes(b"no folder")
    inbox = Inbox(folder, locked, most=10)
    assert inbox.add(b"one")
    inbox.flush()
    assert inbox.refusal
    assert inbox.add(b"seven")
    assert not inbox.add(b"too much")
    folder.unlink()
    inbox.flush()
    assert (waiting(folder, (), unlocked).data, inbox.refusal) == (b"one\nseven\n", "")


@pytest.mark.parametrize("folder", ["none", "none/deeper"])
def test_where_nothing_was_ever_sent_nothing_waits(tmp_path: Path, folder: str) -> None:
    assert waiting(tmp_path / folder, (), unlocked).names == ()
