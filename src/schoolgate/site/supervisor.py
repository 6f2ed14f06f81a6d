"""Start the processes of ``children``, keep them up, and leave none behind.

``python -m schoolgate.site.supervisor [--demo SIZE] [--seed N] [--port N]``; the nouns ``demo`` and ``serve`` call it.

Each child leads a process group of its own, so that a signal to the group reaches what the child itself started. Should
the supervisor be killed outright, ``leash`` ends them.
"""

import argparse
import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from types import FrameType
from typing import Final

from schoolgate.kernel.errors import BadInputError, SchoolgateError
from schoolgate.site import env, listening
from schoolgate.site.children import Child, children, proxy
from schoolgate.site.filters import Arriving, filters
from schoolgate.site.following import Wanted
from schoolgate.site.leash import Leash

PORT: Final = 8000
_TRIES: Final = 20  # ports looked at, from PORT on
_PATIENCE: Final = 8.0  # seconds a child has to finish what it is doing before it is killed
_START: Final = 30.0  # seconds the web server has to answer
_FALLS: Final = 3  # a child that ends this often within _SPELL seconds will not stay up
_SPELL: Final = 60.0
_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Supervisor:
    """Runs ``wanted``, and what is ``arriving`` later, until a signal comes or one that is needed will not stay up."""

    def __init__(
        self,
        wanted: Sequence[Child],
        renew: Callable[[], bool] = lambda: False,
        arriving: Callable[[], Sequence[Child]] = tuple,
    ) -> None:
        self.wanted = list(wanted)
        self.renew = renew
        self.arriving = arriving
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self._ended: dict[str, list[float]] = {}
        self._rests: dict[str, float] = {}  # until when one that would not stay up is left alone
        self._asked_to_stop = threading.Event()
        self._leash: Leash | None = None

    def heed_signals(self) -> None:
        """Take Ctrl-C, a polite kill and a closed terminal as the wish to stop."""
        for signum in _SIGNALS:
            signal.signal(signum, self._on_signal)

    def start(self) -> None:
        self._leash = Leash()
        for child in self.wanted:
            self._start(child)

    def watch(self) -> None:
        """Return when asked to stop. Raises ``SchoolgateError`` when a child keeps ending."""
        while not self._asked_to_stop.wait(0.2):
            self.tend()

    def tend(self) -> None:
        """Start what has arrived, and again whatever has ended, unless it has ended too often."""
        if self.renew():
            say("the certificate was made anew; the web process takes it up.")
            _signal_group(self.running["web"], signal.SIGTERM)
        for child in self.arriving():
            self.wanted.append(child)
            self._start(child)
            say(child.says)
        for child in self.wanted:
            code = self.running[child.name].poll()
            if code is None or self._rests.get(child.name, 0) > time.monotonic() or self._gives_up(child, code):
                continue
            say(f"the {child.name} process ended with code {code}; starting it again.")
            _signal_group(self.running[child.name], signal.SIGKILL)
            if self._leash is not None:
                self._leash.let_go(self.running[child.name].pid)
            self._start(child)

    def _gives_up(self, child: Child, code: int) -> bool:
        """Whether it has ended too often to be started now. Raises ``SchoolgateError`` for one that is needed."""
        ended = [when for when in self._ended.get(child.name, []) if when > time.monotonic() - _SPELL]
        self._ended[child.name] = [*ended, time.monotonic()]
        if len(ended) + 1 < _FALLS:
            return False
        cause = f"will not stay up: it ended {_FALLS} times within a minute, last with code {code}."
        if child.needed:
            raise SchoolgateError(
                f"The {child.name} process", cause, "Its own words are above; put that right and start again."
            )
        say(f"the {child.name} process {cause} It is tried again in a minute; all else goes on.")
        self._ended[child.name] = []
        self._rests[child.name] = time.monotonic() + _SPELL
        return True

    def stop(self) -> None:
        """Ask every group to finish, wait, and kill what is left. Nothing started here survives this."""
        for process in self.running.values():
            _signal_group(process, signal.SIGTERM)
        until = time.monotonic() + _PATIENCE
        for process in self.running.values():
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(max(0.0, until - time.monotonic()))
        for process in self.running.values():
            _signal_group(process, signal.SIGKILL)
            process.wait()
        if self._leash is not None:
            self._leash.end()

    def stopping(self) -> bool:
        return self._asked_to_stop.is_set()

    def _start(self, child: Child) -> None:
        self.running[child.name] = subprocess.Popen(  # noqa: S603 (our own list of commands)
            child.command, env={**os.environ, **child.environ}, stdin=subprocess.DEVNULL, start_new_session=True
        )
        if self._leash is not None:
            self._leash.hold(self.running[child.name].pid)

    def _on_signal(self, _signum: int, _frame: FrameType | None) -> None:
        self._asked_to_stop.set()


def _signal_group(process: subprocess.Popen[bytes], signum: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):  # macOS says EPERM for a group of the dead
        os.killpg(process.pid, signum)


def say(words: str) -> None:
    sys.stderr.write(f"schoolgate: {words}\n")
    sys.stderr.flush()


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def choose_port(asked: int | None) -> int:
    """The port asked for, or the first free one from 8000 on. Raises ``BadInputError`` when it is taken."""
    if asked is None:
        for port in range(PORT, PORT + _TRIES):
            if is_free(port):
                return port
        raise BadInputError(
            f"Ports {PORT} to {PORT + _TRIES - 1}", "are all taken on this machine.", "Say another one with --port."
        )
    if not is_free(asked):
        raise BadInputError(
            f"Port {asked}", "is taken by another program.", "Stop it, or say another port with --port."
        )
    return asked


def answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def prepare(demo: str | None, seed: int) -> None:
    """Bring the tables up to date, and make the made-up school where that was asked for, in a process of its own."""
    command = [
        sys.executable,
        "-m",
        "schoolgate.site.prepare",
        *(["--demo", demo, "--seed", str(seed)] if demo else []),
    ]
    if subprocess.run(command, check=False).returncode:  # noqa: S603 (our own module)
        raise SchoolgateError("The records", "could not be made ready.", "The reason is above; nothing was started.")


def serve(
    port: int,
    wanted: Sequence[Child],
    renew: Callable[[], bool] = lambda: False,
    arriving: Callable[[], Sequence[Child]] = tuple,
) -> None:
    """Run ``wanted``, say where to look once the web server answers on ``port``, and start what is ``arriving``."""
    supervisor = Supervisor(wanted, renew, arriving)
    supervisor.heed_signals()
    try:
        supervisor.start()
        until = time.monotonic() + _START
        while not answers(port) and not supervisor.stopping():
            supervisor.tend()
            if time.monotonic() > until:
                raise SchoolgateError(
                    "The web server", f"did not answer within {_START:.0f} s.", "Its words are above."
                )
            time.sleep(0.1)
        if not supervisor.stopping():
            for each in wanted:
                if each.says:
                    say(each.says)
            say(f"look at {os.environ.get('SCHOOLGATE_URL', f'http://127.0.0.1:{port}')}  (Ctrl-C stops it)")
        supervisor.watch()
    finally:
        supervisor.stop()
    say("stopped; nothing is left running.")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="schoolgate serve", description="Start everything, on this machine only.")
    parser.add_argument("--port", type=int, help=f"else the first free one from {PORT} on")
    parser.add_argument("--demo", choices=("small", "school", "trust"), help="with a made-up school, of this size")
    parser.add_argument("--seed", type=int, default=1, help="which made-up school")
    asked = parser.parse_args(arguments)
    try:
        port = choose_port(asked.port)
        os.environ.setdefault("SCHOOLGATE_URL", f"http://127.0.0.1:{port}")
        if asked.demo:  # nobody who looks around should have to print a sheet of codes first
            os.environ.setdefault("SCHOOLGATE_SECOND_STEP", "no")
        prepare(asked.demo, asked.seed)
        said = env.read(os.environ)
        held = listening.certificate(said)
        renew = listening.Renewal(said.data) if held else lambda: False
        served = filters(said.data, is_free)
        later = Arriving(said.data, is_free, served, say)
        wanted = children(port, said.listen, held, said.data, served)
        following = Wanted(said.data)
        serve(port, wanted, renew, lambda: [*(proxy(each, said.data) for each in later()), *following()])
    except KeyboardInterrupt:
        say("stopped before it was started.")
        return 130
    except SchoolgateError as error:
        say(str(error))
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
