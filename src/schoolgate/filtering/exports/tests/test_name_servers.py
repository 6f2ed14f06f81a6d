"""Unbound and dnsdist, as Debian packages them, close what the gate closes and go on to ask for all else."""

import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from schoolgate.filtering.exports.closed import Closed
from schoolgate.filtering.exports.tests.servers import NXDOMAIN, OPEN_ADDRESS, Upstream, asked, free_port
from schoolgate.filtering.exports.written import written
from schoolgate.filtering.store.reading import Store
from schoolgate.filtering.store.tests.making import made
from schoolgate.gates.web.rules import Rules
from schoolgate.gates.web.scopes import Who

pytestmark = pytest.mark.real

LISTS = {
    "gambling/a": ["owl.example", "a.b.kite.example"],
    "children/b": ["wren.example"],
    "adult/c": ["x.wren.example"],
}
CLOSED = ("owl.example", "WWW.owl.example", "c.a.b.kite.example", "use-application-dns.net", "_dns.resolver.arpa")
OPENED = ("snowyowl.example", "kite.example", "b.kite.example", "z.b.kite.example", "heron.example", "y.wren.example")

UNBOUND = """
server:
    interface: 127.0.0.1@{port}
    do-daemonize: no
    do-not-query-localhost: no
    chroot: ""
    username: ""
    directory: "{folder}"
    pidfile: ""
    use-syslog: no
    module-config: "respip iterator"
    do-ip6: no
rpz:
    name: rpz.wren.example
    zonefile: "{folder}/zone"
forward-zone:
    name: "."
    forward-addr: 127.0.0.1@{upstream}
remote-control:
    control-enable: no
"""
DNSDIST = """
setLocal("127.0.0.1:{port}")
newServer({{address="127.0.0.1:{upstream}", healthCheckMode="up"}})
"""


def installed(name: str) -> str:
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin")
    assert found, f"{name} is not installed; on Debian: apt install {name}"
    return found


@contextmanager
def running(*command: str) -> Iterator[None]:
    server = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield
        assert server.poll() is None
    finally:
        server.kill()
        server.wait(timeout=20)


@pytest.fixture
def upstream() -> int:
    server = Upstream()
    server.start()
    return server.port


def exported(tmp_path: Path, form: str, level: str, lists: dict[str, list[str]]) -> None:
    store = Store(made(tmp_path / "s", lists))
    written(Closed(store, Rules(), Who(level), int(time.time())), form, tmp_path / "zone", "rpz.wren.example")


def outcome(port: int, host: str) -> str:
    code, message = asked(port, host)
    return "closed" if code == NXDOMAIN else "open" if OPEN_ADDRESS in message else f"{code}"


def outcomes(port: int, *hosts: str) -> dict[str, str]:
    return {host: outcome(port, host) for host in hosts}


def test_unbound_loads_the_zone_and_answers_as_the_gate_does(tmp_path: Path, upstream: int) -> None:
    exported(tmp_path, "rpz", "junior", LISTS)
    port = free_port()
    settings = tmp_path / "unbound.conf"
    settings.write_text(UNBOUND.format(port=port, upstream=upstream, folder=tmp_path))
    with running(installed("unbound"), "-d", "-c", str(settings)):
        assert outcomes(port, *CLOSED) == dict.fromkeys(CLOSED, "closed")
        assert outcomes(port, *OPENED) == dict.fromkeys(OPENED, "open")
        assert b"forcesafesearch" in asked(port, "www.google.co.uk")[1]


def test_unbound_keeps_a_walled_garden(tmp_path: Path, upstream: int) -> None:
    exported(tmp_path, "rpz", "infant", LISTS)
    port = free_port()
    settings = tmp_path / "unbound.conf"
    settings.write_text(UNBOUND.format(port=port, upstream=upstream, folder=tmp_path))
    with running(installed("unbound"), "-d", "-c", str(settings)):
        assert outcomes(port, "wren.example", "y.wren.example") == dict.fromkeys(
            ("wren.example", "y.wren.example"), "open"
        )
        shut = ("x.wren.example", "heron.example", "www.google.com", "org", "owl.example", "heron.org")
        assert outcomes(port, *shut) == dict.fromkeys(shut, "closed")


def test_dnsdist_answers_from_the_file_and_takes_up_another_while_it_serves(tmp_path: Path, upstream: int) -> None:
    exported(tmp_path, "cdb", "guest", LISTS)
    port = free_port()
    settings = tmp_path / "dnsdist.conf"
    given = (tmp_path / "zone.conf").read_text().replace(", 5)", ", 1)")
    settings.write_text(DNSDIST.format(port=port, upstream=upstream) + given)
    with running(installed("dnsdist"), "--supervised", "--disable-syslog", "-C", str(settings)):
        assert outcomes(port, *CLOSED[:4]) == dict.fromkeys(CLOSED[:4], "closed")
        assert outcomes(port, *OPENED) == dict.fromkeys(OPENED, "open")
        code, message = asked(port, "wren.example", record=65)
        assert (code, OPEN_ADDRESS in message) == (0, False)
        exported(tmp_path, "cdb", "guest", {"gambling/a": ["kite.example"]})
        late = time.monotonic() + 10
        while outcome(port, "kite.example") != "closed" and time.monotonic() < late:
            time.sleep(0.2)
        assert outcomes(port, "x.kite.example", "owl.example") == {"x.kite.example": "closed", "owl.example": "open"}
