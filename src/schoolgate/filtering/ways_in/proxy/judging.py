"""What becomes of a request: who asks is proven, the desk decides, and what it says is done."""

import time
from http import HTTPStatus
from typing import Final, NamedTuple, Protocol

from schoolgate.filtering.ways_in.asker import Asker
from schoolgate.filtering.ways_in.proxy.accounts import Verifier
from schoolgate.filtering.ways_in.proxy.forwarding import Where, goes_to, hops_left, refuse_method, where
from schoolgate.filtering.ways_in.proxy.heads import Request
from schoolgate.filtering.ways_in.proxy.reach import Reach
from schoolgate.filtering.ways_in.proxy.refusing import RefusedError
from schoolgate.filtering.ways_in.proxy.replies import Decided, Pages, Reply
from schoolgate.gates.web.addresses import UNSEEN
from schoolgate.gates.web.requests import Asked, Decision
from schoolgate.gates.web.safe_search import Rewrite
from schoolgate.kernel.verdicts import Verdict

_SHUT: Final = frozenset({Verdict.BLOCK, Verdict.HOLD})
_ALLOWS: Final = (("Allow", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS, CONNECT"),)


class Desk(Protocol):
    """What decides. It never raises and never waits."""

    def decide(
        self, asker: Asker, host: str, asked: Asked, at: float, path: str = UNSEEN, record: int = 1
    ) -> Decided: ...

    def would(self, asker: Asker, host: str, asked: Asked, at: float) -> Decision: ...


class Going(NamedTuple):
    """It may be opened. ``host`` is what is connected to, which may not be the name asked for."""

    to: Where
    host: str
    rewrites: tuple[Rewrite, ...]


class Judge:
    """For each request of each client, however many come on one connection."""

    def __init__(self, desk: Desk, pages: Pages, reach: Reach, verifier: Verifier) -> None:
        self._desk, self._pages, self._reach, self._verifier = desk, pages, reach, verifier

    def proven(self, asker: Asker, request: Request) -> Asker:
        """Who asks, with the account that was proven. Raises ``RefusedError`` (407) where none was."""
        account = self._verifier.proven(request.fields.ours.get(b"proxy-authorization", b""))
        if not account:
            raise RefusedError(HTTPStatus.PROXY_AUTHENTICATION_REQUIRED, "This way out asks who you are.")
        return asker._replace(account=account)

    def page(self, asker: Asker, request: Request) -> Going | Reply:
        """What becomes of a request for a page. Raises ``RefusedError``."""
        refuse_method(request)
        to = where(request)
        if self._reach.is_own(to.host, to.port, tunnel=False):
            return Going(to, to.host, ())
        decided = self._desk.decide(asker, to.host, Asked.GET, time.time(), to.seen)
        decision = decided.decision
        if decision.verdict in _SHUT:
            return self._pages.closed(decided, asker, to.seen)
        if (
            decision.verdict is Verdict.WARN
            and _is_seen(request)
            and (reply := self._pages.warned(decided, asker, to.seen))
        ):
            return reply
        self._reach.check_port(to.port, tunnel=False)
        if request.method == b"OPTIONS" and not hops_left(request):
            return Reply(HTTPStatus.OK, b"", _ALLOWS)
        return Going(to, goes_to(to.host, decision.rewrites), decision.rewrites)

    def tunnel(self, asker: Asker, host: str, port: int) -> str | Reply:
        """The name to connect to for a tunnel, or the block page. Raises ``RefusedError``."""
        if self._reach.is_own(host, port, tunnel=True):
            return host
        decided = self._desk.decide(asker, host, Asked.CONNECT, time.time())
        if decided.decision.verdict in _SHUT:
            return self._pages.closed(decided, asker)
        self._reach.check_port(port, tunnel=True)
        return goes_to(host, decided.decision.rewrites)

    def greeting(self, asker: Asker, name: str, went_to: str) -> bool:
        """Whether a tunnel may go on in which another site is named than was asked for.

        A site that has a safer name must have been gone to by it.
        """
        decided = self._desk.decide(asker, name, Asked.SNI, time.time())
        if decided.decision.verdict in _SHUT:
            return False
        return goes_to(name, decided.decision.rewrites) in (name, went_to)

    def still(self, asker: Asker, host: str, gone_to: tuple[str, ...], asked: Asked = Asked.CONNECT) -> bool:
        """Whether what is open already may go on, where ``gone_to`` are the names that it may have been gone to by.

        Where it may not, that decision is kept as any other.
        """
        if self._reach.own is not None and host == self._reach.own.host:
            return True
        now = time.time()
        would = self._desk.would(asker, host, asked, now)
        if would.verdict not in _SHUT and goes_to(host, would.rewrites) in gone_to:
            return True
        self._desk.decide(asker, host, asked, now)
        return False


def _is_seen(request: Request) -> bool:
    """Whether the answer is a page that somebody looks at, and no picture on one."""
    said = next((value for name, value in request.fields.kept if name.lower() == b"accept"), b"")
    return request.method == b"GET" and b"text/html" in said
