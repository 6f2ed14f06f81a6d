"""The proxy as its own process: it says where it is, needs no database, and ends politely."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from schoolgate.filtering.folder import FilterFolder
from schoolgate.filtering.landing.reading import landed
from schoolgate.filtering.ways_in.desk.tests import a_desk
from schoolgate.filtering.ways_in.proxy.tests.a_proxy import HERE, Caller

pytestmark = pytest.mark.real
COMMAND = (sys.executable, "-m", "schoolgate", "--json", "filter")
SHUT = b"GET http://owl.example/ HTTP/1.1\r\nHost: owl.example\r\n\r\n"


@pytest.fixture
def files(tmp_path: Path) -> FilterFolder:
    (tmp_path / "filter").mkdir()
    return a_desk.folder(tmp_path / "filter")


@contextmanager
def serving(files: FilterFolder, *more: str) -> Iterator[tuple[subprocess.Popen[str], dict[str, Any]]]:
    data = files.root.parent.parent
    environ = {**os.environ, "SCHOOLGATE_DATA": str(data), "SCHOOLGATE_URL": "https://gate.robinhill.example"}
    command = [*COMMAND, "proxy", *more]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environ) as process:
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            yield process, json.loads(line) if line else {}
        finally:
            if process.poll() is None:
                process.terminate()
            process.communicate(timeout=20)


def port_of(told: dict[str, Any], place: int = 0) -> int:
    return int(told["listening"][place]["address"].rpartition(":")[2])


def test_it_serves_the_only_school_and_ends_when_asked(files: FilterFolder) -> None:
    with serving(files, "--listen", "hall=127.0.0.1:0", "--listen", "127.0.0.1:0") as (process, told):
        assert (told["school"], told["pid"]) == ("sch_robin", process.pid)
        assert [each["name"] for each in told["listening"]] == ["hall", ""]
        with Caller(port_of(told)) as caller:
            status, _, page = caller.say(SHUT).answer()
            assert status == 403
            assert b"https://gate.robinhill.example/blocked/sch_robin." in page
            caller.say(b"GET /proxy.pac HTTP/1.1\r\nHost: filter.robinhill.example:3128\r\n\r\n")
            _, fields, text = caller.answer()
            assert fields["content-type"] == "application/x-ns-proxy-autoconfig"
            assert b'return "PROXY filter.robinhill.example:3128"' in text
            assert b'host === "gate.robinhill.example"' in text
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0
    assert [each.host for each in landed(files.landing)] == ["owl.example"]


def test_a_second_signal_does_not_wait(files: FilterFolder) -> None:
    with socket.create_server((HERE, 0)) as silent:  # it takes the call, and never answers
        port = silent.getsockname()[1]
        reach = f'[reach]\nallowed = ["127.0.0.0/8", "::1"]\nweb_ports = [{port}]\n'
        listen = '[[listen]]\naddress = "127.0.0.1:0"\n'
        (files.root / "proxy.toml").write_text(f"{listen}{reach}[limits]\nstop_seconds = 60\n")
        with serving(files) as (process, told), Caller(port_of(told)) as caller:
            caller.say(f"GET http://localhost:{port}/ HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n".encode())
            silent.settimeout(10)
            with silent.accept()[0]:
                process.send_signal(signal.SIGTERM)
                time.sleep(0.3)
                assert process.poll() is None
                process.send_signal(signal.SIGTERM)
                assert process.wait(10) == 0


def test_several_processes_share_a_port(files: FilterFolder) -> None:
    with socket.create_server((HERE, 0)) as free:
        port = free.getsockname()[1]
    with serving(files, "--listen", str(port), "--workers", "2") as (process, _):
        time.sleep(2)
        for _ in range(12):
            with Caller(port) as caller:
                assert caller.say(SHUT).answer()[0] == 403
        process.send_signal(signal.SIGTERM)
        assert process.wait(15) == 0
    assert len(list(landed(files.landing))) == 12


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("--school", "sch_wren"), "sch_wren"),
        (("--folder", "nowhere"), "nowhere"),
        (("--listen", "10.255.255.1:3128"), "10.255.255.1:3128"),
        (("--listen", "0", "--workers", "2"), "--workers"),
    ],
)
def test_what_it_cannot_do_it_says(files: FilterFolder, arguments: tuple[str, ...], named: str) -> None:
    with serving(files, *arguments) as (process, _):
        _, said = process.communicate(timeout=20)
        assert process.returncode == 2
        assert named in said


def test_it_starts_without_the_database() -> None:
    code = "import sys, schoolgate.filtering.ways_in.proxy.working; print('django' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=30, check=True)
    assert told.stdout == "False\n"
