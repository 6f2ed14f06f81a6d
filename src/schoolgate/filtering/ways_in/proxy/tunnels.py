"""Two connections joined: what one says the other hears, and neither is read faster than the other takes it.

Before anything goes through a tunnel the greeting in it is read. What it names is decided as well, and what is no TLS
is ended, unless the school named the port for such: otherwise anything could be carried past the filter this way.
"""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from schoolgate.filtering.ways_in.asker import Asker
from schoolgate.filtering.ways_in.proxy.greetings import DENIED, NoGreetingError, named_in
from schoolgate.filtering.ways_in.proxy.judging import Judge
from schoolgate.gates.web.hosts import one_host
from schoolgate.gates.web.requests import Asked
from schoolgate.gates.web.unreadable import UnreadableError

if TYPE_CHECKING:
    from schoolgate.filtering.ways_in.proxy.shared import Shared


class Greeting:
    """What a tunnel must begin with. ``host`` was asked for, ``went_to`` is connected to."""

    __slots__ = ("_asker", "_came", "_host", "_judge", "_name", "_needed", "_went_to")

    def __init__(self, judge: Judge, asker: Asker, host: str, went_to: str, *, needed: bool) -> None:
        self._judge, self._asker, self._host, self._went_to = judge, asker, host, went_to
        self._needed = needed
        self._came, self._name = b"", ""

    def passes(self, data: bytes) -> bytes | None:
        """All that came, once it may go on; nothing where more is needed; None where the tunnel must end."""
        self._came += data
        try:
            name = named_in(self._came)
            if name is None:
                return b""
            if name and one_host(name) != self._host:
                if not self._judge.greeting(self._asker, name, self._went_to):
                    return None
                self._name = name
        except NoGreetingError:
            return None if self._needed else self._came
        except UnreadableError:
            return None
        return self._came

    def still(self) -> bool:
        """Whether the tunnel may go on, by what is in force now."""
        judge, asker = self._judge, self._asker
        if not judge.still(asker, self._host, (self._went_to,)):
            return False
        return not self._name or judge.still(asker, self._name, (self._name, self._went_to), Asked.SNI)


class End(asyncio.Protocol):
    """One end of a tunnel."""

    __slots__ = ("closed", "other", "transport", "tunnel")

    def __init__(self) -> None:
        self.tunnel: Tunnel | None = None
        self.transport: asyncio.Transport | None = None
        self.other: End | None = None
        self.closed = False  # it says no more

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.Transport", transport)  # uvloop's is one in all but its class

    def data_received(self, data: bytes) -> None:
        tunnel = self.tunnel
        if tunnel is None or self.other is None or self.other.transport is None:
            return
        tunnel.deadline = tunnel.shared.now + tunnel.shared.limits.tunnel_seconds
        self.other.transport.write(data)

    def eof_received(self) -> bool:
        """One side may be done while the other still speaks."""
        self.closed = True
        other = self.other
        if self.tunnel is None or other is None or other.transport is None or other.closed:
            return False
        other.transport.write_eof()
        return True

    def pause_writing(self) -> None:
        if self.other is not None and self.other.transport is not None:
            self.other.transport.pause_reading()

    def resume_writing(self) -> None:
        if self.other is not None and self.other.transport is not None:
            self.other.transport.resume_reading()

    def connection_lost(self, exc: Exception | None) -> None:
        self.transport = None
        if self.tunnel is not None:
            self.tunnel.lost()
        if self.other is not None and self.other.transport is not None:
            (self.other.transport.abort if exc else self.other.transport.close)()


class SiteEnd(End):
    """The site's end. A site has nothing to say before it was greeted."""

    __slots__ = ()

    def data_received(self, data: bytes) -> None:
        if self.tunnel is None or self.tunnel.is_greeting:
            if self.transport is not None:
                self.transport.abort()
            return
        super().data_received(data)


class ClientEnd(End):
    """The client's end."""

    __slots__ = ("greeting",)

    def __init__(self, greeting: Greeting | None) -> None:
        super().__init__()
        self.greeting = greeting

    def data_received(self, data: bytes) -> None:
        if self.greeting is not None:
            passed = self.greeting.passes(data)
            if passed is None:
                self._deny()
                return
            if not passed:
                return
            self.greeting, data = None, passed
        super().data_received(data)

    def eof_received(self) -> bool:
        return self.greeting is None and super().eof_received()

    def _deny(self) -> None:
        if self.transport is not None:
            self.transport.write(DENIED)
            self.transport.close()


class Tunnel:
    """Both ends, and how long nothing may be said. ``still`` says whether it may go on by what is in force now: a site
    that is closed at once, or by the hour, is closed to whoever is there already, too.
    """

    def __init__(self, shared: "Shared", client: ClientEnd, site: SiteEnd, still: Callable[[], bool]) -> None:
        self.shared, self._client, self._site, self.still = shared, client, site, still
        self.judged = shared.now
        limits = shared.limits
        self.deadline = shared.now + (limits.tunnel_seconds if client.greeting is None else limits.head_seconds)
        client.other, site.other = site, client

    def open(self, transport: asyncio.Transport, first: bytes, came: bytes, *, ended: bool) -> None:
        """Join the ends: tell the client ``first``, and the site what ``came`` from the client already."""
        self._client.connection_made(transport)
        self._client.tunnel = self._site.tunnel = self
        self.shared.live.add(self)
        self.shared.joined[self] = None
        transport.write(first)
        if self._site.transport is None:
            transport.close()
            return
        if came:
            self._client.data_received(came)
        if ended and not self._client.eof_received():
            transport.close()

    @property
    def is_greeting(self) -> bool:
        return self._client.greeting is not None

    def lost(self) -> None:
        self.shared.live.discard(self)
        self.shared.joined.pop(self, None)

    def late(self) -> None:
        self.cut()

    def end(self) -> None:
        """A tunnel says by itself when it is at its end: there is nothing to do but wait."""

    def cut(self) -> None:
        for each in (self._client, self._site):
            if each.transport is not None:
                each.transport.abort()
