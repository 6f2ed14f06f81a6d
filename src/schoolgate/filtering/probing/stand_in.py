"""Stand-ins: pages with nothing on them, under names that say what a list should call them.

``adult.filter-test.school.example`` is on the list of adult sites and on no other, because a list file that we write
says so, for our filter or a supplier's. So nothing harmful is asked for, and what the page really holds is known.
"""

import ssl
from collections.abc import Iterable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Final

from schoolgate.filtering.probing.plans import stand_in_page
from schoolgate.gates.web.categories import CATALOGUE, Category

ZONE: Final = "filter-test.example"
CONTROL: Final = "children"  # open at every level that ships, the infants' garden included


def categories() -> list[Category]:
    """Those that have a stand-in: all but the illegal ones, for which only their bodies' own test pages will do."""
    return [each for each in CATALOGUE if not each.locked]


def host_of(category: str, zone: str = ZONE) -> str:
    return f"{category}.{zone}"


def write_lists(folder: Path, zone: str = ZONE) -> list[Path]:
    """A list of one name for each category, in folders as block lists come: ``adult/domains``. Returns the files."""
    written = []
    for each in categories():
        into = folder / each.key
        into.mkdir(parents=True, exist_ok=True)
        (into / "domains").write_text(f"{host_of(each.key, zone)}\n", encoding="utf-8")
        written.append(into / "domains")
    return written


def list_lines(zone: str = ZONE) -> Iterable[str]:
    """``name,category``: what a supplier loads by hand."""
    yield "name,category"
    yield from (f"{host_of(each.key, zone)},{each.words}" for each in categories())


class _StandIn(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "schoolgate-stand-in"
    sys_version = ""
    timeout = 10

    def do_GET(self) -> None:
        host = (self.headers.get("Host") or "").rsplit(":", 1)[0].strip("[]").lower()
        nonce = self.path.rsplit("/", 1)[-1][:64]
        found = stand_in_page(host, nonce) if nonce.isalnum() and nonce.isascii() else "Nothing is here.\n"
        body = found.encode()
        self.send_response(200 if nonce else 404)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is kept of who asked."""


def stand_in_server(
    address: str, port: int, certificate: Path | None = None, key: Path | None = None
) -> ThreadingHTTPServer:
    """A server of stand-ins, over TLS with a certificate (PEM). It answers once ``serve_forever`` is called."""
    server = ThreadingHTTPServer((address, port), _StandIn)
    server.daemon_threads = True
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    return server
