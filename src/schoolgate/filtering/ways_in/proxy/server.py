"""The connection to a site: it passes a request on, reads the answer's head, and lets the body through."""

import asyncio
from http import HTTPStatus
from typing import TYPE_CHECKING, Final, cast

from schoolgate.filtering.ways_in.proxy.bodies import Body, body
from schoolgate.filtering.ways_in.proxy.fields import CHUNKED
from schoolgate.filtering.ways_in.proxy.forwarding import passed_back
from schoolgate.filtering.ways_in.proxy.heads import UNTIL_CLOSED, Answer, Request, read_answer
from schoolgate.filtering.ways_in.proxy.refusing import RefusedError, no_good

if TYPE_CHECKING:
    from schoolgate.filtering.ways_in.proxy.client import Client
    from schoolgate.filtering.ways_in.proxy.kept import Key

_MOST_INTERIM: Final = 20


class Server(asyncio.Protocol):
    """One connection. ``request`` is being answered, for ``client``; ``bound``: it is that client's alone."""

    __slots__ = (
        *("_body", "_endless", "_held", "_interim", "_reuse"),
        *("bound", "client", "key", "request", "since", "transport", "used"),
    )

    def __init__(self, client: "Client", key: "Key") -> None:
        self.client, self.key = client, key
        self.transport: asyncio.Transport | None = None
        self.request: Request | None = None
        self.used, self.since, self.bound = 0, 0.0, False
        self._body: Body | None = None
        self._held = b""
        self._interim = 0
        self._reuse = self._endless = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.Transport", transport)  # uvloop's is one in all but its class

    def ask(self, request: Request, data: bytes) -> None:
        """Send a request's head, with as much of its body as is there."""
        self.request, self._held, self._interim = request, b"", 0
        self.used += 1
        self.bound = self.bound or request.fields.bound
        self.write(data)

    def write(self, data: bytes) -> None:
        if self.transport is not None:
            self.transport.write(data)

    @property
    def usable(self) -> bool:
        """Whether another request may be sent on it."""
        return self.request is None and self.transport is not None and not self.transport.is_closing()

    def drop(self) -> None:
        """End the connection at once; the client hears nothing of it."""
        self.request = None
        if self.transport is not None:
            self.transport.abort()

    def data_received(self, data: bytes) -> None:
        request = self.request
        if request is None:
            self.drop()  # what a site says unasked would be taken for its next answer
            return
        try:
            if self._body is not None:
                self._let_through(self._body, data)
            else:
                self._held += data
                self._read(request)
        except RefusedError as error:
            self._fail(no_good(error.words))

    def pause_writing(self) -> None:
        self.client.hold_back(held=True)

    def resume_writing(self) -> None:
        self.client.hold_back(held=False)

    def connection_lost(self, exc: Exception | None) -> None:
        self.transport = None
        self.client.forget(self)
        if self.request is None:
            return
        if self._endless and exc is None:
            self._done(b"")
        else:
            unheard = not self._held and not self._interim
            self._fail(no_good("The site ended the connection before its answer was whole."), unheard=unheard)

    def _read(self, request: Request) -> None:
        limits = self.client.shared.limits
        while (end := self._held.find(b"\r\n\r\n") + 4) > 3:
            head, self._held = self._held[:end], self._held[end:]
            answer = read_answer(head, limits.head_fields, to=request.method)
            if answer.status == HTTPStatus.SWITCHING_PROTOCOLS:
                self._switch(request, answer)
                return
            if answer.status >= HTTPStatus.OK:
                self._answer(request, answer)
                return
            self._interim += 1
            if self._interim > _MOST_INTERIM:
                raise no_good("The site does not come to its answer.")
            if request.minor:
                self.client.write(passed_back(answer, self.client.shared.via, minor=1, keep=True, to=b"HEAD"))
        if len(self._held) > limits.head_bytes:
            raise no_good("The head of the site's answer is too long.")

    def _answer(self, request: Request, answer: Answer) -> None:
        client, bare = self.client, answer.body == CHUNKED and not request.minor
        self._endless = answer.body == UNTIL_CLOSED
        self._reuse = answer.keep
        self.bound = self.bound or answer.fields.bound
        keep = client.begin_answer(keep=not self._endless and not bare)
        self._body = body(answer.body, bare=bare)
        head = passed_back(answer, client.shared.via, minor=request.minor, keep=keep, to=request.method)
        came, self._held = self._held, b""
        out, rest = self._body.feed(came)
        client.write(head + out)
        if rest is not None:
            self._done(rest)

    def _let_through(self, passing: Body, data: bytes) -> None:
        out, rest = passing.feed(data)
        if out:
            self.client.write(out)
        if rest is not None:
            self._done(rest)

    def _switch(self, request: Request, answer: Answer) -> None:
        """From here on it is a websocket, if that was asked for."""
        if not request.upgrades or answer.fields.ours.get(b"upgrade", b"").lower() != b"websocket":
            raise no_good("The site goes on in a way that was not asked for.")
        came, self._held, self.request = self._held, b"", None
        lines = answer.fields.text()
        head = b"HTTP/1.1 101 Switching Protocols\r\n%bConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n" % lines
        self.client.switch(self, head + came)

    def _done(self, rest: bytes) -> None:
        self.request = self._body = None
        self._endless = False
        self.client.answered(self, reuse=self._reuse and not rest)

    def _fail(self, error: RefusedError, *, unheard: bool = False) -> None:
        self._body = None
        self._endless = False
        self.drop()
        self.client.broken(self, error, unheard=unheard)
