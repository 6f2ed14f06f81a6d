"""A publisher of lists on this machine: over HTTPS with an authority of the tests' own, and as odd as it is told."""

import gzip
import io
import ssl
import tarfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from schoolgate.filtering.lists.fetching.connecting import Trusted

MADE = 1_780_000_000  # when files in archives say that they were made: 28 May 2026


@dataclass
class Page:
    """What is answered at a path. ``slowly``: seconds before each part; ``cut``: how many bytes are sent of it."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    slowly: float = 0
    cut: int | None = None
    length: bool = True


@dataclass
class Publisher:
    """``pages`` by path; ``asked`` are the requests so far, as ``(path, headers)``."""

    address: str
    trusted: Trusted
    pages: dict[str, Page] = field(default_factory=dict)
    asked: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)

    def lists(self, path: str, *rows: str, **headers: str) -> str:
        """Publish a plain list; its address."""
        told = {name.replace("_", "-"): said for name, said in headers.items()}
        self.pages[path] = Page("".join(f"{row}\n" for row in rows).encode(), headers=told)
        return f"{self.address}{path}"


@contextmanager
def publishing(folder: Path, *, secure: bool = True, name: str = "127.0.0.1") -> Iterator[Publisher]:
    certificate, authority = certified(folder, name)
    context = ssl.create_default_context(cafile=str(authority))
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    server.daemon_threads = True
    scheme = "https" if secure else "http"
    told = Publisher(f"{scheme}://127.0.0.1:{server.server_address[1]}", Trusted(context, loopback=True))
    server.RequestHandlerClass = _handler(told)
    if secure:
        ours = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        ours.load_cert_chain(certificate)
        server.socket = ours.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=lambda: server.serve_forever(poll_interval=0.02), daemon=True)
    thread.start()
    try:
        yield told
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


def packed(files: Mapping[str, bytes], change: Callable[[tarfile.TarInfo], object] = lambda _: None) -> bytes:
    """An archive as the University of Toulouse makes it, after ``change`` to each of its parts."""
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as tar:
        for name, body in files.items():
            part = tarfile.TarInfo(name)
            part.size, part.mtime = len(body), MADE
            change(part)
            tar.addfile(part, io.BytesIO(body))
    return gzip.compress(made.getvalue())


def certified(folder: Path, name: str) -> tuple[Path, Path]:
    """A server's key with its certificate, and the certificate of the authority behind it."""
    top, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    authority = _signed("Tests' own authority", top, "Tests' own authority", top, authority=True)
    try:
        alternative: x509.GeneralName = x509.IPAddress(ip_address(name))
    except ValueError:
        alternative = x509.DNSName(name)
    server = _signed(name, key, "Tests' own authority", top, alternative=alternative)
    plain = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "server.pem").write_bytes(plain + server.public_bytes(serialization.Encoding.PEM))
    (folder / "authority.pem").write_bytes(authority.public_bytes(serialization.Encoding.PEM))
    return folder / "server.pem", folder / "authority.pem"


def _signed(
    name: str,
    key: ec.EllipticCurvePrivateKey,
    by: str,
    signer: ec.EllipticCurvePrivateKey,
    *,
    authority: bool = False,
    alternative: x509.GeneralName | None = None,
) -> x509.Certificate:
    now = datetime.now(UTC)
    made = x509.CertificateBuilder(
        issuer_name=x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, by)]),
        subject_name=x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]),
        public_key=key.public_key(),
        serial_number=x509.random_serial_number(),
        not_valid_before=now - timedelta(hours=1),
        not_valid_after=now + timedelta(days=1),
    ).add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
    made = made.add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    made = made.add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False)
    if authority:
        signs = dict.fromkeys(
            (
                "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
                "encipher_only", "decipher_only",
            ),
            False,
        )  # fmt: skip
        usage = x509.KeyUsage(digital_signature=True, key_cert_sign=True, crl_sign=True, **signs)
        made = made.add_extension(usage, critical=True)
    if alternative is not None:
        made = made.add_extension(x509.SubjectAlternativeName([alternative]), critical=False)
    return made.sign(signer, hashes.SHA256())


def _handler(told: Publisher) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            told.asked.append((self.path, dict(self.headers)))
            page = told.pages.get(self.path, Page(status=404))
            tag = page.headers.get("ETag")
            status = 304 if tag and self.headers.get("If-None-Match") == tag else page.status
            body = b"" if status == 304 else page.body
            self.send_response(status)
            for name, said in page.headers.items():
                self.send_header(name, said)
            if page.length:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            with suppress(OSError):
                self._send(body[: page.cut], page.slowly)

        def _send(self, body: bytes, slowly: float) -> None:
            size = 100 if slowly else 1 << 16
            for place in range(0, len(body), size):
                time.sleep(slowly)
                self.wfile.write(body[place : place + size])
                self.wfile.flush()

        def log_message(self, format: str, *args: object) -> None:
            """Nothing: the tests look at ``asked``."""

    return Handler
