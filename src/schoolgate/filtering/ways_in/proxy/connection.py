"""A client's connection: its bytes taken apart into requests, its moments to be late, and when more of it is read."""

import asyncio
from enum import IntEnum
from http import HTTPStatus
from typing import Final, cast

from schoolgate.filtering.ways_in.asker import Asker
from schoolgate.filtering.ways_in.proxy.heads import Request, read_request
from schoolgate.filtering.ways_in.proxy.listening import Listener
from schoolgate.filtering.ways_in.proxy.prefaces import plain, read_preface
from schoolgate.filtering.ways_in.proxy.refusing import RefusedError
from schoolgate.filtering.ways_in.proxy.shared import Shared

_LINGER: Final = 2.0  # seconds in which a client that is still sending may read why nobody listens


class State(IntEnum):
    """What a client's connection waits for."""

    PREFACE = 0  # a load balancer's word about whose it is
    HEAD = 1
    CALLING = 2  # the site to be reached
    BODY = 3  # the rest of the request
    ANSWER = 4
    ENDING = 5


class Connection(asyncio.Protocol):
    """Requests one after the other: what comes ahead of its turn waits, up to one head's length, then is not read."""

    __slots__ = (
        *("_choked", "_eof", "_full", "_held", "_slow", "_started", "_state"),
        *("asker", "deadline", "listener", "shared", "transport"),
    )

    def __init__(self, shared: Shared, listener: Listener) -> None:
        self.shared, self.listener = shared, listener
        self.deadline = 0.0
        self._state, self._held = State.HEAD, b""
        self._started = self._eof = False  # a head has begun; the client says no more
        self._full = self._slow = False  # why nothing is read: too much came ahead; the site does not take it
        self._choked = False  # the client does not read

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.Transport", transport)  # uvloop's is one in all but its class
        peer = transport.get_extra_info("peername")
        self.asker = Asker(plain(peer[0]) if peer else "", way=self.listener.name)
        self.deadline = self.shared.now + self.shared.limits.head_seconds
        if self.listener.is_behind(self.asker.address):
            self._state = State.PREFACE
        self.shared.live.add(self)
        if len(self.shared.live) > self.shared.limits.connections or self.shared.stopping:
            self.refuse(RefusedError(HTTPStatus.SERVICE_UNAVAILABLE, "The filter is full. Come again in a minute."))

    def data_received(self, data: bytes) -> None:
        if self._state == State.ENDING:
            return
        self._held = self._held + data if self._held else data
        self._look()
        if len(self._held) > self.shared.limits.head_bytes and (self._state != State.HEAD or self._choked):
            self._full = True
            self._flow()

    def eof_received(self) -> bool:
        """A client may say that it will ask no more, and still wait for what it asked."""
        self._eof = True
        if self._state == State.BODY:
            self.transport.abort()
        return self._state in (State.CALLING, State.ANSWER) or self._choked

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002
        self.shared.live.discard(self)
        self._state = State.ENDING

    def pause_writing(self) -> None:
        self._choked = True
        self.deadline = self.shared.now + self.shared.limits.stalled_seconds

    def resume_writing(self) -> None:
        self._choked = False
        self._stir()
        self._look()

    def late(self) -> None:
        """What was waited for did not come in time."""
        if self._state in (State.PREFACE, State.ENDING) or (self._state == State.HEAD and not self._started):
            self.transport.abort()
        elif self._state in (State.HEAD, State.BODY):
            self.refuse(RefusedError(HTTPStatus.REQUEST_TIMEOUT, "The request did not come in time."))
        else:
            self.refuse(RefusedError(HTTPStatus.GATEWAY_TIMEOUT, "The site does not answer."))

    def end(self) -> None:
        if self._state in (State.PREFACE, State.HEAD):
            self.transport.close()

    def cut(self) -> None:
        self.transport.abort()

    def refuse(self, error: RefusedError) -> None:
        """Say what is wrong, and end."""
        raise NotImplementedError

    def take(self, request: Request) -> None:
        """See to a request: by answering it at once, or by going on to another state. Raises ``RefusedError``."""
        raise NotImplementedError

    def take_body(self) -> None:
        """Pass on what came of a request's body. Raises ``RefusedError``."""
        raise NotImplementedError

    def turn(self) -> None:
        """The request is done with: it is the next one's turn, once ``_look`` is called."""
        self._state = State.HEAD
        self.deadline = self.shared.now + self.shared.limits.idle_seconds
        if self._full:
            self._full = False
            self._flow()

    def finish(self, *, linger: bool) -> None:
        """End the connection behind what was written. ``linger`` while the client is still sending: were it cut off in
        the middle, it might lose the answer too."""
        self._state, self._held = State.ENDING, b""
        if not linger or self._eof or not self.transport.can_write_eof():
            self.transport.close()
            return
        unsent = self.transport.get_write_buffer_size()
        self.deadline = self.shared.now + (self.shared.limits.stalled_seconds if unsent else _LINGER)
        self.transport.write_eof()
        self._full = self._slow = False
        self._flow()

    def _stir(self) -> None:
        self.deadline = self.shared.now + self.shared.limits.silence_seconds

    def _flow(self) -> None:
        if not self.transport.is_closing():
            (self.transport.pause_reading if self._full or self._slow else self.transport.resume_reading)()

    def _look(self) -> None:
        """Do what can be done with what came."""
        try:
            if self._state == State.PREFACE:
                self._preface()
            if self._state == State.HEAD:
                self._read()
            elif self._state == State.BODY:
                self.take_body()
        except RefusedError as error:
            self.refuse(error)
        if self._eof and self._state == State.HEAD and not self._choked:
            self.transport.close()

    def _preface(self) -> None:
        found = read_preface(self._held)
        if found is not None:
            address, self._held = found
            self.asker = Asker(address or "", way=self.listener.name)
            self._state = State.HEAD

    def _read(self) -> None:
        """Take one request after the other, for as long as each is done with at once."""
        limits = self.shared.limits
        while self._held and self._state == State.HEAD and not self._choked:
            if not self._started:
                self._started = True
                self.deadline = self.shared.now + limits.head_seconds
                self._held = self._held.removeprefix(b"\r\n")  # RFC 9112 2.2
            end = self._held.find(b"\r\n\r\n") + 4
            if (end if end > 3 else len(self._held)) > limits.head_bytes:
                raise RefusedError(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "The head of the request is too long.")
            if end < 4:
                return
            head, self._held = self._held[:end], self._held[end:]
            self._started = False
            self.take(read_request(head, limits.head_fields))
