"""Getting one page, from the internet and from nowhere else.

A teacher pastes an address and this machine goes there, so it must not become a way into the school's own network: the
name is looked up once, every address it has must be out on the internet, and the connection is made to one of those
that were looked at and to no other (a name may answer differently the second time: DNS rebinding). Certificates are
checked. Nothing is sent but the request: no cookie, no sign-in, no referrer.
"""

import hashlib
import http.client
import socket
import ssl
import time
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final
from urllib.parse import urlsplit

from publicsuffixlist import PublicSuffixList

from schoolgate.filtering.ways_in.proxy.reach import Reach
from schoolgate.filtering.ways_in.proxy.refusing import RefusedError
from schoolgate.gates.web.addresses import one_address
from schoolgate.gates.web.hosts import is_address
from schoolgate.gates.web.unreadable import UnreadableError

type Resolve = Callable[[str, int], Iterable[str]]
_PORTS: Final = {"http": 80, "https": 443}
_AGENT: Final = "Schoolgate site check"
_SENT: Final = {
    "User-Agent": _AGENT,
    "Accept": "text/html,*/*;q=0.5",
    "Accept-Language": "en-GB",
    "Connection": "close",
}


class NotFetchedError(Exception):
    """A page that could not be got. ``why`` is a sentence for whoever asked for it."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Limits:
    """``seconds`` are for the whole of one fetching, its redirects included. ``own_network`` lets it reach this machine
    and the school's network: for tests alone. ``trusted`` are further certificates to trust, as a file."""

    seconds: float = 12
    size: int = 512 * 1024
    hops: int = 8
    own_network: bool = False
    trusted: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """What one address answered. ``owner`` tells who holds the name: a digest of it, empty where nothing vouches."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    owner: str
    cut: bool = False


@dataclass(slots=True)
class Fetching:
    """One fetching, with the time it has left."""

    limits: Limits = field(default_factory=Limits)
    resolve: Resolve = field(default_factory=lambda: looked_up)
    _ends: float = field(init=False)

    def __post_init__(self) -> None:
        self._ends = time.monotonic() + self.limits.seconds

    def get(self, url: str) -> Reply:
        """One page. Raises ``NotFetchedError`` with why in words."""
        scheme, host, port, target = _parts(url)
        address = self._public(host, port)
        connection = _Connection(
            host, port, address, self._left(), _trusting(self.limits.trusted) if scheme == "https" else None
        )
        try:
            connection.request("GET", target, headers=_SENT)
            answer = connection.getresponse()
            body = self._read(connection, answer)
            owner = owner_of(host, connection.names)
            headers = {name.lower(): value for name, value in answer.getheaders()}
            return Reply(answer.status, headers, body[: self.limits.size], owner, len(body) > self.limits.size)
        except ssl.SSLCertVerificationError as error:
            raise NotFetchedError(f"Its certificate is not good: {error.verify_message}.") from None
        except TimeoutError:
            raise NotFetchedError(f"It did not answer within {self.limits.seconds:g} seconds.") from None
        except (OSError, http.client.HTTPException):
            raise NotFetchedError("It could not be reached, or broke off.") from None
        finally:
            connection.close()

    def _public(self, host: str, port: int) -> str:
        """One of the addresses of a host, when all of them are out on the internet."""
        try:
            found = list(dict.fromkeys(self.resolve(host, port)))
        except (OSError, UnicodeError):
            found = []
        if not found:
            raise NotFetchedError("There is no such site, or its name could not be looked up.")
        if not self.limits.own_network and not are_out_there(found, port):
            raise NotFetchedError("It leads into the school’s own network, or to this machine, so it was not opened.")
        return found[0]

    def _read(self, connection: "_Connection", answer: http.client.HTTPResponse) -> bytes:
        body = b""
        while len(body) <= self.limits.size:
            left = self._left()
            if connection.sock is not None:
                connection.sock.settimeout(left)
            piece = answer.read1(64 * 1024)
            if not piece:
                break
            body += piece
        return body

    def _left(self) -> float:
        left = self._ends - time.monotonic()
        if left <= 0:
            raise NotFetchedError(f"It did not answer within {self.limits.seconds:g} seconds.")
        return left


class _Connection(http.client.HTTPConnection):
    """To an address that was looked at already, and in the name of its host."""

    def __init__(self, host: str, port: int, address: str, left: float, tls: ssl.SSLContext | None) -> None:
        super().__init__(host, port, timeout=left)
        self._address, self._tls, self._named = address, tls, host
        self.names: tuple[str, ...] = ()

    def connect(self) -> None:
        plain = socket.create_connection((self._address, self.port), self.timeout)
        if self._tls is None:
            self.sock = plain
            return
        try:
            self.sock = sealed = self._tls.wrap_socket(plain, server_hostname=self._named)
        except BaseException:
            plain.close()
            raise
        said: Any = (sealed.getpeercert() or {}).get("subjectAltName", ())
        self.names = tuple(str(pair[1]) for pair in said if pair[0] == "DNS")


def are_out_there(addresses: Collection[str], port: int) -> bool:
    """Whether all the addresses of a name are the internet's, by the rules that the filter's own proxy goes by."""
    try:
        return len(_REACH.open(addresses, port)) == len(addresses)
    except (RefusedError, ValueError):
        return False


def looked_up(host: str, port: int) -> list[str]:
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def owner_of(host: str, names: Iterable[str]) -> str:
    """A digest of who holds a name: the registrable domain of the host, with those its certificate also vouches for.

    A certificate is made anew every few weeks, so it is not its own digest that counts but whose names stand in it.
    """
    if is_address(host):
        return ""
    theirs = {_suffixes().privatesuffix(name.lower().removeprefix("*.")) or name.lower() for name in names}
    own = _suffixes().privatesuffix(host) or host
    # One certificate may hold the names of a hundred strangers (a shared front): then it says nothing of this one.
    said = sorted({own, *theirs}) if len(theirs) <= _FEW else [own]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


_FEW: Final = 5
_REACH: Final = Reach()


def _parts(url: str) -> tuple[str, str, int, str]:
    try:
        read = one_address(url)
        split = urlsplit(url)
        port = split.port
    except (UnreadableError, ValueError):
        raise NotFetchedError("Its address cannot be read.") from None
    if split.scheme not in _PORTS:
        raise NotFetchedError("It is not a web address.")
    target = split.path or "/"
    target = f"{target}?{split.query}" if split.query else target
    if not target.isascii() or any(letter <= " " for letter in target):
        raise NotFetchedError("Its address cannot be read.")
    return split.scheme, read.host, port or _PORTS[split.scheme], target


@cache
def _trusting(more: str) -> ssl.SSLContext:
    context = ssl.create_default_context()
    if more:
        context.load_verify_locations(more)
    return context


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()
