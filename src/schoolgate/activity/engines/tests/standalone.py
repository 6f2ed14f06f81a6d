"""A real Spark cluster on this machine: a master and two workers, each a process, started from the wheel."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pyspark

HOME: Final = Path(pyspark.__file__).parent
WORKERS: Final = 2
_PATIENCE: Final = 90  # seconds; two Java processes on a busy machine
_MASTER: Final = re.compile(r"Starting Spark master at (spark://\S+)")
_REGISTERED: Final = "Successfully registered with master"


@contextmanager
def standalone(folder: Path, memory: str = "1g") -> Iterator[str]:
    """The master's address, for as long as the block lasts. Logs and work lie in ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    running: list[subprocess.Popen[bytes]] = []
    try:
        running.append(_started(folder / "master.log", "master.Master", "--port", "0"))
        address = _waited(running[0], folder / "master.log", _MASTER)[1]
        told = ("--port", "0", "--cores", "1", "--memory", memory, "--work-dir", str(folder / "work"), address)
        for number in range(WORKERS):
            running.append(_started(folder / f"worker-{number}.log", "worker.Worker", *told))
        for number, worker in enumerate(running[1:]):
            _waited(worker, folder / f"worker-{number}.log", re.compile(_REGISTERED))
        yield address
    finally:
        for each in reversed(running):
            each.terminate()
        for each in running:
            try:
                each.wait(20)
            except subprocess.TimeoutExpired:
                each.kill()
                each.wait()


def _started(log: Path, what: str, *told: str) -> subprocess.Popen[bytes]:
    said = {"SPARK_HOME": str(HOME), "SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable}
    command = [str(HOME / "bin" / "spark-class"), f"org.apache.spark.deploy.{what}"]
    with log.open("wb") as out:
        return subprocess.Popen(
            [*command, "--host", "127.0.0.1", "--webui-port", "0", *told],
            env=os.environ | said,
            stdout=out,
            stderr=subprocess.STDOUT,
        )


def _waited(process: subprocess.Popen[bytes], log: Path, wanted: re.Pattern[str]) -> re.Match[str]:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and process.poll() is None:
        if found := wanted.search(log.read_text(errors="replace")):
            return found
        time.sleep(0.2)
    raise AssertionError(f"{log.name}: {log.read_text(errors='replace')[-2000:]}")
