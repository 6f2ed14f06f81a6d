"""A closed loop through a proxy: some connections, each of which asks again as soon as it was answered.

One thread and ``epoll``; requests are bytes made beforehand. What is asked for must be answered by the origin, or by
the engine in its place, as ``Asked.listed`` says; anything else counts as wrong, and as failed where nothing came.
"""

import re
import select
import socket
import time
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import cycle
from typing import Final

MARK: Final = b"x-origin:"  # in the head of all that the origin answers
CONNECTIONS: Final = 32
_LENGTH: Final = re.compile(rb"\r\ncontent-length: *(\d+)\r\n").search
_CHUNKED: Final = b"\r\ntransfer-encoding: chunked"
_LAST_CHUNK: Final = b"0\r\n\r\n"
_STALLED: Final = 15.0  # seconds without any answer


class Mode(StrEnum):
    """How the engine is asked."""

    KEPT = "get-kept"
    NEW = "get-new"
    TUNNEL = "connect"


@dataclass(frozen=True, slots=True)
class Asked:
    """A host, and whether the engine must answer in the origin's place."""

    host: str
    listed: bool


@dataclass
class Drive:
    """What came of one drive. ``took`` in seconds, one for each answer; ``wrong`` answers are let through or closed
    against the lists, ``failed`` is what broke off or never came.
    """

    seconds: float = 0.0
    answered: int = 0
    blocked: int = 0
    wrong: int = 0
    failed: int = 0
    wrong_hosts: list[str] = field(default_factory=list)
    took: array[float] = field(default_factory=lambda: array("d"))

    @property
    def rate(self) -> float:
        return self.answered / self.seconds if self.seconds else 0.0

    def percentile(self, share: float) -> float:
        """In milliseconds."""
        ranked = sorted(self.took)
        return ranked[min(len(ranked) - 1, int(len(ranked) * share))] * 1e3 if ranked else 0.0


def drive(
    port: int,
    mode: Mode,
    asked: Sequence[Asked],
    seconds: float,
    connections: int = CONNECTIONS,
    host: str = "127.0.0.1",
) -> Drive:
    """Ask through the proxy at ``port`` for so many seconds, over and over where ``asked`` runs out."""
    return _Loop((host, port), mode, cycle(asked), connections).run(seconds)


class _Connection:
    __slots__ = ("began", "buffer", "now", "socket", "tunnelled")

    def __init__(self) -> None:
        self.socket: socket.socket | None = None
        self.buffer = b""
        self.began = 0.0
        self.now = Asked("", listed=False)
        self.tunnelled = False


class _Loop:
    def __init__(self, proxy: tuple[str, int], mode: Mode, asked: Iterator[Asked], connections: int) -> None:
        self._proxy, self._mode, self._asked = proxy, mode, asked
        self._poll = select.epoll()
        self._open: dict[int, _Connection] = {}
        self._all = [_Connection() for _ in range(connections)]
        self.found = Drive()

    def run(self, seconds: float) -> Drive:
        began = time.perf_counter()
        until, heard = began + seconds, began
        for each in self._all:
            self._ask(each)
        while (now := time.perf_counter()) < until and now - heard < _STALLED:
            for number, _ in self._poll.poll(0.5):
                heard = now
                if (connection := self._open.get(number)) is not None:
                    self._hear(connection)
        self.found.seconds = time.perf_counter() - began
        if now < until:
            self.found.failed += len(self._open)
        for connection in self._all:
            self._close(connection)
        self._poll.close()
        return self.found

    def _ask(self, connection: _Connection) -> None:
        connection.now, connection.buffer, connection.tunnelled = next(self._asked), b"", False
        connection.began = time.perf_counter()
        name = connection.now.host
        if self._mode is Mode.TUNNEL:
            request = f"CONNECT {name}:443 HTTP/1.1\r\nHost: {name}:443\r\n\r\n"
        else:
            kept = "keep-alive" if self._mode is Mode.KEPT else "close"
            request = f"GET http://{name}/page HTTP/1.1\r\nHost: {name}\r\nConnection: {kept}\r\n\r\n"
        try:
            if connection.socket is None:
                self._connect(connection)
            _send(connection.socket, request)
        except OSError:
            self._failed(connection)

    def _connect(self, connection: _Connection) -> None:
        made = connection.socket = socket.create_connection(self._proxy, timeout=5)
        made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        made.setblocking(False)
        self._open[made.fileno()] = connection
        self._poll.register(made, select.EPOLLIN)

    def _hear(self, connection: _Connection) -> None:
        assert connection.socket is not None
        try:
            heard = connection.socket.recv(65_536)
        except BlockingIOError:
            return
        except OSError:
            heard = b""
        connection.buffer += heard
        whole = _whole(
            connection.buffer, ended=not heard, tunnel=self._mode is Mode.TUNNEL and not connection.tunnelled
        )
        if whole is None:
            if not heard:
                self._failed(connection)
            return
        head, closes = whole
        if self._mode is Mode.TUNNEL and not connection.tunnelled and head.startswith(b"http/1.1 200"):
            connection.tunnelled, connection.buffer = True, b""
            name = connection.now.host
            _send(connection.socket, f"GET /page HTTP/1.1\r\nHost: {name}\r\nConnection: close\r\n\r\n")
            return
        self._answered(connection, head)
        if closes or not heard or self._mode is not Mode.KEPT:
            self._close(connection)
        self._ask(connection)

    def _answered(self, connection: _Connection, head: bytes) -> None:
        found = self.found
        blocked = MARK not in head
        found.answered += 1
        found.blocked += blocked
        found.took.append(time.perf_counter() - connection.began)
        if blocked is not connection.now.listed:
            found.wrong += 1
            if len(found.wrong_hosts) < 50:
                found.wrong_hosts.append(connection.now.host)

    def _failed(self, connection: _Connection) -> None:
        self.found.failed += 1
        self._close(connection)
        if self.found.failed > 1000:
            raise RuntimeError("over a thousand requests broke off: nothing is measured this way")
        self._ask(connection)

    def _close(self, connection: _Connection) -> None:
        if connection.socket is not None:
            self._open.pop(connection.socket.fileno(), None)
            connection.socket.close()
            connection.socket = None


def _send(to: socket.socket | None, request: str) -> None:
    """Every answer is acknowledged at once: an engine that writes in two pieces does not wait 40 ms for us."""
    assert to is not None
    to.send(request.encode())
    to.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)  # sending took it back


def _whole(buffer: bytes, *, ended: bool, tunnel: bool) -> tuple[bytes, bool] | None:
    """The head of an answer that is there to its end, in lower case, and whether the connection ends with it."""
    end = buffer.find(b"\r\n\r\n")
    if end < 0:
        return None
    head = buffer[: end + 4].lower()
    body = len(buffer) - end - 4
    closes = ended or b"\r\nconnection: close" in head
    if tunnel and head[9:12] == b"200":
        return b"http/1.1 200" + head[12:], False
    if (length := _LENGTH(head)) is not None:
        return (head, closes) if body >= int(length[1]) else None
    if _CHUNKED in head:
        return (head, closes) if buffer.endswith(_LAST_CHUNK) else None
    return (head, True) if ended else None
