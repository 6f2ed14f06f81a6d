"""A real Squid on loopback, with our configuration, our helper, and two sites to go to: one plain, one encrypted."""

import contextlib
import http.server
import os
import pwd
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import time
from base64 import b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import schoolgate
from schoolgate.filtering.ways_in.desk.tests import a_desk
from schoolgate.filtering.ways_in.squid.certificates import make_authority
from schoolgate.filtering.ways_in.squid.config import CERTIFICATES, Wanted, text
from schoolgate.gates.web.rules import Rules

PORT, PLAIN, SECURE = 8140, 8150, 8151
HOSTS: Final = ("heron.example", "owl.example", "casino.example", "worst.example", "bank.example", "wren.example")
LISTED: Final = {**a_desk.LISTED, "money/d": ["bank.example"]}
JUNIORS: Final = Rules(epoch=3, unknown="junior")
_SQUID: Final = "/usr/sbin/squid"


class Site(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        body = f"{self.headers['Host']} {self.headers.get('YouTube-Restrict', '')}".encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Nobody reads it."""


@dataclass
class Running:
    """``root`` holds everything; ``files`` is the school's filter folder."""

    root: Path
    process: subprocess.Popen[bytes]
    wanted: Wanted

    def get(self, host: str, path: str = "/", *, sign_in: str = "", port: int = PORT) -> "Answer":
        """A page by the proxy, in the clear."""
        head = f"GET http://{host}:{PLAIN}{path} HTTP/1.1\r\nHost: {host}:{PLAIN}\r\nConnection: close\r\n"
        try:
            return _answer(_asked(port, f"{head}{_signed(sign_in)}\r\n"))
        except OSError:
            return Answer(0, {}, "")

    def tunnel(self, host: str, *, sni: str = "", port: int = PORT, sign_in: str = "") -> "Answer":
        """A page by a tunnel to the encrypted site, whose greeting names ``sni``."""
        with _joined(port) as line:
            line.sendall(f"CONNECT {host}:{SECURE} HTTP/1.1\r\nHost: {host}\r\n{_signed(sign_in)}\r\n".encode())
            answer = _answer(_until(line, b"\r\n\r\n"))
            if answer.status != 200:
                return answer
            trusting = ssl.create_default_context()
            trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
            try:
                with trusting.wrap_socket(line, server_hostname=sni or host) as secure:
                    issuer = secure.getpeercert(binary_form=True) or b""
                    secure.sendall(f"GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
                    return replace(_answer(_until(secure, b"")), certificate=issuer)
            except (OSError, ValueError):
                return Answer(0, {}, "")

    def helpers(self) -> list[int]:
        """The processes that answer it."""
        found = []
        for entry in Path("/proc").iterdir():
            with contextlib.suppress(OSError, ValueError):
                asked = (entry / "cmdline").read_bytes()
                if b"helper" in asked and str(self.wanted.folder).encode() in asked:
                    found.append(int(entry.name))
        return found


@dataclass(frozen=True)
class Answer:
    """``status`` 0 where the line was closed."""

    status: int
    fields: Mapping[str, str]
    body: str
    certificate: bytes = b""


@contextmanager
def running(rules: Rules = JUNIORS, more: str = "", sign_in_lines: str = "", **chosen: Any) -> Iterator[Running]:
    """Start Squid and wait until it listens; ``more`` are lines of its own file."""
    root = Path(tempfile.mkdtemp(prefix="schoolgate-squid-"))
    root.chmod(0o755)
    files, out = a_desk.folder(root, rules, LISTED), root / "out"
    out.mkdir()
    (root / "hosts").write_text(f"127.0.0.1 {' '.join(HOSTS)}\n")
    (out / "sign-in.conf").write_text(sign_in_lines)
    (out / "own.conf").write_text(f"hosts_file {root / 'hosts'}\nshutdown_lifetime 0 seconds\n{more}")
    for name in ("unused", "inspecting"):
        make_authority(out / f"{name}.pem", out / f"{name}.crt", "Robin Hill", ("nhs.uk",))
    source = Path(schoolgate.__file__).parent.parent
    command = ("/usr/bin/env", f"PYTHONPATH={source}", sys.executable, "-m", "schoolgate", "filter", "helper")
    places = {"state": root, "log": root / "cache.log", "pid": root / "pid"}
    usual = {"clients": ("127.0.0.0/8",), "reach": ("127.0.0.0/8",), "ports": (80, 443, PLAIN, SECURE)}
    wanted = Wanted(files.root, out, command, **{"address": "127.0.0.1", "port": PORT, **usual, **places, **chosen})
    (out / "squid.conf").write_text(text(wanted))
    if wanted.inspect:
        store = root / "schoolgate-certificates"
        subprocess.run([*_user(), CERTIFICATES, "-c", "-s", store, "-M", "16MB"], check=True, capture_output=True)
    name = f"sg{os.getpid()}"
    begin = [*_user(), _SQUID, "-n", name, "--foreground", "-f", str(out / "squid.conf")]
    with subprocess.Popen(begin, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process, _sites(root):
        try:
            _listening(process, root / "cache.log")
            yield Running(root, process, wanted)
        finally:
            process.terminate()
            process.wait(30)
    shutil.rmtree(root, ignore_errors=True)


def _user() -> list[str]:
    """Squid refuses to be root. Where the tests are, it is root's files that it reads, as Squid's user."""
    if os.getuid():
        return []
    user = pwd.getpwnam("proxy")
    return ["unshare", "--user", f"--map-user={user.pw_uid}", f"--map-group={user.pw_gid}"]


def _listening(process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(200):
        with contextlib.suppress(OSError), _joined(PORT):
            return
        assert process.poll() is None, log.read_text()
        time.sleep(0.1)
    raise AssertionError(log.read_text())


@contextmanager
def _sites(root: Path) -> Iterator[None]:
    make_authority(root / "site.pem", root / "site.crt", "heron.example", ("nhs.uk",))
    plain = http.server.ThreadingHTTPServer(("127.0.0.1", PLAIN), Site)
    secure = http.server.ThreadingHTTPServer(("127.0.0.1", SECURE), Site)
    own = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    own.load_cert_chain(root / "site.pem")
    secure.socket = own.wrap_socket(secure.socket, server_side=True, do_handshake_on_connect=False)
    for each in (plain, secure):
        threading.Thread(target=each.serve_forever, daemon=True).start()
    try:
        yield
    finally:
        for each in (plain, secure):
            each.shutdown()
            each.server_close()


def _joined(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=20)


def _asked(port: int, head: str) -> bytes:
    with _joined(port) as line:
        line.sendall(head.encode())
        return _until(line, b"")


def _until(line: socket.socket, mark: bytes) -> bytes:
    found = b""
    while not mark or mark not in found:
        more = line.recv(65536)
        if not more:
            break
        found += more
    return found


def _signed(sign_in: str) -> str:
    return f"Proxy-Authorization: Basic {b64encode(sign_in.encode()).decode()}\r\n" if sign_in else ""


def _answer(raw: bytes) -> Answer:
    head, _, body = raw.decode("latin-1").partition("\r\n\r\n")
    first, *rest = head.split("\r\n")
    fields = {name.lower(): value.strip() for name, _, value in (each.partition(":") for each in rest)}
    return Answer(int(first.split()[1]) if first else 0, fields, body)
