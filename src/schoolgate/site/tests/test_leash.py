"""Killed outright, the supervisor can stop nothing: what it started ends all the same. With real processes."""

import io
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from schoolgate.site import leash
from schoolgate.site.tests.test_supervisor import PARENT, SLEEPER, STUBBORN, until

# A supervisor with two children, one of which has a child of its own that ignores being asked.
SUPERVISOR = f"""
from schoolgate.site import supervisor
from schoolgate.site.children import Child
import sys, pathlib
code = {{"one": {SLEEPER!r}, "two": {PARENT!r}}}
running = supervisor.Supervisor([Child(name, (sys.executable, "-c", said)) for name, said in code.items()])
running.start()
pathlib.Path(sys.argv[1]).write_text("started")
running.watch()
"""


def alive(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


@pytest.mark.parametrize("signum", [signal.SIGKILL, signal.SIGTERM])
def test_it_works(tmp_path: Path, signum: signal.Signals) -> None:
    """SIGTERM too, to a supervisor that has not yet said that it heeds signals."""
    started = tmp_path / "started"
    with subprocess.Popen([sys.executable, "-c", SUPERVISOR, str(started)], start_new_session=True) as running:
        until(started.exists)
        mine = psutil.Process(running.pid)
        until(lambda: len(mine.children(recursive=True)) == 4)  # the leash, two, and a grandchild
        family = mine.children(recursive=True)
        time.sleep(0.5)  # the stubborn one has to come so far as to ignore us
        running.send_signal(signum)
        running.wait(20)
        until(lambda: not any(alive(process) for process in family), seconds=40)
    assert [process for process in family if alive(process)] == []


def test_what_ended_before_is_not_signalled() -> None:
    assert leash.listen(io.StringIO("+11\n+12\n-11\n+13\n")) == {12, 13}
    assert leash.listen(io.StringIO("")) == set()


def test_one_that_does_not_finish_is_killed() -> None:
    with subprocess.Popen([sys.executable, "-c", f"print(1, flush=True); {STUBBORN}"], start_new_session=True) as one:
        time.sleep(0.5)
        leash.finish({one.pid, 2**22 + 1}, patience=0.3)  # the second is nobody
        assert one.wait(20) in (-signal.SIGKILL, -signal.SIGTERM)
