"""Tunnels: the host they are asked for is decided, and so is what the greeting in them names."""

import contextlib
import socket
import ssl
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from schoolgate.filtering.ways_in.desk.tests import a_desk
from schoolgate.filtering.ways_in.proxy import shared
from schoolgate.filtering.ways_in.proxy.settings import Settings
from schoolgate.filtering.ways_in.proxy.tests.a_certificate import contexts
from schoolgate.filtering.ways_in.proxy.tests.a_proxy import HERE, PATIENCE, Caller, Running, running
from schoolgate.gates.web.exceptions import Closure
from schoolgate.gates.web.sites import Site

NAMES = ("heron.example", "owl.example", "www.youtube.com", "wren.example")


class Echo:
    """A site behind TLS that says back what it hears, in capitals, until it hears no more; and then a last word."""

    def __init__(self, context: ssl.SSLContext | None) -> None:
        self._context = context
        self.socket = socket.create_server((HERE, 0))
        self.port = self.socket.getsockname()[1]
        self.connections = 0
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                taken, _ = self.socket.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self._echo, args=(taken,), daemon=True).start()

    def _echo(self, taken: socket.socket) -> None:
        taken.settimeout(PATIENCE)
        with contextlib.suppress(OSError), taken:
            talk = self._context.wrap_socket(taken, server_side=True) if self._context else taken
            with talk:
                while heard := talk.recv(65_536):
                    talk.sendall(heard.upper())
                talk.sendall(b"bye")

    def close(self) -> None:
        self.socket.shutdown(socket.SHUT_RDWR)
        self.socket.close()


@pytest.fixture
def trust(tmp_path: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    return contexts(tmp_path, *NAMES)


@pytest.fixture
def site(trust: tuple[ssl.SSLContext, ssl.SSLContext]) -> Iterator[Echo]:
    site = Echo(trust[0])
    yield site
    site.close()


@pytest.fixture
def proxy(tmp_path: Path, site: Echo) -> Iterator[Running]:
    with running(tmp_path, ports=(site.port,)) as proxy:
        yield proxy


def connect(caller: Caller, host: str, port: int) -> int:
    """Ask for a tunnel: the status of the answer."""
    caller.say(f"CONNECT {host}:{port} HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n".encode())
    return int(caller.until(b"\r\n\r\n").split()[1])


def test_a_tunnel_carries_what_both_say(
    proxy: Running, site: Echo, trust: tuple[ssl.SSLContext, ssl.SSLContext]
) -> None:
    with proxy.call() as caller:
        assert connect(caller, "heron.example", site.port) == 200
        with trust[1].wrap_socket(caller.socket, server_hostname="heron.example") as talk:
            talk.sendall(b"quack")
            assert talk.recv(10) == b"QUACK"
    assert proxy.landed() == [("connect", "heron.example", "allow")]


def test_a_tunnel_ends_when_its_site_is_closed_meanwhile(
    proxy: Running, site: Echo, trust: tuple[ssl.SSLContext, ssl.SSLContext], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shared, "AGAIN_SECONDS", 0)
    with proxy.call() as caller, proxy.call() as other:
        assert connect(caller, "heron.example", site.port) == connect(other, "wren.example", site.port) == 200
        with (
            trust[1].wrap_socket(caller.socket, server_hostname="heron.example") as talk,
            trust[1].wrap_socket(other.socket, server_hostname="wren.example") as beside,
        ):
            since = datetime.now(UTC) - timedelta(minutes=1)
            found = Closure("clo_1", Site("heron.example"), since, since + timedelta(hours=1), "per_head", "Found.")
            a_desk.put_rules(proxy.files, replace(a_desk.JUNIORS, epoch=4, closures=(found,)))
            with contextlib.suppress(ConnectionError):
                assert talk.recv(10) == b""
            beside.sendall(b"quack")
            assert beside.recv(10) == b"QUACK"
    assert ("connect", "heron.example", "block") in proxy.landed()
    assert len(proxy.landed()) == 3


def test_a_tunnel_ends_when_the_site_its_greeting_named_is_closed_meanwhile(
    proxy: Running, site: Echo, trust: tuple[ssl.SSLContext, ssl.SSLContext], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shared, "AGAIN_SECONDS", 0)
    with proxy.call() as caller:
        assert connect(caller, "heron.example", site.port) == 200
        with trust[1].wrap_socket(caller.socket, server_hostname="wren.example") as talk:
            since = datetime.now(UTC) - timedelta(minutes=1)
            found = Closure("clo_1", Site("wren.example"), since, since + timedelta(hours=1), "per_head", "Found.")
            a_desk.put_rules(proxy.files, replace(a_desk.JUNIORS, epoch=4, closures=(found,)))
            with contextlib.suppress(ConnectionError):
                assert talk.recv(10) == b""
    assert ("sni", "wren.example", "block") in proxy.landed()


def test_a_closed_host_gets_no_tunnel_and_a_page_that_says_why(proxy: Running, site: Echo) -> None:
    with proxy.call() as caller:
        caller.say(f"CONNECT owl.example:{site.port} HTTP/1.1\r\nHost: owl.example\r\n\r\n".encode())
        status, fields, page = caller.answer()
        assert (status, fields["cache-control"]) == (403, "no-store")
        assert b"owl.example" in page
    assert site.connections == 0


def test_another_name_in_the_greeting_is_decided_too(
    proxy: Running, site: Echo, trust: tuple[ssl.SSLContext, ssl.SSLContext]
) -> None:
    with proxy.call() as caller:
        assert connect(caller, "heron.example", site.port) == 200
        with pytest.raises(ssl.SSLError, match=r"(?i)access denied"):
            trust[1].wrap_socket(caller.socket, server_hostname="owl.example")
    with proxy.call() as caller:  # open, but gone to by another name than its safe one
        assert connect(caller, "heron.example", site.port) == 200
        with pytest.raises(ssl.SSLError, match=r"(?i)access denied"):
            trust[1].wrap_socket(caller.socket, server_hostname="www.youtube.com")
    with proxy.call() as caller:
        assert connect(caller, "heron.example", site.port) == 200
        with trust[1].wrap_socket(caller.socket, server_hostname="wren.example") as talk:
            talk.sendall(b"quack")
            assert talk.recv(10) == b"QUACK"
    assert [asked for asked in proxy.landed() if asked[0] == "sni"] == [
        ("sni", "owl.example", "block"),
        ("sni", "www.youtube.com", "allow"),
        ("sni", "wren.example", "allow"),
    ]


def test_a_site_with_a_safe_name_is_gone_to_by_it(tmp_path: Path, site: Echo) -> None:
    asked: list[str] = []

    async def ask(host: str) -> list[str]:
        asked.append(host)
        return [HERE]

    with running(tmp_path, ports=(site.port,), ask=ask) as proxy, proxy.call() as caller:
        assert connect(caller, "www.youtube.com", site.port) == 200
    assert asked == ["restrict.youtube.com"]


@pytest.mark.parametrize(
    "said", [b"SSH-2.0-x\r\n", b"GET / HTTP/1.1\r\nHost: owl.example\r\n\r\n", b"\x16\x03\x01\x00\x01\x02"]
)
def test_what_is_no_tls_is_ended(proxy: Running, site: Echo, said: bytes) -> None:
    with proxy.call() as caller:
        assert connect(caller, "heron.example", site.port) == 200
        assert caller.say(said).rest() == b"\x15\x03\x03\x00\x02\x02\x31"


def test_a_port_may_be_named_for_what_is_no_tls_and_each_side_may_end_first(tmp_path: Path) -> None:
    site = Echo(None)
    settings = Settings(allowed=("127.0.0.0/8",), plain_tunnel_ports=frozenset({site.port}))
    with running(tmp_path, settings, ports=(site.port,)) as proxy, proxy.call() as caller:
        assert connect(caller, "heron.example", site.port) == 200
        caller.say(b"quack")
        assert caller.heard(5) == b"QUACK"
        caller.socket.shutdown(socket.SHUT_WR)
        assert caller.rest() == b"bye"
    site.close()


@pytest.mark.parametrize(
    ("target", "host"),
    [
        ("heron.example", "heron.example"),
        ("heron.example:443", "owl.example"),
        ("heron.example:443", "heron.example:444"),
        ("http://heron.example:443/", "heron.example"),
        ("heron.example:443/", "heron.example"),
        ("user@heron.example:443", "heron.example"),
    ],
)
def test_a_tunnel_with_two_readings_is_refused(proxy: Running, target: str, host: str) -> None:
    with proxy.call() as caller:
        caller.say(f"CONNECT {target} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
        assert caller.answer()[0] == 400


def test_a_tunnel_to_another_port_is_refused(proxy: Running) -> None:
    with proxy.call() as caller:
        assert connect(caller, "heron.example", 22) == 403
