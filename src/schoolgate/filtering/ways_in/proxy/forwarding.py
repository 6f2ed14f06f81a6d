"""A request as it goes on to a site, and an answer as it comes back: written anew from what was read and decided."""

import re
from collections.abc import Iterable
from functools import lru_cache
from http import HTTPStatus
from typing import Final, NamedTuple
from urllib.parse import unquote_plus

from schoolgate.filtering.ways_in.proxy.fields import CHUNKED, Line
from schoolgate.filtering.ways_in.proxy.heads import Answer, Request
from schoolgate.filtering.ways_in.proxy.reach import itself
from schoolgate.filtering.ways_in.proxy.refusing import RefusedError, bad
from schoolgate.gates.web.addresses import one_address
from schoolgate.gates.web.hosts import one_authority
from schoolgate.gates.web.safe_search import Rewrite, Rewriting
from schoolgate.gates.web.unreadable import UnreadableError

_TARGET: Final = re.compile(r"(?i:http)://([^/?#@\\]+)((?:/[^?#\\]*)?)((?:\?[^#]*)?)").fullmatch
# A path that any reader reads as it stands: no escapes, and no parts that begin with a dot.
_PLAIN_PATH: Final = re.compile(r"(?:/(?!\.)[A-Za-z0-9_.~!$&'()*+,;=:@-]*)*").fullmatch
_LOOKS_FOR: Final = re.compile(r"[?&](?:q|p|query|search|search_query|text)=", re.IGNORECASE).search
_HTTP: Final = 80


class Where(NamedTuple):
    """``host`` in its one spelling, ``path`` and ``query`` as they were sent, ``seen`` as the gate reads both."""

    host: str
    port: int
    path: str
    query: str
    seen: str


def where(request: Request) -> Where:
    """What a request to a proxy asks for (RFC 9112 3.2.2). Raises ``RefusedError`` (400) where it is not one thing."""
    parts = _TARGET(request.target)
    if parts is None:
        raise bad("A proxy is asked with a whole address that begins with http://, and with no name or # in it.")
    try:
        host, port = _authority(parts[1])
        seen = parts[2] if _PLAIN_PATH(parts[2]) else one_address(request.target).path
        if request.host is None:
            if request.minor:
                raise bad("It says no host.")
        elif request.host == parts[1]:
            pass  # letter by letter
        elif (found := one_authority(request.host))[0] != host or (found[1] or _HTTP) != port:
            raise bad("Its address and its host are not the same site.")
    except UnreadableError as error:
        raise bad(f"The address cannot be read: {error.cause}") from error
    whole_site = request.method == b"OPTIONS" and not parts[2] + parts[3]  # RFC 9112 3.2.4
    path = "*" if whole_site else parts[2] or "/"
    return Where(host, port, path, parts[3], (seen or "/") + parts[3])


@lru_cache(4096)
def _authority(text: str) -> tuple[str, int]:
    read = one_address(f"http://{text}/")
    return read.host, read.port


def tunnel_to(request: Request) -> tuple[str, int]:
    """The host and port that CONNECT asks for (RFC 9110 9.3.6). Raises ``RefusedError`` (400)."""
    try:
        host, port = one_authority(request.target)
        if request.host is not None:
            said, at = one_authority(request.host)
            if said != host or (at is not None and at != port):
                raise bad("Its target and its host are not the same site.")
    except UnreadableError as error:
        raise bad(f"The address cannot be read: {error.cause}") from error
    if port is None or request.body:
        raise bad("A tunnel is asked for with a host and a port, and with nothing behind.")
    return host, port


def goes_to(host: str, rewrites: Iterable[Rewrite]) -> str:
    """The name that is connected to in place of the one asked for."""
    return next((each.value for each in rewrites if each.kind is Rewriting.CNAME), host)


def written(request: Request, to: Where, via: bytes, rewrites: tuple[Rewrite, ...]) -> bytes:
    """The head of a request as the site gets it. Raises ``RefusedError`` for one that came round in a circle (508)."""
    fields = request.fields
    if via in fields.ours.get(b"via", b""):
        raise itself()
    lines = _asked(fields.kept, rewrites) if rewrites else fields.text()
    authority = f"[{to.host}]" if ":" in to.host else to.host
    if to.port != _HTTP:
        authority = f"{authority}:{to.port}"
    query = _safe_query(to.query, rewrites) if rewrites else to.query
    path = (to.path + query).encode("ascii")
    first = b"%b %b HTTP/1.1\r\nHost: %b\r\n" % (request.method, path, authority.encode("ascii"))
    return b"".join((first, lines, *_between(request), b"Via: %b%b\r\n\r\n" % (_came(fields.ours.get(b"via")), via)))


def _came(via: bytes | None) -> bytes:
    return b"" if via is None else via + b", "


def _between(request: Request) -> list[bytes]:
    """The fields between us and the site."""
    ours, lines = request.fields.ours, []
    if request.body == CHUNKED:
        lines.append(b"Transfer-Encoding: chunked\r\n")
    elif b"content-length" in ours:
        lines.append(b"Content-Length: %d\r\n" % request.body)
    if request.upgrades:
        lines.append(b"Connection: Upgrade\r\nUpgrade: websocket\r\n")
    elif b"trailers" in ours.get(b"te", b"").lower():
        lines.append(b"Connection: TE\r\nTE: trailers\r\n")
    if b"expect" in ours and request.minor and request.body:
        lines.append(b"Expect: 100-continue\r\n")
    if b"max-forwards" in ours:
        lines.append(b"Max-Forwards: %d\r\n" % (hops_left(request) - 1))
    return lines


def hops_left(request: Request) -> int:
    """How often a request may still be passed on (RFC 9110 7.6.2). Raises ``RefusedError`` (400)."""
    said = request.fields.ours.get(b"max-forwards", b"255")
    if not said.isdigit() or len(said) > 9:
        raise bad("How often it may be passed on cannot be read.")
    return int(said)


def _asked(kept: list[Line], rewrites: tuple[Rewrite, ...]) -> bytes:
    """The fields with those of the decision in the place of the client's own."""
    added = {each.name.lower().encode("ascii"): each for each in rewrites if each.kind is Rewriting.HEADER}
    lines = [b"%b: %b\r\n" % line for line in kept if line[0].lower() not in added]
    return b"".join([*lines, *(f"{each.name}: {each.value}\r\n".encode("ascii") for each in added.values())])


def _safe_query(query: str, rewrites: tuple[Rewrite, ...]) -> str:
    """A search's query with the engine's safe setting; another query as it is."""
    settings = {each.name: each.value for each in rewrites if each.kind is Rewriting.QUERY}
    if not settings or not _LOOKS_FOR(query):
        return query
    parts = [each for each in query[1:].split("&") if unquote_plus(each.partition("=")[0]) not in settings]
    return "?" + "&".join([*parts, *(f"{name}={value}" for name, value in settings.items())])


def passed_back(answer: Answer, via: bytes, *, minor: int, keep: bool, to: bytes) -> bytes:
    """The head of an answer as the client gets it."""
    lines = [answer.fields.text()]
    ours = answer.fields.ours
    if answer.body == CHUNKED and minor:
        lines.append(b"Transfer-Encoding: chunked\r\n")
    elif answer.body > 0:
        lines.append(b"Content-Length: %d\r\n" % answer.body)
    elif answer.body == 0 and answer.status != HTTPStatus.NO_CONTENT:
        unsent = to == b"HEAD" or answer.status == HTTPStatus.NOT_MODIFIED
        length = ours.get(b"content-length") if unsent else b"0"
        lines += [b"Content-Length: %b\r\n" % length] if length is not None else []
    if not keep:
        lines.append(b"Connection: close\r\n")
    elif not minor:
        lines.append(b"Connection: keep-alive\r\n")
    first = b"HTTP/1.1 %d %b\r\n" % (answer.status, answer.reason)
    return b"".join((first, *lines, b"Via: %b%b\r\n\r\n" % (_came(ours.get(b"via")), via)))


def refuse_method(request: Request) -> None:
    """Raises ``RefusedError`` (405) for TRACE, which would show a page what we add for the site."""
    if request.method == b"TRACE":
        raise RefusedError(HTTPStatus.METHOD_NOT_ALLOWED, "TRACE is not passed on.")
