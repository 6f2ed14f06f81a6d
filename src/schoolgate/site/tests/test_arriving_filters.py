"""A school that agrees its filter while Schoolgate runs has it served soon, in a process of its own, and is told."""

import os
import socket
import sys
import time
from pathlib import Path
from urllib.request import ProxyHandler, build_opener

import pytest

from schoolgate.filtering.folder import FilterFolder, filter_folder
from schoolgate.filtering.serving import MOST, Serving, forget, note, serving
from schoolgate.filtering.ways_in.desk.tests import a_desk
from schoolgate.site import supervisor
from schoolgate.site.children import Child, proxy
from schoolgate.site.filters import Arriving, Filter, filters
from schoolgate.site.tests.test_supervisor import SLEEPER, child, until


def agrees(data: Path, school: str) -> FilterFolder:
    folder = filter_folder(data, school)
    folder.root.mkdir(parents=True)
    folder.rules.write_text("{}")
    return folder


def free() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def test_it_works(tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The real proxy is started for a school that was not there before, says where, and leaves nothing when it ends."""
    monkeypatch.setattr("schoolgate.site.filters.PORT", free())
    later = Arriving(tmp_path, supervisor.is_free, (), supervisor.say, every=0)
    wanted = supervisor.Supervisor([], arriving=lambda: [proxy(each, tmp_path) for each in later()])
    wanted.start()
    try:
        wanted.tend()
        assert wanted.running == {}
        folder = filter_folder(tmp_path, "sch_robin")
        (tmp_path / "filter").mkdir()
        a_desk.folder(tmp_path / "filter")
        wanted.tend()
        until(lambda: serving(folder) is not None, 60)
        listens = serving(folder)
        assert listens is not None
        assert listens.pid == wanted.running["filter sch_robin"].pid
        file = build_opener(ProxyHandler({})).open(f"http://{listens.addresses[0]}/proxy.pac", timeout=10).read()
        assert b"FindProxyForURL" in file
        wanted.tend()
        assert list(wanted.running) == ["filter sch_robin"]
    finally:
        wanted.stop()
    assert f"web filter at {listens.addresses[0]}" in capfd.readouterr().err
    assert not folder.serving.exists()


def test_those_that_are_served_are_not_served_twice_and_no_port_is_given_twice(tmp_path: Path) -> None:
    agrees(tmp_path, "sch_a")
    served = filters(tmp_path, lambda _: True)
    later = Arriving(tmp_path, lambda _: True, served, supervisor.say, every=0)
    assert later() == ()
    agrees(tmp_path, "sch_b")
    assert later() == (Filter("sch_b", served[0].port + 1),)
    assert later() == ()


def test_it_looks_no_oftener_than_told(tmp_path: Path) -> None:
    later = Arriving(tmp_path, lambda _: True, (), supervisor.say, every=3600)
    agrees(tmp_path, "sch_a")
    assert later() == ()


def test_more_schools_than_it_serves_are_told_of_once(tmp_path: Path) -> None:
    said: list[str] = []
    later = Arriving(tmp_path, lambda _: True, (), said.append, every=0)
    for number in range(MOST + 1):
        agrees(tmp_path, f"sch_{number}")
    assert (later(), later()) == ((), ())
    assert len(said) == 1
    assert filters(tmp_path, lambda _: True) == ()


def test_a_filter_that_will_not_stay_up_leaves_the_others_up(capfd: pytest.CaptureFixture[str]) -> None:
    broken = Child("filter", (sys.executable, "-c", "raise SystemExit(4)"), needed=False)
    running = supervisor.Supervisor([child("web", SLEEPER), broken])
    running.start()
    said = ""
    try:
        until_given_up = time.monotonic() + 30
        while "all else goes on" not in said and time.monotonic() < until_given_up:
            running.tend()
            said += capfd.readouterr().err
            time.sleep(0.05)
        given_up = running.running["filter"].pid
        running.tend()
        assert running.running["filter"].pid == given_up, "it rests for a while"
        assert running.running["web"].poll() is None
    finally:
        running.stop()
    assert "It is tried again in a minute; all else goes on." in said


def test_a_note_of_a_process_that_has_gone_or_does_not_listen_is_not_believed(tmp_path: Path) -> None:
    folder = FilterFolder(tmp_path)
    assert serving(folder) is None
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = f"127.0.0.1:{listener.getsockname()[1]}"
        note(folder, [address])
        assert serving(folder) == Serving(os.getpid(), (address,))
        folder.serving.write_text(f'{{"pid": 4194399, "addresses": ["{address}"]}}')
        assert serving(folder) is None
        forget(folder)
        assert folder.serving.exists(), "it is another's"
        note(folder, [address])
    assert serving(folder) is None, "nobody takes connections there"
    forget(folder)
    assert not folder.serving.exists()


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"pid": "x", "addresses": []}', '{"pid": 1, "addresses": 3}'])
def test_a_damaged_note_says_nothing(tmp_path: Path, text: str) -> None:
    folder = FilterFolder(tmp_path)
    folder.serving.write_text(text)
    assert serving(folder) is None
