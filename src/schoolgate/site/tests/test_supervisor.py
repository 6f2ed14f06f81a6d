"""The supervisor, with real processes: small ones that ignore us, die, or have children of their own."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from schoolgate.kernel.errors import BadInputError, SchoolgateError
from schoolgate.site import supervisor
from schoolgate.site.children import Child, children

SLEEPER = "import time; time.sleep(120)"
STUBBORN = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); {SLEEPER}"
PARENT = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {STUBBORN!r}]); {SLEEPER}"


def child(name: str, code: str) -> Child:
    return Child(name, (sys.executable, "-c", code))


def until(true: Callable[[], bool], seconds: float = 20) -> None:
    """Wait for something that another process does; fail when it never does."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.05)


def test_it_works() -> None:
    """Two processes start, and none is left after stopping."""
    running = supervisor.Supervisor([child("one", SLEEPER), child("two", SLEEPER)])
    running.start()
    processes = [psutil.Process(process.pid) for process in running.running.values()]
    running.stop()
    assert [process.is_running() for process in processes] == [False, False]


def test_what_a_child_started_dies_with_it_even_when_it_ignores_the_asking(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "_PATIENCE", 0.3)
    running = supervisor.Supervisor([child("parent", PARENT)])
    running.start()
    parent = psutil.Process(running.running["parent"].pid)
    until(lambda: len(parent.children()) == 1)
    (grandchild,) = parent.children()
    running.stop()
    psutil.wait_procs([grandchild], timeout=10)
    assert not grandchild.is_running() or grandchild.status() == psutil.STATUS_ZOMBIE
    assert not parent.is_running()


def test_a_child_that_ended_is_started_again(capfd: pytest.CaptureFixture[str]) -> None:
    running = supervisor.Supervisor([child("brief", "raise SystemExit(3)")])
    running.start()
    first = running.running["brief"]
    first.wait(20)
    running.tend()
    second = running.running["brief"]
    running.stop()
    assert second.pid != first.pid
    assert "brief process ended with code 3" in capfd.readouterr().err


def test_a_child_that_keeps_ending_is_named_and_given_up() -> None:
    running = supervisor.Supervisor([child("broken", "raise SystemExit(4)")])
    running.start()
    try:
        with pytest.raises(SchoolgateError, match=r"broken process: will not stay up.*code 4"):
            running.watch()
    finally:
        running.stop()


@pytest.mark.parametrize("signum", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_stops_everything(signum: signal.Signals, tmp_path: Path) -> None:
    """A supervisor in a process of its own, with a child that has a child; then the signal a terminal sends."""
    code = (
        "import socket, sys\n"
        "from schoolgate.site import supervisor\n"
        "from schoolgate.site.children import Child\n"
        "listener = socket.create_server(('127.0.0.1', 0))\n"
        f"wanted = [Child('parent', (sys.executable, '-c', {PARENT!r}))]\n"
        "supervisor._PATIENCE = 1\n"
        "supervisor.serve(listener.getsockname()[1], wanted)\n"
    )
    log = tmp_path / "log"
    with log.open("w") as out:
        main = subprocess.Popen([sys.executable, "-c", code], stderr=out, env=os.environ)
    seen = psutil.Process(main.pid)
    try:
        # the leash, the child and the child's child
        until(lambda: "look at" in log.read_text() and len(seen.children(recursive=True)) == 3)
        offspring = seen.children(recursive=True)
        main.send_signal(signum)
        assert main.wait(20) == 0
    finally:
        main.kill()
        main.wait()
    _, alive = psutil.wait_procs(offspring, timeout=10)
    assert [process for process in alive if process.status() != psutil.STATUS_ZOMBIE] == []
    assert "nothing is left running" in log.read_text()


def test_a_taken_port_is_said_when_it_was_asked_for_and_passed_over_when_not(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        taken = listener.getsockname()[1]
        with pytest.raises(BadInputError, match=f"Port {taken}: is taken"):
            supervisor.choose_port(taken)
        monkeypatch.setattr(supervisor, "PORT", taken)
        assert supervisor.choose_port(None) > taken


def test_nothing_listens_beyond_this_machine() -> None:
    web = children(8000)[0].command
    assert web[web.index("--host") + 1] == "127.0.0.1"
