"""OpenSSH's own server: what is there is listed, read, and read on where a connection broke."""

import asyncio
import gzip
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from schoolgate.intake.streams.opening import parts
from schoolgate.intake.streams.remote import Reached, RemoteError, connected, fingerprint, key_of, mark, new_key, pieces
from schoolgate.intake.streams.tests import an_sshd
from schoolgate.intake.streams.tests.an_sshd import Running
from schoolgate.kernel.errors import BadInputError

pytestmark = pytest.mark.real
LINES = b"".join(b"line %06d of a log\n" % number for number in range(20_000))


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Running]:
    with an_sshd.running(tmp_path) as running:
        yield running


def test_it_works(server: Running) -> None:
    (server.folder / "access.log").write_bytes(LINES)
    with connected(server.where) as remote:
        (found,) = remote.listed()
        assert (found.name, found.size) == ("access.log", len(LINES))
        with remote.opened("access.log") as file:
            assert b"".join(pieces(file, 0, 1 << 30)) == LINES


def test_it_works_for_a_caller_inside_a_running_loop(server: Running) -> None:
    """As where pages are served by an asynchronous server, or a browser's driver runs in the same process."""

    async def inside() -> list[str]:
        assert key_of("127.0.0.1", server.where.port) == server.where.host_key
        with connected(server.where) as remote:
            return [each.name for each in remote.listed()]

    (server.folder / "access.log").write_bytes(LINES)
    with ThreadPoolExecutor(1) as thread:  # this one may have a loop already, of a browser's driver
        assert thread.submit(asyncio.run, inside()).result() == ["access.log"]


def test_only_plain_files_whose_names_fit_are_listed_oldest_first(server: Running) -> None:
    for at, name in enumerate(["b.log", "a.log", "notes.txt", ".hidden.log"]):
        (server.folder / name).write_bytes(b"x")
        os.utime(server.folder / name, (1_700_000_000 + at, 1_700_000_000 + at))
    (server.folder / "folder.log").mkdir()
    (server.folder / "link.log").symlink_to("/etc/hostname")
    with connected(server.where) as remote:
        assert [each.name for each in remote.listed()] == ["b.log", "a.log"]


def test_a_file_that_grew_is_read_on_and_another_in_its_place_is_known(server: Running) -> None:
    path = server.folder / "access.log"
    path.write_bytes(LINES[:5000])
    with connected(server.where) as remote, remote.opened("access.log") as file:
        reached = Reached(5000, 0, 5000, mark(file, 5000))
    path.write_bytes(LINES)
    again = Reached.of_plain(reached.as_plain())
    with connected(server.where) as remote, remote.opened("access.log") as file:
        assert mark(file, again.offset) == again.mark
        assert b"".join(pieces(file, again.offset, 1000)) == LINES[5000:6000]
    path.write_bytes(LINES[::-1])
    with connected(server.where) as remote, remote.opened("access.log") as file:
        assert mark(file, again.offset) != again.mark
        assert mark(file, len(LINES) + 1) == ""


def test_a_packed_file_is_unpacked_as_it_comes(server: Running) -> None:
    (server.folder / "access.log.gz").write_bytes(gzip.compress(LINES))
    with connected(server.where) as remote, remote.opened("access.log.gz") as file:
        (part,) = parts(file, "access.log.gz")
        assert b"".join(part.pieces) == LINES


def test_a_connection_that_breaks_in_the_middle_says_so(server: Running) -> None:
    (server.folder / "access.log").write_bytes(LINES * 50)
    with connected(server.where) as remote, remote.opened("access.log") as file:
        file.read(10)
        server.cut_off()
        with pytest.raises(RemoteError, match="does not give it"):
            b"".join(pieces(file, 0, 1 << 30))


def test_a_computer_that_shows_another_key_is_not_trusted(server: Running) -> None:
    stranger = replace(server.where, host_key=new_key("stranger")[1])
    with pytest.raises(RemoteError, match="another key"), connected(stranger):
        pass


def test_a_key_that_is_not_allowed_does_not_get_in(server: Running) -> None:
    with (
        pytest.raises(RemoteError, match="does not let us in"),
        connected(replace(server.where, private_key=new_key("wrong")[0])),
    ):
        pass


def test_a_folder_or_file_that_is_not_there_says_so(server: Running) -> None:
    with (
        connected(replace(server.where, folder="/nowhere")) as remote,
        pytest.raises(RemoteError, match="No such file"),
    ):
        remote.listed()
    with connected(server.where) as remote, pytest.raises(RemoteError, match="No such file"), remote.opened("none.log"):
        pass


def test_a_person_compares_the_key_by_its_fingerprint(server: Running) -> None:
    shown = fingerprint(key_of("127.0.0.1", server.where.port))
    assert shown.startswith("SHA256:")
    assert shown == fingerprint(server.where.host_key)
    with pytest.raises(BadInputError, match="no public key"):
        fingerprint("nonsense")


def test_a_computer_that_is_off_says_so() -> None:
    with pytest.raises(RemoteError, match="cannot be reached"):
        key_of("127.0.0.1", 1)
