"""Taking syslog in: TCP and UDP on one port, from known addresses only.

Whoever sends by TCP is told to wait while what came is written; whoever sends by UDP is not, and the operating system
drops what does not fit its buffer, which is asked to be large.
"""

import asyncio
import contextlib
import ipaddress
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from schoolgate.intake.streams.syslog.framing import Framing
from schoolgate.intake.streams.syslog.messages import read
from schoolgate.kernel.errors import BadInputError

MOST_CONNECTIONS: Final = 64
QUIET_SECONDS: Final = 3600.0  # after which a connection that says nothing is closed
_BUFFER: Final = 8 << 20  # bytes the operating system is asked to keep of datagrams
_PIECE: Final = 1 << 16
_WAIT: Final = 0.05  # seconds
type Network = ipaddress.IPv4Network | ipaddress.IPv6Network
type Take = Callable[[bytes], bool]  # one line, without its end; False: there is no room for it now


@dataclass(slots=True)
class Counts:
    """What was taken and what was not, since it listens."""

    taken: int = 0
    strangers: int = 0  # datagrams and connections from addresses that are not known
    lost: int = 0  # datagrams for which there was no room
    cut: int = 0  # messages longer than is kept
    full: int = 0  # connections beyond the most at once
    last_stranger: str = ""
    connections: int = field(default=0, repr=False)


def networks(words: str) -> tuple[Network, ...]:
    """Addresses and networks with blanks or commas between. Raises ``BadInputError``: neither, or none."""
    found: list[Network] = []
    for each in words.replace(",", " ").split():
        try:
            found.append(ipaddress.ip_network(each, strict=False))
        except ValueError as error:
            raise BadInputError(
                each, "it is no address or network.", "Write it as 10.20.0.1 or 10.20.0.0/24."
            ) from error
    if not found:
        raise BadInputError(
            "Who may send",
            "nobody is named.",
            "Give the firewall's address, so that no other machine can make up a log.",
        )
    return tuple(found)


class Listener:
    """One port, TCP and UDP. ``take`` gets each line; it is called in the loop's own thread and must not wait.

    While ``take`` has no room, connections are not read from, so their senders wait; datagrams are lost, and counted.
    """

    def __init__(self, host: str, port: int, senders: Sequence[Network], take: Take) -> None:
        self.host, self.port, self.counts = host, port, Counts()
        self._senders, self._take = tuple(senders), take
        self._server: asyncio.Server | None = None
        self._datagrams: asyncio.DatagramTransport | None = None
        self._tasks: set[asyncio.Task[Any]] = set()

    async def start(self) -> None:
        """Listen. Port 0 takes a free one and says it in ``port``. Raises ``BadInputError`` where it cannot be had."""
        try:
            self._server = await asyncio.start_server(self._connection, self.host, self.port, limit=_PIECE)
            self.port = self._server.sockets[0].getsockname()[1]
            loop = asyncio.get_running_loop()
            self._datagrams, _ = await loop.create_datagram_endpoint(
                lambda: _Datagrams(self), local_addr=(self.host, self.port)
            )
        except OSError as error:
            await self.stop()
            cause = f"it cannot be listened on ({error.strerror or error})."
            step = "Choose another port, or an address of this computer; below 1024 the system asks for a right."
            raise BadInputError(f"{self.host}:{self.port}", cause, step) from error
        sock: socket.socket = self._datagrams.get_extra_info("socket")
        with contextlib.suppress(OSError):
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _BUFFER)

    async def stop(self) -> None:
        """Take what connections still hold, and listen no more."""
        if self._datagrams is not None:
            self._datagrams.close()
        if self._server is not None:
            self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def message(self, raw: bytes) -> bool:
        """One message as it came; False where there is no room for it now."""
        text = read(raw).text
        if text and not self._take(text):
            return False
        self.counts.taken += bool(text)
        return True

    def knows(self, address: str) -> bool:
        """Whether what comes from an address is taken; a stranger is counted."""
        try:
            seen = ipaddress.ip_address(address.partition("%")[0])
        except ValueError:
            return False
        mapped = getattr(seen, "ipv4_mapped", None) or seen
        if any(mapped in network for network in self._senders if network.version == mapped.version):
            return True
        self.counts.strangers += 1
        self.counts.last_stranger = str(mapped)
        return False

    async def _connection(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        counts, framing = self.counts, Framing()
        counts.connections += 1
        try:
            peer = writer.get_extra_info("peername")
            if peer is None or not self.knows(peer[0]):
                return
            if counts.connections > MOST_CONNECTIONS:
                counts.full += 1
                return
            while data := await asyncio.wait_for(reader.read(_PIECE), QUIET_SECONDS):
                for raw in framing.take(data):
                    while not self.message(raw):
                        await asyncio.sleep(_WAIT)
        except (OSError, TimeoutError, asyncio.CancelledError):
            pass  # it broke off: what was whole is taken below
        finally:
            for raw in framing.close():
                self.message(raw)
            counts.cut += framing.cut
            counts.connections -= 1
            self._tasks.discard(task)
            writer.close()


class _Datagrams(asyncio.DatagramProtocol):
    """Each datagram is one message (RFC 5426, 3.1)."""

    def __init__(self, listener: Listener) -> None:
        self._listener = listener

    def datagram_received(self, data: bytes, addr: tuple[str | Any, int]) -> None:
        if self._listener.knows(addr[0]) and not self._listener.message(data):
            self._listener.counts.lost += 1
