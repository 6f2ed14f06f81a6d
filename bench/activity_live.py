"""How soon a line that a firewall sends is in the log, and its alert with whoever reads them, at 2,000 lines a second.

    PYTHONPATH=src:. python -m bench.activity_live [--rate 2000] [--seconds 30]

The real processes: ``schoolgate activity follow`` on a school of its own, syslog by TCP, SQLite. A line is seen when
another process reads the database and finds it kept; an alert when it is there for the morning check. Alerts are asked
for where the room that raises them is installed.
"""

import argparse
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import psutil

_SEARCHES: Final = "http://www.bing.com/search?q=how+to+kill+myself+{}"
_EVERY: Final = 2.0  # seconds between two searches that are looked for


def schoolgate(data: Path, *words: str) -> list[str]:
    return [sys.executable, "-m", "schoolgate", "--data", str(data), *words]


def run(data: Path, *words: str) -> None:
    subprocess.run(schoolgate(data, *words), check=True)  # noqa: S603 (our own command)


def line(at: float, number: int, url: str = "") -> bytes:
    url = url or f"http://site{number % 400}.example/page/{number % 37}"
    text = (
        f"{at:.3f} 45 10.20.{number % 4}.{number % 250} TCP_MISS/200 4120 GET {url} - HIER_DIRECT/192.0.2.7 text/html"
    )
    stamp = datetime.fromtimestamp(at, UTC).isoformat(timespec="milliseconds")
    return f"<134>1 {stamp} gate squid - - - {text}\n".encode()


def send(port: int, rate: int, seconds: float, sent: list[tuple[int, float]], done: threading.Event) -> None:
    """``rate`` lines a second in pieces of a fiftieth. ``sent`` gets how many had gone when a searched one went."""
    with socket.create_connection(("127.0.0.1", port), 10) as link:
        begun, count, search = time.time(), 0, 0.0
        while (now := time.time()) - begun < seconds:
            due = int((now - begun) * rate) - count
            data = [line(now, count + each) for each in range(due)]
            if data and now - begun >= search:
                search += _EVERY
                data[-1] = line(now, count, _SEARCHES.format(len(sent)))
                sent.append((count + due, now))
            link.sendall(b"".join(data))
            count += due
            time.sleep(0.02)
    done.set()


def alerts(school: Any) -> Callable[[], set[str]] | None:
    """The last word of what each alert is about, where the room that raises them is installed: a search's number."""
    from django.apps import apps

    model: Any = apps.all_models["monitoring"].get("alert")
    if model is None:
        return None
    return lambda: {row.words.split()[-1] for row in model.objects.for_school(school) if row.words.split()}


def measure(port: int, rate: int, seconds: float) -> None:
    from django.db import connection
    from django.db.models import Sum

    from schoolgate.activity.models import Load
    from schoolgate.people import queries as people

    school = people.school(None)
    raised = alerts(school)
    sent: list[tuple[int, float]] = []
    seen: dict[int, float] = {}
    told: dict[int, float] = {}
    done = threading.Event()
    sender = threading.Thread(target=send, args=(port, rate, seconds, sent, done))
    sender.start()
    until = time.time() + seconds + 30
    while time.time() < until and not (done.is_set() and len(seen) == len(sent)):
        kept = Load.objects.for_school(school).aggregate(kept=Sum("kept"))["kept"] or 0
        shown = raised() if raised else set()
        now = time.time()
        for number, (count, at) in enumerate(list(sent)):
            if kept >= count:
                seen.setdefault(number, now - at)
            if str(number) in shown:
                told.setdefault(number, now - at)
        connection.close()
        time.sleep(0.1)
    sender.join()
    report("in the log", seen, len(sent))
    if raised:
        report("alert", told, len(sent))


def report(what: str, found: dict[int, float], of: int) -> None:
    times = sorted(found.values())
    if not times:
        sys.stdout.write(f"{what}: none of {of}\n")
        return
    sys.stdout.write(
        f"{what}: {len(times)} of {of} searches; middle {statistics.median(times):.2f} s, worst {times[-1]:.2f} s; "
        f"in their order {' '.join(f'{found[each]:.1f}' for each in sorted(found))}\n"
    )


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench.activity_live")
    parser.add_argument("--rate", type=int, default=2000)
    parser.add_argument("--seconds", type=float, default=30)
    asked = parser.parse_args()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        run(data, "school", "add", "--name", "Robin Hill Infant School")
        way = [f"--set={key}={value}" for key, value in (("listen", "127.0.0.1"), ("senders", "127.0.0.1"))]
        add = ("activity", "source", "add", "Firewall", "--feed", "squid", "--by", "syslog", *way, f"--set=port={port}")
        run(data, *add)
        follow = subprocess.Popen(schoolgate(data, "activity", "follow"))  # noqa: S603 (our own command)
        try:
            for _ in range(300):
                with socket.socket() as probe:
                    if not probe.connect_ex(("127.0.0.1", port)):
                        break
                time.sleep(0.2)
            sys.stdout.write(f"load average {os.getloadavg()[0]:.1f}, {asked.rate:,} lines a second\n")
            from schoolgate.cli.database import prepare

            prepare(data)
            measure(port, asked.rate, asked.seconds)
            used = psutil.Process(follow.pid)
            sys.stdout.write(
                f"follow: {used.memory_info().rss >> 20} MB, {sum(used.cpu_times()[:2]):.1f} s of processor\n"
            )
        finally:
            follow.terminate()
            follow.wait(20)


if __name__ == "__main__":
    main()
