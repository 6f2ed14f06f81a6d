"""A proxy on a port of its own, with real lists and rules, and sites on this machine for it to go to."""

import asyncio
import contextlib
import socket
import threading
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, Self

from schoolgate.filtering.folder import FilterFolder
from schoolgate.filtering.landing.reading import landed
from schoolgate.filtering.ways_in.desk import Desk
from schoolgate.filtering.ways_in.desk.tests import a_desk
from schoolgate.filtering.ways_in.proxy.listening import Listener
from schoolgate.filtering.ways_in.proxy.names import Ask
from schoolgate.filtering.ways_in.proxy.serving import LOOPS, Proxy
from schoolgate.filtering.ways_in.proxy.settings import Settings
from schoolgate.gates.web.rules import Rules

HERE: Final = "127.0.0.1"
PATIENCE: Final = 10.0


class Loop:
    """An event loop on a thread of its own, as the proxy's process has one."""

    def __init__(self, factory: Callable[[], asyncio.AbstractEventLoop] = LOOPS.new_event_loop) -> None:
        self.loop = factory()
        self.servers: list[asyncio.Server] = []
        self._thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self._thread.start()

    def run[T](self, work: Coroutine[Any, Any, T]) -> T:
        future: Future[T] = asyncio.run_coroutine_threadsafe(work, self.loop)
        return future.result(PATIENCE)

    def close(self) -> None:
        with contextlib.suppress(TimeoutError):
            self.run(_end_all(self.servers))
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join(PATIENCE)
        self.loop.close()


async def _end_all(servers: list[asyncio.Server]) -> None:
    for server in servers:
        server.close()
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for each in others:
        each.cancel()
    await asyncio.gather(*others, return_exceptions=True)
    await asyncio.sleep(0.01)


async def here(host: str) -> list[str]:
    """Every name leads to this machine, but for those of nobody."""
    if host.startswith("nobody"):
        raise OSError(host)
    return [HERE]


class Running:
    """A proxy that serves. ``port`` is where its first listener listens."""

    def __init__(self, files: FilterFolder, settings: Settings, ask: Ask, loop: Loop) -> None:
        self.loop, self.files = loop, files
        self.desk = Desk(files)
        self.proxy = Proxy(files, settings, self.desk, ask=ask)
        self.listeners = loop.run(self.proxy.start())
        self.port = self.listeners[0].port

    def stop(self, seconds: float = 0) -> None:
        self.loop.run(self.proxy.stop(seconds))
        self.desk.close()

    def call(self, port: int | None = None) -> "Caller":
        return Caller(port or self.port)

    def landed(self) -> list[tuple[str, str, str]]:
        """What was decided: how it was asked, for what host, and the verdict."""
        self.desk.flush()
        return [(each.asked, each.host, each.verdict) for each in landed(self.files.landing)]


class Caller:
    """A client's connection, byte by byte."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection((HERE, port), PATIENCE)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.socket.close()

    def say(self, data: bytes) -> Self:
        self.socket.sendall(data)
        return self

    def until(self, mark: bytes) -> bytes:
        """What is heard up to ``mark`` and with it."""
        heard = b""
        while not heard.endswith(mark):
            if not (piece := self.socket.recv(1)):
                raise AssertionError(f"it ended with {heard!r}")
            heard += piece
        return heard

    def answer(self) -> tuple[int, dict[str, str], bytes]:
        """One answer with a length: its status, fields in lower case, and body."""
        first, *lines = self.until(b"\r\n\r\n").decode("latin-1").split("\r\n")
        fields = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines if line)}
        length = int(fields.get("content-length", 0))
        return int(first.split()[1]), fields, self.heard(length)

    def heard(self, length: int) -> bytes:
        data = b""
        while len(data) < length and (piece := self.socket.recv(length - len(data))):
            data += piece
        return data

    def rest(self) -> bytes:
        """All that is heard until the other side ends."""
        data = b""
        with contextlib.suppress(ConnectionResetError):
            while piece := self.socket.recv(65_536):
                data += piece
        return data

    def is_ended(self) -> bool:
        return self.rest() == b""


class Site:
    """A site that keeps what it heard and answers by a script: what it says to each head, in turn, the last again."""

    def __init__(self, *says: bytes, loop: Loop, hold: float = 0) -> None:
        self.heard: list[bytes] = []
        self.connections = 0
        self._says = says or (b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok",)
        self._hold = hold
        server = loop.run(asyncio.wait_for(self._start(), PATIENCE))
        loop.servers.append(server)
        self.port: int = server.sockets[0].getsockname()[1]

    async def _start(self) -> asyncio.Server:
        return await asyncio.start_server(self._serve, HERE, 0)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                if b"Transfer-Encoding: chunked" in head:
                    await reader.readuntil(b"0\r\n\r\n")
                self.heard.append(head)
                says = self._says[min(len(self.heard), len(self._says)) - 1]
                await asyncio.sleep(self._hold)
                writer.write(says)
                await writer.drain()
                if b"close" in says:
                    break
        writer.close()


@contextlib.contextmanager
def running(
    root: Path,
    settings: Settings | None = None,
    *,
    ask: Ask = here,
    ports: tuple[int, ...] = (),
    rules: Rules | None = a_desk.JUNIORS,
    factory: Callable[[], asyncio.AbstractEventLoop] = LOOPS.new_event_loop,
) -> Iterator[Running]:
    """A proxy that may go to this machine, at these ports."""
    given = settings or Settings(allowed=("127.0.0.0/8",))
    given = replace(
        given,
        listeners=tuple(replace(each, port=0) for each in given.listeners or (Listener(),)),
        web_ports=given.web_ports | set(ports),
        tunnel_ports=given.tunnel_ports | set(ports),
    )
    loop = Loop(factory)
    try:
        proxy = Running(a_desk.folder(root, rules), given, ask, loop)
        try:
            yield proxy
        finally:
            proxy.stop()
    finally:
        loop.close()
