"""The whole thing over https, as a school's computers meet it: they trust the school's authority and nothing else."""

import os
import signal
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from schoolgate.frame import certificates
from schoolgate.kernel.errors import NotFoundError
from schoolgate.site import env, listening
from schoolgate.site.children import children

NAME = "schoolgate.robinhill.internal"


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def _ask(port: int, trusted: Path) -> tuple[HTTPResponse, str]:
    """As a browser does, but for the name server: the name is looked up nowhere, and checked all the same."""
    context = ssl.create_default_context(cafile=str(trusted))
    asked = HTTPConnection(NAME, port)
    with closing(asked), socket.create_connection(("127.0.0.1", port), timeout=10) as plain:
        asked.sock = context.wrap_socket(plain, server_hostname=NAME)
        asked.request("GET", "/account/login/", headers={"Host": f"{NAME}:{port}", "Connection": "close"})
        with asked.getresponse() as answer:
            return answer, answer.read().decode()


@pytest.fixture
def school(tmp_path: Path) -> Iterator[tuple[int, Path]]:
    """A running Schoolgate; its port and the authority it is vouched for by."""
    certificates.make(tmp_path, NAME)
    port = _free_port()
    environ = {
        **os.environ,
        "DATABASE_URL": "",
        "SCHOOLGATE_DATA": str(tmp_path),
        "SCHOOLGATE_URL": f"https://{NAME}:{port}",
    }
    command = [sys.executable, "-m", "schoolgate.site.supervisor", "--port", str(port)]
    log = tmp_path / "log"
    with log.open("w") as out:
        running = subprocess.Popen(command, env=environ, stderr=out, stdout=out, start_new_session=True)
    try:
        end = time.monotonic() + 90
        while "look at" not in log.read_text():
            assert running.poll() is None, log.read_text()
            assert time.monotonic() < end, log.read_text()
            time.sleep(0.2)
        yield port, certificates.folder(tmp_path) / certificates.AUTHORITY
    finally:
        running.send_signal(signal.SIGTERM)
        running.wait(30)


def test_it_works(school: tuple[int, Path]) -> None:
    answer, page = _ask(*school)
    cookies = answer.headers.get_all("Set-Cookie") or []
    assert (answer.status, "Sign in" in page) == (200, True)
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    assert cookies
    assert all("; Secure" in cookie for cookie in cookies)
    with pytest.raises(ssl.SSLError, match="unable to get local issuer"):
        _ask(school[0], _stranger(school[1].parent.parent))


def _stranger(beside: Path) -> Path:
    certificates.make(beside / "stranger", NAME)
    return certificates.folder(beside / "stranger") / certificates.AUTHORITY


def _said(data: Path, **more: str) -> env.Environment:
    return env.read({"SCHOOLGATE_DATA": str(data), "SCHOOLGATE_URL": f"https://{NAME}:8443", **more})


def test_it_listens_beyond_this_machine_only_when_told_and_only_over_https(tmp_path: Path) -> None:
    for wrong in ("0.0.0.0", "everywhere"):
        with pytest.raises(env.SettingError, match="SCHOOLGATE_LISTEN"):
            env.read({"SCHOOLGATE_LISTEN": wrong})
    with pytest.raises(NotFoundError, match="https make"):
        listening.certificate(_said(tmp_path, SCHOOLGATE_LISTEN="0.0.0.0"))
    with pytest.raises(env.SettingError, match="a proxy speaks https"):
        listening.certificate(_said(tmp_path, SCHOOLGATE_LISTEN="0.0.0.0", SCHOOLGATE_PROXIES="1"))
    held = certificates.make(tmp_path, NAME)
    said = _said(tmp_path, SCHOOLGATE_LISTEN="0.0.0.0")
    assert listening.certificate(said) == held
    web = children(8443, said.listen, held)[0].command
    assert (web[web.index("--host") + 1], web[web.index("--ssl-certificate") + 1]) == ("0.0.0.0", str(held.certificate))


def test_a_certificate_for_another_name_is_said_before_anything_starts(tmp_path: Path) -> None:
    certificates.make(tmp_path, "another.internal")
    with pytest.raises(env.SettingError, match=r"for another\.internal, not schoolgate"):
        listening.certificate(_said(tmp_path))


def test_behind_a_proxy_and_without_one_nothing_is_served_with(tmp_path: Path) -> None:
    certificates.make(tmp_path, NAME)
    assert listening.certificate(_said(tmp_path, SCHOOLGATE_PROXIES="1")) is None
    assert listening.certificate(env.read({"SCHOOLGATE_DATA": str(tmp_path)})) is None


def test_it_looks_once_an_hour_whether_to_make_it_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    certificates.make(tmp_path, NAME)
    looked: list[Path] = []

    def look(data: Path) -> bool:
        looked.append(data)
        return True

    monkeypatch.setattr(certificates, "renew", look)
    renewal = listening.Renewal(tmp_path)
    assert [renewal(), renewal()] == [True, False]
    start = time.monotonic()
    monkeypatch.setattr(time, "monotonic", lambda: start + 3601)
    assert (renewal(), len(looked)) == (True, 2)
