"""A supplier's filter, and a name server's: the test through the real Squid and the real Unbound."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from schoolgate.filtering.probing.plans import PROXY, RESOLVER, Trial, Way
from schoolgate.filtering.probing.tests.lab import ZONE, plan, stand_ins
from schoolgate.filtering.probing.tests.test_encrypted_and_round import certificate
from schoolgate.filtering.probing.tests.test_through_a_proxy import found

pytestmark = pytest.mark.real
SQUID = shutil.which("squid") or "/usr/sbin/squid"
UNBOUND = shutil.which("unbound") or "/usr/sbin/unbound"


def free_port(kind: socket.SocketKind = socket.SOCK_STREAM) -> int:
    with socket.socket(socket.AF_INET, kind) as line:
        line.bind(("127.0.0.1", 0))
        return int(line.getsockname()[1])


@contextmanager
def running(command: list[str], port: int, log: Path) -> Iterator[None]:
    """The server, once it takes connections."""
    with log.open("wb") as told:
        process = subprocess.Popen(command, stdout=told, stderr=told)
    try:
        for _ in range(100):
            with socket.socket() as line:
                if line.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert process.poll() is None, log.read_text()
            time.sleep(0.1)
        yield
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(10)


@contextmanager
def squid(folder: Path, site: int) -> Iterator[str]:
    """Squid with a list of what is banned, in front of the stand-ins."""
    port = free_port()
    (folder / "banned").write_text(f"adult.{ZONE}\n")
    names = "".join(f"127.0.0.1 {each}.{ZONE}\n" for each in ("children", "adult", "games"))
    (folder / "hosts").write_text(f"127.0.0.1 localhost\n{names}")
    config = [
        f"http_port 127.0.0.1:{port}",
        f'acl banned dstdomain "{folder / "banned"}"',
        "http_access deny banned",
        "http_access allow all",
        f"cache_peer 127.0.0.1 parent {site} 0 no-query originserver name=site",
        "acl plain method GET",
        "never_direct allow plain",
        f"hosts_file {folder / 'hosts'}",
        f"pid_filename {folder / 'squid.pid'}",
        f"cache_log {folder / 'cache.log'}",
        f"coredump_dir {folder}",
        "access_log none",
        "cache deny all",
        "pinger_enable off",
        "netdb_filename none",
        "visible_hostname robinhill.example",
        "shutdown_lifetime 0 seconds",
    ]
    (folder / "squid.conf").write_text("\n".join(config) + "\n")
    for place in (folder, *folder.parents[:3]):
        if place.stat().st_uid == os.getuid() and str(place).startswith("/tmp/"):
            place.chmod(0o777)
    # A name of its own: another Squid on this machine has shared memory under the usual one.
    command = [SQUID, "-N", "-n", f"filtertest{port}", "-f", str(folder / "squid.conf")]
    with running(command, port, folder / "said.log"):
        yield f"http://127.0.0.1:{port}"


def test_squid_with_a_list_blocks_what_it_lists_and_no_more(tmp_path: Path) -> None:
    with stand_ins() as site, squid(tmp_path, site) as address:
        told = found(plan(Way(PROXY, address)))
    assert told == {"children": ("open", "whole"), "adult": ("blocked", "refused"), "games": ("let-through", "whole")}


def test_squid_over_tls_refuses_to_connect(tmp_path: Path) -> None:
    pem, key, digest = certificate(tmp_path, "Robin Hill")
    with stand_ins(pem, key) as site, squid(tmp_path, site) as address:
        tests = tuple(_at(one, site) for one in plan(scheme="https").tests)
        told = found(plan(Way(PROXY, address), tests=tests, certificate=digest))
    assert told == {"children": ("open", "whole"), "adult": ("blocked", "refused"), "games": ("let-through", "whole")}


def test_squid_whose_site_is_gone_proves_nothing(tmp_path: Path) -> None:
    with squid(tmp_path, free_port()) as address:
        told = found(plan(Way(PROXY, address)))
    assert {verdict for verdict, _ in told.values()} == {"unclear"}


def test_squid_stopped_is_no_pass(tmp_path: Path) -> None:
    with stand_ins() as site, squid(tmp_path, site) as address:
        assert found(plan(Way(PROXY, address)))["adult"][0] == "blocked"
    assert {verdict for verdict, _ in found(plan(Way(PROXY, address))).values()} == {"unclear"}


@pytest.mark.parametrize(
    ("zone", "reason"),
    [("always_nxdomain", "no-such-name"), ("always_refuse", "name-refused"), ("always_null", "nowhere")],
)
def test_unbound_with_a_list_is_seen_by_its_answers(tmp_path: Path, zone: str, reason: str) -> None:
    port = free_port(socket.SOCK_DGRAM)
    config = f"""server:
  interface: 127.0.0.1@{port}
  access-control: 127.0.0.0/8 allow
  do-daemonize: no
  username: ""
  chroot: ""
  directory: "{tmp_path}"
  pidfile: "{tmp_path}/unbound.pid"
  use-syslog: no
  local-zone: "{ZONE}." redirect
  local-data: "{ZONE}. 60 IN A 192.0.2.7"
  local-zone: "adult.{ZONE}." {zone}
remote-control:
  control-enable: no
"""
    (tmp_path / "unbound.conf").write_text(config)
    with running([UNBOUND, "-d", "-c", str(tmp_path / "unbound.conf")], port, tmp_path / "said.log"):
        told = found(plan(Way(RESOLVER, f"127.0.0.1:{port}")))
    assert told == {
        "children": ("open", "whole"), "adult": ("blocked", reason), "games": ("let-through", "name-given"),
    }  # fmt: skip


def _at(test: Trial, port: int) -> Trial:
    return replace(test, address=f"{test.address.rstrip('/')}:{port}/")
