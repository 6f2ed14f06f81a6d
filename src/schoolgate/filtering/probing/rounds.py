"""Names and ways round the filter: other name servers, encrypted look-up, QUIC, canary names, safe search."""

from __future__ import annotations

import base64
import os
import socket
import time
from dataclasses import replace

from schoolgate.filtering.probing.names import (
    NXDOMAIN,
    NameAnswer,
    NoAnswerError,
    ask_name_server,
    name_question,
    server_and_port,
)
from schoolgate.filtering.probing.plans import (
    BARE,
    CANARY,
    DOH,
    OTHER_RESOLVER,
    QUIC,
    RESOLVER,
    STAND_IN,
    Plan,
    Trial,
    Way,
)
from schoolgate.filtering.probing.reaching import (
    ANSWERED,
    NO_NAME,
    NO_ROUTE,
    TIMED_OUT,
    Seen,
    failure,
    fetch_page,
    is_nowhere,
)

_ASKED_FOR = "example.com"  # IANA's own, and nobody's business
_LEAST_QUIC = 1200  # bytes: RFC 9000 section 14.1
_GREASE = bytes.fromhex("0a0a0a0a")  # a version nobody speaks: the answer is the list of those spoken (section 6)


def look_up(name: str, way: Way, timeout: float = 4.0) -> Seen:
    """What the way's name server answers, or the machine's own where the way names none. Never raises."""
    began = time.monotonic()
    try:
        asks = way.kind == RESOLVER
        answer = ask_name_server(way.through, name, timeout=timeout) if asks else _by_machine(name)
        seen = Seen(ANSWERED, status=answer.code, addresses=answer.addresses, led_through=answer.led_through)
    except NoAnswerError as error:
        seen = Seen(error.how)
    except Exception as error:
        seen = Seen(failure(error))
    return replace(seen, took_ms=int((time.monotonic() - began) * 1000))


def try_round(test: Trial, plan: Plan, way: Way, proxy: str) -> Seen:
    """Try one way round the filter; ``whole`` is that it was open. Never raises."""
    kind, _, what = test.address.partition(":")
    if kind == DOH:
        asked = base64.urlsafe_b64encode(name_question(_ASKED_FOR)).rstrip(b"=").decode()
        page = replace(test, address="https://%s/dns-query?dns=%s" % (what, asked), whole="names")
        return fetch_page(page, plan, proxy)
    if kind == QUIC:
        return _by_quic(what)
    if kind == OTHER_RESOLVER:
        seen = look_up(_ASKED_FOR, Way(RESOLVER, what))
        real = bool(seen.addresses) and not any(is_nowhere(one) for one in seen.addresses)
        return replace(seen, whole=seen.how == ANSWERED and seen.status == 0 and real)
    if kind == BARE:
        return fetch_page(replace(test, address=what, whole=STAND_IN), plan, proxy)
    if kind == CANARY:
        seen = look_up(what, way)
        return replace(seen, whole=seen.how == ANSWERED and seen.status == 0 and bool(seen.addresses))
    return Seen(NO_ROUTE)


def try_search(test: Trial, way: Way) -> Seen:
    """Whether a search engine's name leads to its safe one: ``search:www.google.com=forcesafesearch.google.com``."""
    name, _, safe = test.address.partition(":")[2].partition("=")
    seen, wanted = look_up(name, way), look_up(safe, way)
    if seen.how != ANSWERED or wanted.how != ANSWERED:
        return seen if seen.how != ANSWERED else wanted
    same = set(seen.addresses) & set(wanted.addresses) or safe in seen.led_through
    return replace(seen, whole=bool(same and seen.addresses))


def _by_machine(name: str) -> NameAnswer:
    try:
        found = socket.getaddrinfo(name, 443, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        if error.errno in (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)):
            return NameAnswer(NXDOMAIN)
        raise NoAnswerError(TIMED_OUT if error.errno == socket.EAI_AGAIN else NO_NAME) from None
    return NameAnswer(0, tuple(dict.fromkeys(str(one[4][0]) for one in found)))


def _by_quic(host: str) -> Seen:
    """Three greetings in a version that nobody speaks: any server of QUIC answers with the versions it speaks."""
    ours, theirs = os.urandom(8), os.urandom(8)
    head = b"\xc0" + _GREASE + b"\x08" + theirs + b"\x08" + ours
    began, how = time.monotonic(), TIMED_OUT
    name, port = server_and_port(host, 443)
    try:
        where = socket.getaddrinfo(name, port, type=socket.SOCK_DGRAM)[0]
        with socket.socket(where[0], socket.SOCK_DGRAM) as line:
            line.settimeout(1.5)
            line.connect(where[4])
            for _ in range(3):
                line.send(head.ljust(_LEAST_QUIC, b"\0"))
                try:
                    told = line.recv(2048)
                except socket.timeout:
                    continue
                if told[:1] >= b"\x80" and told[1:5] == b"\0\0\0\0" and ours in told:
                    how = ANSWERED
                    break
    except Exception as error:
        how = failure(error)
    return Seen(how, whole=how == ANSWERED, took_ms=int((time.monotonic() - began) * 1000))
