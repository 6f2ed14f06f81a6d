"""Unbound, BIND, PowerDNS and dnsdist, as Debian packages them, close what the gate closes and ask on for all else."""

import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from schoolgate.filtering.exports.closed import Closed
from schoolgate.filtering.exports.dnsdist import Serving, configuration
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
# Case that changes from letter to letter (0x20), and a name in letters of another alphabet, as it is asked for.
EVASIONS = ("oWl.ExAmPlE", "xN--SchAUenster-Eule.owl.example", "xn--bcher-kva.owl.example")
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
BIND = """
options {{
    directory "{folder}";
    listen-on port {port} {{ 127.0.0.1; }};
    listen-on-v6 {{ none; }};
    pid-file none;
    session-keyfile "{folder}/session.key";
    managed-keys-directory "{folder}";
    recursion yes;
    forward only;
    forwarders port {upstream} {{ 127.0.0.1; }};
    dnssec-validation no;
    response-policy {{ zone "rpz.wren.example"; }} qname-wait-recurse no;
}};
controls {{ }};
zone "rpz.wren.example" {{ type primary; file "{folder}/zone"; allow-query {{ none; }}; }};
"""
POWERDNS = """
daemon=no
config-dir={folder}
socket-dir={folder}
local-address=127.0.0.1
local-port={port}
forward-zones-recurse=.=127.0.0.1:{upstream}
dont-query=
dnssec=off
security-poll-suffix=
setuid=
setgid=
lua-config-file={folder}/rpz.lua
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


def started(server: str, folder: Path, port: int, upstream: int) -> tuple[str, ...]:
    """The configuration written, and the command that starts the server with it."""
    settings = folder / f"{server}.conf"
    forms = {"unbound": UNBOUND, "named": BIND, "pdns_recursor": POWERDNS}
    if server == "pdns_recursor":
        settings = folder / "recursor.conf"
        (folder / "rpz.lua").write_text(f'rpzFile("{folder}/zone", {{policyName="school"}})')
    settings.write_text(forms[server].format(port=port, upstream=upstream, folder=folder))
    return {
        "unbound": (installed("unbound"), "-d", "-c", str(settings)),
        "named": (installed("named"), "-f", "-c", str(settings)),
        "pdns_recursor": (installed("pdns_recursor"), f"--config-dir={folder}"),
    }[server]


@pytest.mark.parametrize("server", ["unbound", "named", "pdns_recursor"])
def test_a_server_loads_the_zone_and_answers_as_the_gate_does(tmp_path: Path, upstream: int, server: str) -> None:
    exported(tmp_path, "rpz", "junior", LISTS)
    port = free_port()
    with running(*started(server, tmp_path, port, upstream)):
        assert outcomes(port, *CLOSED) == dict.fromkeys(CLOSED, "closed")
        assert outcomes(port, *OPENED) == dict.fromkeys(OPENED, "open")
        assert outcomes(port, *EVASIONS) == dict.fromkeys(EVASIONS, "closed")
        assert b"forcesafesearch" in asked(port, "www.google.co.uk")[1]


@pytest.mark.parametrize("server", ["unbound", "named", "pdns_recursor"])
def test_a_server_keeps_a_walled_garden(tmp_path: Path, upstream: int, server: str) -> None:
    exported(tmp_path, "rpz", "infant", LISTS)
    port = free_port()
    with running(*started(server, tmp_path, port, upstream)):
        assert outcomes(port, "wren.example", "y.wren.example") == dict.fromkeys(
            ("wren.example", "y.wren.example"), "open"
        )
        shut = ("x.wren.example", "heron.example", "www.google.com", "owl.example", "heron.org")
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


def whole(tmp_path: Path, upstream: int, level: str, sinkhole: str = "") -> int:
    """The port of dnsdist's, configured by nothing else than what we write."""
    store, port = Store(made(tmp_path / "s", LISTS)), free_port()
    found = Closed(store, Rules(), Who(level), int(time.time()))
    written(found, "cdb", tmp_path / "guest.cdb", "")
    serving = Serving((f"127.0.0.1:{port}",), (f"127.0.0.1:{upstream}",), refresh=1, sinkhole=sinkhole)
    safe = {"forcesafesearch.google.com": ("192.0.2.120", "2001:db8::120"), "strict.bing.com": ("192.0.2.121",)}
    text = configuration(found, str(tmp_path / "guest.cdb"), serving, lambda name: safe.get(name, ()))
    (tmp_path / "dnsdist.conf").write_text(text)
    return port


def dnsdist(folder: Path) -> tuple[str, ...]:
    return (installed("dnsdist"), "--supervised", "--disable-syslog", "-C", str(folder / "dnsdist.conf"))


def test_dnsdist_serves_guests_by_the_whole_configuration(tmp_path: Path, upstream: int) -> None:
    port = whole(tmp_path, upstream, "guest")
    with running(*dnsdist(tmp_path)):
        assert outcomes(port, *CLOSED) == dict.fromkeys(CLOSED, "closed")
        assert outcomes(port, *EVASIONS) == dict.fromkeys(EVASIONS, "closed")
        assert outcomes(port, *OPENED) == dict.fromkeys(OPENED, "open")
        assert outcomes(port, "mask.icloud.com", "dns.google") == {"mask.icloud.com": "closed", "dns.google": "closed"}
        for record in (64, 65):
            code, message = asked(port, "heron.example", record=record)
            assert (code, OPEN_ADDRESS in message) == (0, False)
        assert bytes((192, 0, 2, 120)) in asked(port, "www.google.co.uk")[1]
        assert OPEN_ADDRESS not in asked(port, "www.google.co.uk", record=28)[1]
        assert bytes((192, 0, 2, 121)) in asked(port, "wWw.BiNg.com")[1]
        assert b"restrictmoderate" in asked(port, "www.youtube.com")[1]
        assert outcome(port, "maps.google.co.uk") == "open"


def test_closed_names_may_lead_to_the_schools_own_page_and_canaries_never_do(tmp_path: Path, upstream: int) -> None:
    port = whole(tmp_path, upstream, "guest", sinkhole="192.0.2.80")
    with running(*dnsdist(tmp_path)):
        for host in ("owl.example", "x.owl.example"):
            code, message = asked(port, host)
            assert (code, bytes((192, 0, 2, 80)) in message) == (0, True)
            assert OPEN_ADDRESS not in asked(port, host, record=28)[1]
        canaries = ("use-application-dns.net", "mask.icloud.com", "_dns.resolver.arpa")
        assert outcomes(port, *canaries) == dict.fromkeys(canaries, "closed")
        assert outcome(port, "heron.example") == "open"
