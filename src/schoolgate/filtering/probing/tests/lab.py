"""A network in small: real servers on the loopback, for a filter test to go through."""

import select
import socket
import socketserver
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from schoolgate.filtering.probing.names import CNAME
from schoolgate.filtering.probing.plans import BLOCK, CONTROL, STAND_IN, Plan, Trial, Way
from schoolgate.filtering.probing.stand_in import stand_in_server

ZONE = "filter-test.robinhill.example"
BLOCK_PAGE = "<h1>This page is blocked</h1> by the web filter of Robin Hill Infant School"
type Behaviour = Callable[[str], str]


def serving(server: socketserver.TCPServer) -> Iterator[int]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield int(server.socket.getsockname()[1])
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


@contextmanager
def stand_ins(certificate: Any = None, key: Any = None) -> Iterator[int]:
    yield from serving(stand_in_server("127.0.0.1", 0, certificate, key))


@contextmanager
def proxy(behaves: Behaviour, site: int) -> Iterator[str]:
    """A proxy that does with each host what ``behaves`` says: ``pass``, a status, ``302 URL``, ``page TEXT`` or
    ``cut``. What it passes goes to the ``site`` on this machine, whatever the name.
    """

    handler = type("Proxy", (_Proxy,), {"behaves": staticmethod(behaves), "site": site})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    server.handle_error = lambda *args: None  # type: ignore[method-assign]  # connections that are cut are meant to be
    for port in serving(server):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def name_server(says: Callable[[str], str]) -> Iterator[str]:
    """A name server that answers each name with what ``says`` gives: an address, a response code, ``to NAME ADDRESS``,
    ``silence``, or ``none``.
    """

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            asked, line = self.request
            labels, at = [], 12
            while asked[at]:
                labels.append(asked[at + 1 : at + 1 + asked[at]].decode())
                at += 1 + asked[at]
            answer = _answer(asked, asked[12 : at + 5], says(".".join(labels)))
            if answer:
                line.sendto(answer, self.client_address)

    for port in serving(socketserver.ThreadingUDPServer(("127.0.0.1", 0), Handler)):
        yield f"127.0.0.1:{port}"


def plan(*ways: Way, tests: tuple[Trial, ...] = (), scheme: str = "http", **more: Any) -> Plan:
    """Robin Hill's own: two pages that should be blocked beside one that must come through."""
    usual = (
        Trial("children", CONTROL, f"{scheme}://children.{ZONE}/", "children", whole=STAND_IN),
        Trial("adult", BLOCK, f"{scheme}://adult.{ZONE}/", "adult", "children", STAND_IN),
        Trial("games", BLOCK, f"{scheme}://games.{ZONE}/", "games", "children", STAND_IN),
    )
    return Plan("prb_test", "Hall", "tablet", "junior", tests or usual, ways, zone=ZONE, **more)


def blocks(*categories: str, how: str = "403") -> Behaviour:
    return lambda host: how if host.split(".")[0] in categories else "pass"


def _answer(asked: bytes, question: bytes, said: str) -> bytes:
    kind, _, more = said.partition(" ")
    if kind == "silence":
        return b""
    code = int(kind) if kind.isdigit() else 0
    rows = [] if kind.isdigit() or kind == "none" else [_row(1, socket.inet_aton(said))] if kind != "to" else []
    if kind == "to":
        name, _, address = more.partition(" ")
        told = b"".join(bytes([len(part)]) + part.encode() for part in name.split(".")) + b"\0"
        rows = [_row(CNAME, told), _row(1, socket.inet_aton(address))]
    head = asked[:2] + struct.pack(">HHHHH", 0x8180 | code, 1, len(rows), 0, 0)
    return head + question + b"".join(rows)


def _row(kind: int, held: bytes) -> bytes:
    return b"\xc0\x0c" + struct.pack(">HHIH", kind, 1, 5, len(held)) + held


def _join(one: socket.socket, other: socket.socket) -> None:
    while True:
        ready, _, _ = select.select([one, other], [], [], 5)
        for line in ready:
            held = line.recv(65536)
            if not held:
                return
            (other if line is one else one).sendall(held)
        if not ready:
            return


class _Proxy(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    behaves: Behaviour
    site: int

    def do_GET(self) -> None:
        host = self.path.split("/")[2].split(":")[0]
        if (said := type(self).behaves(host)) == "pass":
            with socket.create_connection(("127.0.0.1", self.site), 5) as line:
                path = "/" + self.path.split("/", 3)[3]
                line.sendall(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
                while held := line.recv(65536):
                    self.wfile.write(held)
            self.close_connection = True
        else:
            self._say(said)

    def do_CONNECT(self) -> None:
        host = self.path.rsplit(":", 1)[0]
        if (said := type(self).behaves(host)) != "pass":
            self._say(said)
            return
        with socket.create_connection(("127.0.0.1", self.site), 5) as line:
            self.wfile.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
            self.wfile.flush()
            _join(self.connection, line)
        self.close_connection = True

    def _say(self, said: str) -> None:
        kind, _, more = said.partition(" ")
        self.close_connection = True
        if kind == "cut":
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()
            return
        body = (more if kind == "page" else BLOCK_PAGE).encode()
        self.send_response(200 if kind == "page" else int(kind))
        if kind == "302":
            self.send_header("Location", more)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass
