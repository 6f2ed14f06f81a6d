"""What becomes of a client's requests: each is decided, answered by the block page, or passed on to the site."""

import asyncio
from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from typing import Final

from schoolgate.filtering.ways_in.asker import Asker
from schoolgate.filtering.ways_in.proxy.bodies import Body, body
from schoolgate.filtering.ways_in.proxy.connection import Connection, State
from schoolgate.filtering.ways_in.proxy.forwarding import tunnel_to, written
from schoolgate.filtering.ways_in.proxy.heads import Request
from schoolgate.filtering.ways_in.proxy.judging import Going
from schoolgate.filtering.ways_in.proxy.kept import Key
from schoolgate.filtering.ways_in.proxy.listening import Listener
from schoolgate.filtering.ways_in.proxy.refusing import RefusedError
from schoolgate.filtering.ways_in.proxy.replies import Reply, refused
from schoolgate.filtering.ways_in.proxy.server import Server
from schoolgate.filtering.ways_in.proxy.shared import Shared
from schoolgate.filtering.ways_in.proxy.tunnels import ClientEnd, Greeting, SiteEnd, Tunnel
from schoolgate.gates.web.requests import Asked

_REPEATABLE: Final = frozenset({b"GET", b"HEAD", b"OPTIONS"})  # may be asked twice (RFC 9110 9.2.2)


class Client(Connection):
    """One who asks. ``_bound`` are connections to sites that know who signed in: nobody else is given them."""

    __slots__ = ("_answering", "_body", "_bound", "_call", "_head", "_keep", "_proven", "_request", "_server")

    def __init__(self, shared: Shared, listener: Listener) -> None:
        super().__init__(shared, listener)
        self._request: Request | None = None
        self._proven = Asker()
        self._head = b""
        self._body: Body | None = None
        self._server: Server | None = None
        self._bound: dict[Key, Server] = {}
        self._call: asyncio.Task[None] | None = None
        self._answering = self._keep = False  # part of the answer was sent; the connection stays open

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._let_go()
        self._drop_bound()

    def pause_writing(self) -> None:
        super().pause_writing()
        if self._server is not None and self._server.transport is not None:
            self._server.transport.pause_reading()

    def resume_writing(self) -> None:
        if self._server is not None and self._server.transport is not None:
            self._server.transport.resume_reading()
        super().resume_writing()

    def take(self, request: Request) -> None:
        self._request, self._answering, self._keep = request, False, request.keep
        if request.target.startswith("/"):
            self._say(self.shared.own(request))
            return
        asker = self.asker
        if self.listener.accounts:
            asker = self.shared.judge.proven(asker, request)
        self._proven = asker
        if request.method == b"CONNECT":
            self._keep = False
            self._tunnel(request, asker)
            return
        going = self.shared.judge.page(asker, request)
        if isinstance(going, Reply):
            self._say(going)
        else:
            self._go(request, going)

    def take_body(self) -> None:
        if self._body is None or self._server is None:
            return
        came, self._held = self._held, b""
        out, rest = self._body.feed(came)
        self._stir()
        self._server.write(out)
        if rest is not None:
            self._held, self._body, self._state = rest, None, State.ANSWER

    def write(self, data: bytes) -> None:
        """Send part of an answer."""
        self._stir()
        self.transport.write(data)

    def hold_back(self, *, held: bool) -> None:
        """The site takes no more for now, or takes it again."""
        self._slow = held
        self._flow()

    def begin_answer(self, *, keep: bool) -> bool:
        """An answer comes. Whether the connection stays open behind it: not where the request was still being sent."""
        self._answering = True
        self._keep = self._keep and keep and self._state == State.ANSWER and not self.shared.stopping
        return self._keep

    def answered(self, server: Server, *, reuse: bool) -> None:
        """The whole answer was written."""
        self._server = None
        if reuse and self._state == State.ANSWER:
            self._put_by(server)
        else:
            server.drop()
        if self._keep:
            self.turn()
            self._look()
        else:
            self.finish(linger=self._state == State.BODY or bool(self._held))

    def broken(self, server: Server, error: RefusedError, *, unheard: bool) -> None:
        """The site's connection ended early. ``unheard``: without a word, as one does that was idle for too long."""
        if self._server is not server:
            return
        self._server = None
        again = unheard and server.used > 1 and self._state == State.ANSWER
        if again and self._request is not None and self._request.method in _REPEATABLE:
            self._dial(server.key)
        else:
            self.refuse(error)

    def forget(self, server: Server) -> None:
        """A connection that was kept is no more."""
        if self._bound.get(server.key) is server:
            del self._bound[server.key]
        else:
            self.shared.kept.forget(server)

    def switch(self, server: Server, head: bytes) -> None:
        """From here on both sides speak a websocket, and are joined as they are."""
        if server.transport is None:
            return
        self._server, transport = None, server.transport
        site, key = SiteEnd(), server.key
        still = partial(self.shared.judge.still, self._proven, key.host, (key.going,), Asked.GET)
        transport.set_protocol(site)
        site.connection_made(transport)
        self._join(site, None, head, still)

    def refuse(self, error: RefusedError) -> None:
        self._let_go()
        if self._answering or self.transport.is_closing():
            self.transport.abort()  # too late to say anything else: what was sent of the answer is not whole
            return
        self.transport.write(refused(error).message(keep=False))
        self.finish(linger=True)

    def _let_go(self) -> None:
        if self._call is not None:
            self._call.cancel()
            self._call = None
        if self._server is not None:
            server, self._server = self._server, None
            server.drop()

    def _say(self, reply: Reply) -> None:
        request = self._request
        keep = self._keep and request is not None and not request.body and not self.shared.stopping
        headless = request is not None and request.method == b"HEAD"
        self.transport.write(reply.message(keep=keep, headless=headless))
        if keep:
            self.turn()
        else:
            self.finish(linger=True)

    def _go(self, request: Request, going: Going) -> None:
        if request.body > self.shared.limits.body_bytes:
            raise RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "More is sent than the filter lets through.")
        self._head = written(request, going.to, self.shared.via, going.rewrites)
        self._body = body(request.body, self.shared.limits.body_bytes) if request.body else None
        key = Key(going.to.host, going.host, going.to.port)
        # What must not be asked twice goes by a new connection: one that was kept may be at its end unnoticed.
        server = self._bound.pop(key, None)
        if server is None and request.method in _REPEATABLE and not request.fields.bound:
            server = self.shared.kept.take(key)
        if server is not None and server.usable:
            self._ask(request, server)
        else:
            self._dial(key)

    def _dial(self, key: Key) -> None:
        self._state = State.CALLING
        self.deadline = self.shared.now + self.shared.limits.connect_seconds
        self._call = asyncio.get_running_loop().create_task(self._connect(key))

    async def _connect(self, key: Key) -> None:
        try:
            _, server = await self.shared.calling.connected(key.going, key.port, partial(Server, self, key))
            self._call = None
            if self._request is None or self._state != State.CALLING:
                server.drop()
                return
            self._ask(self._request, server)
        except RefusedError as error:
            self._call = None
            self.refuse(error)

    def _ask(self, request: Request, server: Server) -> None:
        self._server, server.client = server, self
        self._state = State.ANSWER if self._body is None else State.BODY
        self._stir()
        server.ask(request, self._head)
        if self._body is not None:
            self.take_body()

    def _put_by(self, server: Server) -> None:
        if not server.bound:
            self.shared.kept.put(server, self.shared.now)
            return
        old = self._bound.pop(server.key, None)
        if old is not None:
            old.drop()
        self._bound[server.key] = server

    def _drop_bound(self) -> None:
        for each in list(self._bound.values()):
            each.drop()

    def _tunnel(self, request: Request, asker: Asker) -> None:
        host, port = tunnel_to(request)
        going = self.shared.judge.tunnel(asker, host, port)
        if isinstance(going, Reply):
            self._say(going)
            return
        self._state = State.CALLING
        self.deadline = self.shared.now + self.shared.limits.connect_seconds
        greeting = Greeting(self.shared.judge, asker, host, going, needed=port not in self.shared.plain_tunnels)
        self._call = asyncio.get_running_loop().create_task(self._open(going, port, greeting))

    async def _open(self, host: str, port: int, greeting: Greeting) -> None:
        try:
            transport, site = await self.shared.calling.connected(host, port, SiteEnd)
        except RefusedError as error:
            self._call = None
            self.refuse(error)
            return
        self._call = None
        if self._state != State.CALLING or self.transport.is_closing():
            transport.abort()
            return
        self._join(site, greeting, b"HTTP/1.1 200 Connection established\r\n\r\n", greeting.still)

    def _join(self, site: SiteEnd, greeting: Greeting | None, first: bytes, still: Callable[[], bool]) -> None:
        """Hand both connections over to a tunnel."""
        came, self._held = self._held, b""
        self._state = State.ENDING
        self.shared.live.discard(self)
        self._drop_bound()
        self._full = self._slow = False
        self._flow()
        client = ClientEnd(greeting)
        self.transport.set_protocol(client)
        Tunnel(self.shared, client, site, still).open(self.transport, first, came, ended=self._eof)
