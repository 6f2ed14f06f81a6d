"""A few sites on this machine, over http and https, under names of their own: what is fetched is really fetched."""

import datetime
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from schoolgate.filtering.sites.fetching import Fetching, Limits

type Page = tuple[int, dict[str, str], bytes]


@dataclass
class Web:
    """``pages`` by host and path; ``asked`` is what was really asked for. ``names`` leads every name here."""

    http: int = 0
    https: int = 0
    trusted: str = ""
    pages: dict[str, Page] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    names: dict[str, list[str]] = field(default_factory=dict)

    def shows(self, where: str, title: str = "", **headers: str) -> None:
        body = f"<!doctype html><title>{title}</title><p>Hello".encode()
        self.pages[where] = (200, {"Content-Type": "text/html; charset=utf-8", **headers}, body)

    def sends_on(self, where: str, to: str, status: int = 302) -> None:
        self.pages[where] = (status, {"Location": to}, b"")

    def fetching(self, **limits: object) -> Fetching:
        """With the test's own leave to reach this machine, and its own certificate trusted."""
        given = {"own_network": True, "trusted": self.trusted, "seconds": 5.0, **limits}
        return Fetching(Limits(**given), resolve=self.resolve)  # type: ignore[arg-type]  # as the test says

    def resolve(self, host: str, _port: int) -> list[str]:
        return self.names.get(host, ["127.0.0.1"])


@contextmanager
def a_web(folder: Path, *certified: str) -> Iterator[Web]:
    """Both servers; the certificate of the second stands for the names in ``certified``."""
    web = Web(trusted=str(folder / "trusted.pem"))
    plain, sealed = _serving(web), _serving(web)
    _certify(folder, certified or ("maths.example",))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "trusted.pem", folder / "key.pem")
    sealed.socket = context.wrap_socket(sealed.socket, server_side=True)
    web.http, web.https = plain.server_address[1], sealed.server_address[1]
    for server in (plain, sealed):
        threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield web
    finally:
        for server in (plain, sealed):
            server.shutdown()
            server.server_close()


def _serving(web: Web) -> ThreadingHTTPServer:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            host = self.headers.get("Host", "").partition(":")[0]
            web.asked.append(f"{host}{self.path}")
            status, headers, body = web.pages.get(f"{host}{self.path}", (404, {}, b""))
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    return ThreadingHTTPServer(("127.0.0.1", 0), Handler)


def _certify(folder: Path, names: tuple[str, ...]) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "A web of our own")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder(issuer_name=name, subject_name=name, public_key=key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(each) for each in names]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "trusted.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    (folder / "key.pem").write_bytes(pem)
