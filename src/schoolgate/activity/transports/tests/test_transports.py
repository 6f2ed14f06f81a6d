"""Every way in which logs come: each line once, whenever the process is killed between a load and what follows it."""

import gzip
import io
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from schoolgate.activity.transports.contract import At, Piece
from schoolgate.activity.transports.registry import TRANSPORTS
from schoolgate.intake.streams.tests import an_sshd
from schoolgate.intake.streams.waiting import put
from schoolgate.kernel.errors import BadInputError, SchoolgateError


class Killed(BaseException):
    """The process is no more."""


class Log:
    """A source that is followed through one transport: what was taken in, and the position that was kept with it."""

    def __init__(self, key: str, data: Path, **way: Any) -> None:
        self.transport, self.data, self.way = TRANSPORTS.get(key), data, way
        self.position: dict[str, Any] = {}
        self.rows: list[bytes] = []
        self.pieces: list[Piece] = []
        self.moment = time.time() + 3600

    @property
    def at(self) -> At:
        return At("sch_1", "asrc_1", self.way, self.position, self.data, bytes, bytes, self.moment, 1 << 12)

    def look(self, kill: Callable[[Piece], bool] = lambda _piece: False) -> list[bytes]:
        """Take in what is new; ``kill`` says after which piece's load the process is killed."""
        for piece in self.transport.take(self.at):
            data = b"".join(piece.pieces)
            whole = data if piece.ended else data[: data.rfind(b"\n") + 1]
            self.position = piece.reached(len(whole), b"columns")  # both in one transaction
            self.rows += whole.splitlines()
            self.pieces.append(piece)
            if kill(piece):
                raise Killed
            piece.in_()
        return self.rows


def lines(first: int, last: int) -> bytes:
    return b"".join(b"line %05d of the log\n" % number for number in range(first, last))


def killed_after_each(log: Log) -> None:
    with pytest.raises(Killed):
        log.look(lambda _piece: True)


@pytest.fixture
def tail(tmp_path: Path) -> Log:
    return Log("tail", tmp_path, path=str(tmp_path / "access.log"))


def test_it_works(tail: Log) -> None:
    Path(tail.way["path"]).write_bytes(lines(0, 3) + b"cut")
    assert tail.look() == lines(0, 3).splitlines()


def test_a_log_that_grows_is_taken_once_whenever_one_is_killed(tail: Log) -> None:
    path = Path(tail.way["path"])
    path.write_bytes(lines(0, 1000))
    for _ in range(3):
        killed_after_each(tail)
    path.rename(path.with_name("access.log.1"))
    path.write_bytes(lines(1000, 1200))
    assert tail.look() == lines(0, 1200).splitlines()


def test_what_a_feed_told_of_the_columns_comes_back_until_another_file_begins(tail: Log) -> None:
    path = Path(tail.way["path"])
    path.write_bytes(lines(0, 3))
    killed_after_each(tail)
    with path.open("ab") as file:
        file.write(lines(3, 5))
    tail.look()
    path.rename(path.with_name("access.log.1"))
    path.write_bytes(lines(5, 6))
    tail.look()
    assert [piece.begins for piece in tail.pieces] == [b"", b"columns", b""]


def test_a_place_from_before_headers_were_kept_goes_on_with_the_first_line(tail: Log) -> None:
    Path(tail.way["path"]).write_bytes(lines(0, 3))
    tail.look()
    del tail.position["header"]
    with Path(tail.way["path"]).open("ab") as file:
        file.write(lines(3, 4))
    tail.look()
    assert tail.pieces[-1].begins == lines(0, 1)


def test_a_feed_that_uses_less_than_it_was_given_gets_the_rest_again(tail: Log) -> None:
    Path(tail.way["path"]).write_bytes(b"one\ntwo\n")
    (piece,) = [next(tail.transport.take(tail.at))]
    tail.position = piece.reached(len(b"one\n"), b"")
    assert tail.look() == [b"two"]


def test_what_waits_for_a_source_that_is_pushed_is_taken_once(tmp_path: Path) -> None:
    log = Log("machine", tmp_path)
    put(log.at.inbox, [b"one", b"two"], bytes)
    killed_after_each(log)
    put(log.at.inbox, [b"three"], bytes)
    assert log.look() == [b"one", b"two", b"three"]
    assert [piece.line for piece in log.pieces] == [1, 3]
    assert [piece.begins for piece in log.pieces] == [b"", b"columns"]
    assert not list(log.at.inbox.iterdir())


def test_our_own_filters_files_are_read_while_they_grow_and_when_they_are_finished(tmp_path: Path) -> None:
    folder = tmp_path / "filter" / "landing"
    log = Log("landing", tmp_path, folder="filter/landing")
    assert log.look() == []
    folder.mkdir(parents=True)
    part = folder / "20261123T090000Z-4711-0.tsv.part"
    part.write_bytes(b"#head\n" + lines(0, 500) + b"cut")
    (folder / "20261123T090000Z-4712-0.tsv.part").write_bytes(b"#head\n" + lines(500, 510))
    killed_after_each(log)
    log.look()
    with part.open("ab") as file:
        file.write(b" here\n")
    part.rename(part.with_suffix(""))
    assert sorted(log.look()) == sorted([b"#head", b"#head", b"cut here", *lines(0, 510).splitlines()])
    assert log.pieces[-1].begins == b"#head\n"
    assert log.pieces[-1].line == 502
    part.with_suffix("").unlink()
    log.look()
    (folder / "20261123T100000Z-4711-0.tsv.part").write_bytes(b"#head\n")
    log.look()
    assert "20261123T090000Z-4711-0.tsv" not in log.position["files"]


def zipped(**files: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(f"{name}.log", data)
    return made.getvalue()


def folder_log(tmp_path: Path) -> Log:
    folder = tmp_path / "drop"
    folder.mkdir()
    return Log("folder", tmp_path, path=str(folder))


def test_files_in_a_folder_are_read_whole_and_put_aside(tmp_path: Path) -> None:
    log = folder_log(tmp_path)
    folder = Path(log.way["path"])
    (folder / "a.log.gz").write_bytes(gzip.compress(lines(0, 10)))
    (folder / "b.zip").write_bytes(zipped(one=lines(10, 20), two=b"last without end"))
    (folder / "c.log.part").write_bytes(b"not finished")
    assert log.look() == [*lines(0, 20).splitlines(), b"last without end"]
    assert sorted(each.name for each in folder.iterdir()) == ["c.log.part", "done"]


def test_a_file_that_was_taken_in_before_a_crash_is_only_put_aside(tmp_path: Path) -> None:
    log = folder_log(tmp_path)
    (Path(log.way["path"]) / "a.log").write_bytes(lines(0, 10))
    killed_after_each(log)
    assert log.look() == lines(0, 10).splitlines()
    assert (Path(log.way["path"]) / "done" / "a.log").exists()


def test_raw_logs_do_not_lie_about_for_ever(tmp_path: Path) -> None:
    log = folder_log(tmp_path)
    (Path(log.way["path"]) / "a.log").write_bytes(lines(0, 10))
    log.look()
    log.moment += 8 * 86_400
    log.look()
    assert not list((Path(log.way["path"]) / "done").iterdir())


def test_a_file_that_cannot_be_unpacked_is_put_aside_and_says_why(tmp_path: Path) -> None:
    log = folder_log(tmp_path)
    (Path(log.way["path"]) / "a.zip").write_bytes(b"PK\x03\x04 no zip")
    with pytest.raises(BadInputError, match="damaged"):
        log.look()
    assert "damaged" in (Path(log.way["path"]) / "refused" / "a.zip.note.txt").read_text()


@pytest.mark.real
def test_files_of_another_computer_are_fetched_once_and_read_on(tmp_path: Path) -> None:
    with an_sshd.running(tmp_path) as server:
        where = server.where
        way = {name: getattr(where, name) for name in where.__slots__}
        log = Log("sftp", tmp_path, **way)
        log.moment -= 3600  # now: what was written just now may go on
        growing = server.folder / "access.log"
        growing.write_bytes(lines(0, 400) + b"cut")
        (server.folder / "old.log.gz").write_bytes(gzip.compress(lines(400, 410)))
        killed_after_each(log)
        log.look()
        log.look()
        with growing.open("ab") as file:
            file.write(b" here\n" + lines(410, 420))
        log.look()
        expected = sorted([*lines(0, 420).splitlines(), b"cut here"])
        assert sorted(log.look()) == expected
        assert sorted(log.look()) == expected


@pytest.mark.parametrize(
    ("key", "given", "why"),
    [
        ("tail", {"path": "access.log"}, "no whole path"),
        ("tail", {"path": "/nowhere/access.log"}, "no such folder"),
        ("tail", {}, "empty"),
        ("folder", {"path": "/nowhere"}, "no such folder"),
        ("syslog", {"senders": "", "port": "5514"}, "nobody is named|empty"),
        ("syslog", {"senders": "10.0.0.1", "port": "0"}, "no number"),
        ("syslog", {"senders": "10.0.0.1", "listen": "here"}, "no address"),
        ("sftp", {"host": "a.example", "user": "u", "host_key": "nonsense"}, "no public key"),
    ],
)
def test_what_is_said_wrongly_is_told_with_its_name(key: str, given: dict[str, str], why: str) -> None:
    with pytest.raises(SchoolgateError, match=why):
        TRANSPORTS.get(key).check(given)


def test_what_is_said_rightly_is_kept_in_one_spelling() -> None:
    way = TRANSPORTS.get("syslog").check({"senders": "10.20.0.7/24, 10.30.0.1"})
    assert way == {"listen": "0.0.0.0", "port": 5514, "senders": "10.20.0.0/24 10.30.0.1/32"}


def test_every_transport_says_what_it_is() -> None:
    for each in TRANSPORTS:
        assert each.words
        assert each.hint
        assert len({one.name for one in each.asked}) == len(each.asked)
