"""What passes through: bodies both ways, however slowly, and never more of them in memory than a piece."""

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from schoolgate.filtering.ways_in.proxy.limits import Limits
from schoolgate.filtering.ways_in.proxy.settings import Settings
from schoolgate.filtering.ways_in.proxy.tests.a_proxy import HERE, Loop, Running, Site, running

CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x\r\nabc\r\n2\r\nde\r\n0\r\nX-Sum: 5\r\n\r\n"
BIG = 64 * 1024 * 1024


@pytest.fixture
def loop() -> Iterator[Loop]:
    loop = Loop()
    yield loop
    loop.close()


def asked(host: str, port: int, *fields: str, method: str = "GET", version: str = "1.1") -> bytes:
    lines = "".join(f"{each}\r\n" for each in (f"Host: {host}:{port}", *fields))
    return f"{method} http://{host}:{port}/ HTTP/{version}\r\n{lines}\r\n".encode()


def test_chunks_come_through_with_their_trailers(tmp_path: Path, loop: Loop) -> None:
    site = Site(CHUNKED, loop=loop)
    with running(tmp_path, ports=(site.port,)) as proxy, proxy.call() as caller:
        head = caller.say(asked("heron.example", site.port, "TE: trailers")).until(b"\r\n\r\n")
        assert b"Transfer-Encoding: chunked\r\n" in head
        assert caller.until(b"0\r\nX-Sum: 5\r\n\r\n") == b"3\r\nabc\r\n2\r\nde\r\n0\r\nX-Sum: 5\r\n\r\n"
        assert b"TE: trailers\r\n" in site.heard[0]
        head = caller.say(asked("heron.example", site.port, version="1.0")).until(b"\r\n\r\n")
        assert b"chunked" not in head
        assert caller.rest() == b"abcde"


def test_answers_without_bodies_are_followed_by_the_next(tmp_path: Path, loop: Loop) -> None:
    says = [
        b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n",
        b"HTTP/1.1 304 Not Modified\r\n\r\n",
        b"HTTP/1.1 204 No Content\r\n\r\n",
        b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok",
    ]
    site = Site(*says, loop=loop)
    with running(tmp_path, ports=(site.port,)) as proxy, proxy.call() as caller:
        head = caller.say(asked("heron.example", site.port, method="HEAD")).until(b"\r\n\r\n")
        assert b"Content-Length: 99\r\n" in head
        for status in (304, 204):
            assert caller.say(asked("heron.example", site.port)).answer()[0] == status
        assert caller.say(asked("heron.example", site.port)).answer()[0] == 103
        assert caller.answer()[::2] == (200, b"ok")
    assert site.connections == 1


@pytest.mark.parametrize(
    "says",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nX: a\nSet-Cookie: b\r\n\r\n",
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: upgrade\r\n\r\n",
        b"nonsense\r\n\r\n",
        b"HTTP/1.1 200 OK close",
    ],
)
def test_an_answer_that_cannot_be_passed_on_is_said_to_be_so(tmp_path: Path, loop: Loop, says: bytes) -> None:
    site = Site(says, loop=loop)
    with running(tmp_path, ports=(site.port,)) as proxy, proxy.call() as caller:
        assert caller.say(asked("heron.example", site.port)).answer()[0] == 502


def test_an_answer_that_is_cut_short_is_not_made_to_look_whole(tmp_path: Path, loop: Loop) -> None:
    site = Site(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nX: close\r\n\r\n3\r\nabc\r\n", loop=loop)
    with running(tmp_path, ports=(site.port,)) as proxy, proxy.call() as caller:
        caller.say(asked("heron.example", site.port)).until(b"\r\n\r\n")
        assert not caller.rest().endswith(b"0\r\n\r\n")


def test_what_a_site_says_unasked_is_nobodys_answer(tmp_path: Path, loop: Loop) -> None:
    two = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil"
    site = Site(two, loop=loop)
    with running(tmp_path, ports=(site.port,)) as proxy, proxy.call() as caller:
        for _ in range(3):
            assert caller.say(asked("heron.example", site.port)).answer()[::2] == (200, b"ok")
    assert site.connections == 3


def test_a_kept_connection_that_ended_unheard_is_made_anew(tmp_path: Path, loop: Loop) -> None:
    site = Site(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX: close\r\n\r\nok", loop=loop)
    with running(tmp_path, ports=(site.port,)) as proxy, proxy.call() as caller:
        for _ in range(20):
            assert caller.say(asked("heron.example", site.port)).answer()[::2] == (200, b"ok")


def test_who_signs_in_by_the_connection_shares_it_with_nobody(tmp_path: Path, loop: Loop) -> None:
    site = Site(loop=loop)
    with running(tmp_path, ports=(site.port,)) as proxy:
        with proxy.call() as one, proxy.call() as other:
            one.say(asked("heron.example", site.port, "Authorization: NTLM TlRMTVNTUAAB")).answer()
            other.say(asked("heron.example", site.port)).answer()
            one.say(asked("heron.example", site.port)).answer()
        assert site.connections == 2
        with proxy.call() as third:
            third.say(asked("heron.example", site.port)).answer()
        assert site.connections == 2  # the second one's is free again, the first one's is gone


class Store:
    """A site that takes what it is sent, saying 100 first where that is expected, or sends as much as it can."""

    def __init__(self, answer: bytes = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", send: int = 0) -> None:
        self.socket = socket.create_server((HERE, 0))
        self.port = self.socket.getsockname()[1]
        self.taken = b""
        self.sent = 0
        self._answer, self._send = answer, send
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        talk, _ = self.socket.accept()
        with talk:
            while b"\r\n\r\n" not in self.taken:
                self.taken += talk.recv(65_536)
            if b"Expect: 100-continue" in self.taken:
                talk.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
            while not self._send and not self.body.endswith((b"end", b"0\r\n\r\n")):
                self.taken += talk.recv(65_536)
            talk.sendall(self._answer)
            piece = b"x" * 65_536
            while self.sent < self._send:
                self.sent += talk.send(piece)
        self.socket.close()

    @property
    def body(self) -> bytes:
        """What came behind the head, which may itself end as a body does: the proxy's mark in it is made by chance."""
        return self.taken.partition(b"\r\n\r\n")[2]

    def close(self) -> None:
        self._thread.join(10)


def test_a_body_is_sent_once_the_site_wants_it(tmp_path: Path) -> None:
    store = Store()
    with running(tmp_path, ports=(store.port,)) as proxy, proxy.call() as caller:
        caller.say(asked("heron.example", store.port, "Content-Length: 8", "Expect: 100-continue", method="POST"))
        assert caller.until(b"\r\n\r\n").startswith(b"HTTP/1.1 100 Continue\r\n")
        caller.say(b"hello").say(b"end")
        assert caller.answer()[::2] == (200, b"ok")
    store.close()
    assert store.body == b"helloend"


def test_a_body_in_chunks_goes_on_in_chunks(tmp_path: Path) -> None:
    store = Store()
    with running(tmp_path, ports=(store.port,)) as proxy, proxy.call() as caller:
        caller.say(asked("heron.example", store.port, "Transfer-Encoding: chunked", method="PUT"))
        for piece in (b"5;x=y\r", b"\nhel", b"lo\r\n", b"0\r\n\r", b"\n"):
            caller.say(piece)
        assert caller.answer()[::2] == (200, b"ok")
    store.close()
    assert store.body.endswith(b"0\r\n\r\n")
    assert b"x=y" not in store.body


def test_a_slow_reader_of_something_large_costs_no_memory(tmp_path: Path) -> None:
    store = Store(f"HTTP/1.1 200 OK\r\nContent-Length: {BIG}\r\n\r\n".encode(), BIG)
    me = psutil.Process()
    with running(tmp_path, ports=(store.port,)) as proxy, proxy.call() as caller:
        caller.say(asked("heron.example", store.port)).until(b"\r\n\r\n")
        before, sent = me.memory_info().rss, -1
        for _ in range(50):
            caller.heard(4096)
            if store.sent == sent:
                break
            sent = store.sent
            threading.Event().wait(0.05)
        assert store.sent < BIG / 2  # the site is held back
        assert me.memory_info().rss - before < BIG / 8
        got = 50 * 4096
        while piece := caller.socket.recv(1 << 20):
            got += len(piece)
            if got >= BIG:
                break
    store.close()
    assert store.sent == BIG


def limited(**limits: float) -> Settings:
    return Settings(allowed=("127.0.0.0/8",), limits=Limits(**limits))  # type: ignore[arg-type]  # some are whole numbers


def test_too_much_is_refused(tmp_path: Path, loop: Loop) -> None:
    site = Site(loop=loop)
    settings = limited(body_bytes=10, head_bytes=300, head_fields=5)
    with running(tmp_path, settings, ports=(site.port,)) as proxy:
        assert _status(proxy, asked("heron.example", site.port, "Content-Length: 11", method="POST")) == 413
        chunks = (
            asked("heron.example", site.port, "Transfer-Encoding: chunked", method="POST") + b"b\r\nhello world\r\n"
        )
        assert _status(proxy, chunks) == 413
        assert _status(proxy, asked("heron.example", site.port, "X: " + "y" * 300)) == 431
        assert _status(proxy, b"GET http://heron.example/" + b"y" * 400) == 431
        assert _status(proxy, asked("heron.example", site.port, *("X: 1",) * 6)) == 431


def test_whoever_is_slow_is_told_so_and_ended(tmp_path: Path, loop: Loop) -> None:
    site = Site(loop=loop, hold=30)
    settings = limited(head_seconds=0.6, idle_seconds=0.6, silence_seconds=0.6)
    with running(tmp_path, settings, ports=(site.port,)) as proxy:
        assert _status(proxy, b"GET http://heron.example/ HTTP/1.1\r\nHost: her") == 408
        assert _status(proxy, asked("heron.example", site.port, "Content-Length: 9", method="POST") + b"abc") == 408
        assert _status(proxy, asked("heron.example", site.port)) == 504
        with proxy.call() as caller:
            assert caller.is_ended()  # it asked nothing


def test_one_client_too_many_is_told_to_come_again(tmp_path: Path, loop: Loop) -> None:
    site = Site(loop=loop)
    with (
        running(tmp_path, limited(connections=2), ports=(site.port,)) as proxy,
        proxy.call() as one,
        proxy.call() as two,
    ):
        assert one.say(asked("heron.example", site.port)).answer()[0] == 200
        assert two.say(asked("heron.example", site.port)).answer()[0] == 200
        with proxy.call() as three:
            assert three.answer()[0] == 503


def _status(proxy: Running, data: bytes) -> int:
    with proxy.call() as caller:
        return caller.say(data).answer()[0]
