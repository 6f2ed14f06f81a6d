"""A log that grows and rotates is read line by line, each once, however it is rotated and whenever one looks."""

import gzip
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schoolgate.intake.streams.growing import Place, Taken, take
from schoolgate.kernel.errors import BadInputError

LATER = 4e9  # a moment long after any file of the test was touched


class Log:
    """A log on the disk with somebody who follows it, and what that one has read."""

    def __init__(self, folder: Path) -> None:
        self.path, self.place, self.read, self.lost = folder / "access.log", Place(), b"", ""
        self.stamp = 1_000_000_000

    def write(self, data: bytes) -> None:
        with self.path.open("ab") as file:
            file.write(data)
        self.stamp += 10  # files in order, however fast the test is
        os.utime(self.path, (self.stamp, self.stamp))

    def look(self, most: int = 1 << 20) -> Taken:
        """As it is done: the place is kept as plain data between two looks."""
        taken = take(self.path, Place.of_plain(self.place.as_plain()), LATER, most)
        self.place, self.read = taken.place, self.read + taken.data
        self.lost = taken.lost or self.lost
        return taken

    def look_until_done(self) -> bytes:
        while self.look().data:
            pass
        return self.read


@pytest.fixture
def log(tmp_path: Path) -> Log:
    return Log(tmp_path)


def first_free(log: Log) -> Path:
    """``access.log.1``, when those there were have moved on by one."""
    numbers = sorted((int(each.suffix[1:]) for each in log.path.parent.glob("access.log.[0-9]*")), reverse=True)
    for number in numbers:
        log.path.with_name(f"access.log.{number}").rename(log.path.with_name(f"access.log.{number + 1}"))
    return log.path.with_name("access.log.1")


def renamed(log: Log) -> None:
    """As logrotate does it: ``.1`` becomes ``.2``, the log becomes ``.1``."""
    log.path.rename(first_free(log))


def copied(log: Log) -> None:
    """logrotate's copytruncate."""
    shutil.copy2(log.path, first_free(log))
    log.path.write_bytes(b"")


def packed(log: Log) -> None:
    """Renamed and packed at once."""
    away = log.path.with_name(f"access.log-{log.stamp}.gz")
    away.write_bytes(gzip.compress(log.path.read_bytes()))
    os.utime(away, (log.stamp, log.stamp))
    log.path.unlink()


def test_it_works(log: Log) -> None:
    log.write(b"one\ntwo\nthr")
    assert log.look().data == b"one\ntwo\n"
    log.write(b"ee\n")
    assert log.look().data == b"three\n"
    assert log.look().data == b""


def test_a_file_that_is_not_there_yet_has_nothing(log: Log) -> None:
    assert log.look().data == b""


@pytest.mark.parametrize("rotate", [renamed, copied, packed])
def test_what_was_written_before_it_rotated_is_read_first(log: Log, rotate: Callable[[Log], None]) -> None:
    log.write(b"one\ntwo\n")
    log.look()
    log.write(b"three\nfour\n")
    rotate(log)
    log.write(b"five\n")
    assert log.look_until_done() == b"one\ntwo\nthree\nfour\nfive\n"
    assert not log.lost


def test_it_rotated_twice_while_nobody_looked(log: Log) -> None:
    log.write(b"one\n")
    log.look()
    for number in range(3):
        log.write(b"more %d\n" % number)
        renamed(log) if number < 2 else None
    assert log.look_until_done() == b"one\nmore 0\nmore 1\nmore 2\n"


def test_a_last_line_without_end_is_whole_once_its_file_is_put_away(log: Log) -> None:
    log.write(b"one\ntwo")
    log.look()
    renamed(log)
    log.write(b"three\n")
    assert log.look_until_done() == b"one\ntwo\nthree\n"


def test_a_file_put_away_is_read_until_its_writer_has_surely_left_it(log: Log) -> None:
    log.write(b"one\n")
    log.look()
    renamed(log)
    log.write(b"three\n")
    just_now = log.path.with_name("access.log.1").stat().st_mtime + 1
    assert take(log.path, log.place, just_now).data == b""
    with log.path.with_name("access.log.1").open("ab") as late:
        late.write(b"two\n")
    os.utime(late.name, (log.stamp - 1, log.stamp - 1))
    assert log.look_until_done() == b"one\ntwo\nthree\n"


def test_another_file_with_the_same_number_is_another_file(log: Log) -> None:
    log.write(b"one\ntwo\n")
    log.look()
    log.path.write_bytes(b"")
    log.write(b"uno\ndue\ntre\n")
    taken = log.look()
    assert taken.data == b"uno\ndue\ntre\n"
    assert "taken away" in taken.lost


def test_a_log_that_names_its_columns_says_them_again_when_it_is_read_on(log: Log) -> None:
    log.write(b"time,host\none\n")
    assert log.look().begins == b""
    log.write(b"two\n")
    assert log.look().begins == b"time,host\n"


def test_much_is_taken_in_pieces_of_whole_lines(log: Log) -> None:
    log.write(b"".join(b"line %04d\n" % number for number in range(1000)))
    while (taken := log.look(most=256)).data:
        assert taken.data.endswith(b"\n")
        assert len(taken.data) <= 256
    assert log.read == log.path.read_bytes()


def test_a_line_longer_than_a_piece_is_taken_whole(log: Log) -> None:
    log.write(b"x" * 5000 + b"\ny\n")
    assert log.look(most=256).data.startswith(b"x" * 5000 + b"\n")


def test_what_cannot_be_read_says_why(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="cannot be read"):
        take(tmp_path, Place(), LATER)


STEPS = st.lists(
    st.one_of(st.just("look"), st.just("rename"), st.just("copy"), st.just("pack"), st.integers(1, 60)), max_size=20
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(STEPS)
def test_whatever_happens_in_whatever_order_each_line_is_read_once(
    tmp_path_factory: pytest.TempPathFactory, steps: list[str | int]
) -> None:
    log, written = Log(tmp_path_factory.mktemp("log")), b""
    rotations = {"rename": renamed, "copy": copied, "pack": packed}
    looked = False
    for number, step in enumerate(steps):
        if isinstance(step, int):
            data = b"".join(b"line %d of %d\n" % (each, number) for each in range(step))
            log.write(data)
            written += data
        elif step == "look":
            log.look_until_done()
            looked = bool(log.place.mark)
        elif looked and log.path.exists() and log.path.stat().st_size:
            rotations[step](log)
            looked = False  # one that is emptied before anybody looked at all is another story
    log.write(b"end\n")
    assert log.look_until_done() == written + b"end\n"
