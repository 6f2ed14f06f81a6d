"""Asking for one page by one way, and noting what came: never what was in it."""

from __future__ import annotations

import base64
import hashlib
import http.client
import ipaddress
import os
import re
import socket
import ssl
import struct
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urlsplit

from schoolgate.filtering.probing.names import read_name_answer, server_and_port
from schoolgate.filtering.probing.plans import STAND_IN, Plan, Trial, stand_in_page

TIMEOUT = 8.0  # seconds, for each part of one request
MOST_BYTES = 256 * 1024
ANSWERED, NO_NAME, TIMED_OUT, CUT_OFF, REFUSED, NO_ROUTE, TLS, GARBLED = (
    "answered", "no-name", "timed-out", "cut-off", "refused", "no-route", "tls", "garbled",
)  # fmt: skip
AT_PROXY, AT_SITE = "proxy", "site"
# What pages say that stand where another should. They count only where it is sure that the site did not say them.
BLOCK_WORDS = (
    "blocked", "access denied", "not allowed", "forbidden", "restricted", "web filter", "content filter",
    "filtering policy", "filtered", "banned", "acceptable use",
)  # fmt: skip
_SOFTWARE = re.compile(r"[^ -~]")


@dataclass(frozen=True)
class Seen:
    """What came. ``at`` is who answered or failed: the proxy (to the request to connect) or the site. ``to`` is where
    an answer sent us. ``whole``: it was the page itself, to the letter. ``words`` are those of block pages found in it.
    ``trusted`` is whether this machine trusts the certificate, none where there was none.
    """

    how: str
    at: str = AT_SITE
    status: int = 0
    to: str = ""
    whole: bool = False
    words: tuple[str, ...] = ()
    own_words: tuple[str, ...] = ()  # of the school's own block page
    digest: str = ""
    addresses: tuple[str, ...] = ()
    led_through: tuple[str, ...] = ()
    trusted: bool | None = None
    issuer: str = ""
    certificate: str = ""
    took_ms: int = 0


def seen_from(given: Any) -> Seen:
    """Raises ``TypeError`` for what is no ``Seen``."""
    held = dict(given)
    for name in ("words", "own_words", "addresses", "led_through"):
        held[name] = tuple(str(one)[:300] for one in held.get(name, ()))
    return Seen(**held)


def seen_document(seen: Seen) -> dict[str, Any]:
    """What JSON holds of it: only what is not as it is by default."""
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in vars(seen).items()
        if value != Seen.__dataclass_fields__[name].default or name == "how"
    }


@dataclass
class _Line:
    """One connection, and what is known of it so far."""

    link: Any = None
    at: str = AT_SITE
    addresses: tuple[str, ...] = ()
    trusted: bool | None = None
    issuer: str = ""
    certificate: str = ""
    notes: dict[str, Any] = field(default_factory=dict)


def fetch_page(test: Trial, plan: Plan, proxy: str = "", timeout: float = TIMEOUT) -> Seen:
    """Ask for the test's page, directly or through ``proxy`` (``http://user:password@host:port``). Never raises."""
    nonce = hashlib.sha256(os.urandom(16)).hexdigest()[:16]
    address = test.address
    if test.whole == STAND_IN:
        address = address.rstrip("/") + "/" + nonce
    line, began = _Line(), time.monotonic()
    try:
        seen = _ask(line, address, test, plan, proxy, timeout, nonce)
    except Exception as error:  # whatever goes wrong out there is an observation
        seen = Seen(failure(error))
    finally:
        if line.link is not None:
            line.link.close()
    took = int((time.monotonic() - began) * 1000)
    known = {"addresses": line.addresses, "trusted": line.trusted, "issuer": line.issuer}
    at = seen.at if seen.how == ANSWERED else line.at
    return Seen(**{**vars(seen), **known, "certificate": line.certificate, "took_ms": took, "at": at})


def failure(error: BaseException) -> str:
    """What went wrong, in one key."""
    if isinstance(error, socket.timeout):
        return TIMED_OUT
    if isinstance(error, socket.gaierror):
        return TIMED_OUT if error.errno == socket.EAI_AGAIN else NO_NAME
    if isinstance(error, ConnectionRefusedError):
        return REFUSED
    if isinstance(error, (ConnectionResetError, BrokenPipeError, ConnectionAbortedError, ssl.SSLEOFError)):
        return CUT_OFF
    if isinstance(error, http.client.RemoteDisconnected):
        return CUT_OFF
    if isinstance(error, ssl.SSLError):
        return TLS
    if isinstance(error, (http.client.HTTPException, ValueError, UnicodeError)):
        return GARBLED
    return NO_ROUTE


def _ask(line: _Line, address: str, test: Trial, plan: Plan, proxy: str, timeout: float, nonce: str) -> Seen:
    url = urlsplit(address)
    host = url.hostname or ""
    asked = url.path or "/"
    if url.query:
        asked += "?" + url.query
    if proxy:
        refused = _through(line, proxy, url, timeout)
        if refused is not None:
            return _noted(refused, test, plan, AT_PROXY, nonce)
        if url.scheme == "http":
            asked = "http://%s%s" % (url.netloc, asked)
    else:
        _straight(line, url, plan, timeout)
    if url.scheme == "https":
        _greet(line, host, address, plan, proxy, timeout)
    answer = _request(line, "GET", asked, url.netloc, proxy if url.scheme == "http" else "")
    return _noted(answer, test, plan, AT_SITE, nonce)


def _straight(line: _Line, url: Any, plan: Plan, timeout: float) -> None:
    port = url.port or (443 if url.scheme == "https" else 80)
    where = (url.hostname, port)
    if plan.at and plan.is_stand_in(url.hostname or ""):
        where = server_and_port(plan.at, port)
    found = socket.getaddrinfo(where[0], where[1], type=socket.SOCK_STREAM)
    line.addresses = tuple(dict.fromkeys(str(one[4][0]) for one in found))
    line.link = socket.create_connection(where, timeout)


def _through(line: _Line, proxy: str, url: Any, timeout: float) -> Any:
    """Connect to the proxy, and for a page over TLS through it; its answer where it would not."""
    line.at = AT_PROXY
    place = urlsplit(proxy)
    line.link = socket.create_connection((place.hostname, place.port or 3128), timeout)
    if place.scheme == "https":
        line.link = _unverified().wrap_socket(line.link, server_hostname=place.hostname)
    line.at = AT_SITE  # the proxy is there: from here on it is about the page
    if url.scheme != "https":
        return None
    target = "%s:%d" % (url.hostname, url.port or 443)
    answer = _request(line, "CONNECT", target, target, proxy)
    return None if answer.status == 200 else answer


def _greet(line: _Line, host: str, address: str, plan: Plan, proxy: str, timeout: float) -> None:
    """The TLS greeting: first as a browser would, then, where the certificate is not trusted, to see whose it is."""
    plain = line.link
    try:
        line.link = ssl.create_default_context().wrap_socket(plain, server_hostname=host)
        line.trusted = True
    except ssl.SSLCertVerificationError:
        plain.close()
        again = urlsplit(address)
        if proxy:
            _through(line, proxy, again, timeout)
        else:
            _straight(line, again, plan, timeout)
        line.link = _unverified().wrap_socket(line.link, server_hostname=host)
        line.trusted = False
    der = line.link.getpeercert(True) or b""
    line.certificate, line.issuer = hashlib.sha256(der).hexdigest(), issuer_of(der)


def _unverified() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def _request(line: _Line, method: str, asked: str, host: str, proxy: str) -> Any:
    lines = ["%s %s HTTP/1.1" % (method, asked), "Host: " + host, "User-Agent: schoolgate-filter-test/1", "Accept: */*"]
    place = urlsplit(proxy)
    if place.username is not None:
        said = "%s:%s" % (unquote(place.username), unquote(place.password or ""))
        lines.append("Proxy-Authorization: Basic " + base64.b64encode(said.encode()).decode())
    if method == "GET":
        lines.append("Connection: close")
    line.link.sendall(("\r\n".join(lines) + "\r\n\r\n").encode("latin-1"))
    answer = http.client.HTTPResponse(line.link, method=method)
    answer.begin()
    return answer


def _noted(answer: Any, test: Trial, plan: Plan, at: str, nonce: str) -> Seen:
    body = answer.read(MOST_BYTES)
    text = body.decode("utf-8", "replace").lower()
    said = answer.headers.get("Location") or ""
    return Seen(
        ANSWERED,
        at,
        answer.status,
        # A block page's address may hold who asked: what comes after the path is left out.
        to=_SOFTWARE.sub("", said.partition("?")[0].partition("#")[0])[:200],
        whole=at == AT_SITE and is_whole(test, answer.status, body, nonce),
        words=tuple(word for word in BLOCK_WORDS if word in text),
        own_words=tuple(word for word in plan.block_words if word.lower() in text),
        digest=hashlib.sha256(body).hexdigest(),
    )


def is_whole(test: Trial, status: int, body: bytes, nonce: str) -> bool:
    """Whether this is the page itself. Where nobody knows what it holds, nothing is."""
    kind, _, said = test.whole.partition(":")
    if test.whole == STAND_IN:
        return status == 200 and body == stand_in_page(test.host, nonce).encode()
    if kind == "text":
        return status == 200 and said.encode() in body
    if kind == "names":
        return status == 200 and _answers_names(body)
    return kind == "status" and status == int(said) and not body


def _answers_names(body: bytes) -> bool:
    try:
        return read_name_answer(body).code == 0
    except (IndexError, ValueError, struct.error):
        return False


def is_nowhere(address: str) -> bool:
    """Addresses at which no site is: what name servers answer in place of a site's."""
    try:
        one = ipaddress.ip_address(address)
    except ValueError:
        return False
    return one.is_unspecified or one.is_loopback


def issuer_of(der: bytes) -> str:
    """Who issued a certificate (its organisation, else its common name), empty where that cannot be read."""
    names = {}
    try:
        body = _parts(_parts(der)[0])
        issuer = body[3] if body[0][:1] == b"\xa0" else body[2]
        for group in _parts(issuer):
            kind, value = _parts(_parts(group)[0])[:2]
            names[kind] = _inside(value).decode("utf-8", "replace")
    except (IndexError, ValueError):
        return ""
    found = names.get(b"\x06\x03\x55\x04\x0a") or names.get(b"\x06\x03\x55\x04\x03") or ""
    return "".join(letter for letter in found if letter.isprintable())[:120]


def _parts(der: bytes) -> list[bytes]:
    """What a sequence holds, each with its own head (X.690)."""
    inside, found, at = _inside(der), [], 0
    while at < len(inside):
        size = _head(inside[at:]) + len(_inside(inside[at:]))
        found.append(inside[at : at + size])
        at += size
    return found


def _inside(der: bytes) -> bytes:
    head = _head(der)
    size = der[1] if der[1] < 0x80 else int.from_bytes(der[2:head], "big")
    if len(der) < head + size:
        raise ValueError("the certificate is cut short")
    return der[head : head + size]


def _head(der: bytes) -> int:
    return 2 if der[1] < 0x80 else 2 + (der[1] & 0x7F)
