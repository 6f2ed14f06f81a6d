"""How fast a day's Squid log becomes part of the web activity, beside programs that make a report of the same file.

    PYTHONPATH=src:. python -m bench.activity_load [--lines 100000 2000000]

A made-up log of one school day; a school with a device behind every address, each with its lease and its class. Then,
each a process of its own and one after another over the same file: ``schoolgate activity load`` (parsed, bound to whose
it is and at which level, looked at by whatever watches, counted, sealed as Parquet, in the manifest and the permanent
record), the same file again, ``goaccess`` and ``sarg`` making their report of the day. Prints seconds, lines a second,
lines for each second of processor time, and peak memory of each; once for each length of log.
"""

import argparse
import contextlib
import io
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

CLIENTS = 1_000
MAKE = "import pathlib, sys; from bench.activity_load import make_school; make_school(pathlib.Path(sys.argv[1]))"
HOSTS = 6_000
DAY = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)


def write_log(path: Path, lines: int) -> None:
    """Half of it tunnels, as logs of today are; some searches, some that were closed."""
    draw = random.Random(20)  # noqa: S311  (a made-up log)
    hosts = [f"www.site{n}.co.uk" for n in range(HOSTS)]
    at, step = DAY.timestamp(), 7 * 3600 / lines
    with path.open("w", encoding="ascii") as file:
        for n in range(lines):
            at += step
            host, kind = hosts[min(HOSTS - 1, int(draw.paretovariate(0.6)))], draw.random()
            who, size = address(int(draw.random() * CLIENTS)), int(draw.random() * 90_000)
            said = f"CONNECT {host}:443"
            result = "TCP_TUNNEL/200"
            if kind > 0.97:
                said, result = f"GET https://www.google.co.uk/search?q=owls+and+{n % 4_999}", "TCP_MISS/200"
            elif kind > 0.93:
                said, result = f"GET http://{host}/", "TCP_DENIED/403"
            elif kind > 0.55:
                said, result = f"GET https://{host}/pictures/{n}.jpg?size={n % 7}", "TCP_MISS/200"
            file.write(f"{at:.3f} {n % 900:6d} {who} {result} {size} {said} - HIER_DIRECT/192.0.2.9 text/html\n")


def address(number: int) -> str:
    return f"10.20.{number // 250}.{number % 250 + 1}"


def make_school(data: Path) -> None:
    """A school with forty classes, and a device of one of them behind each address."""
    import django

    django.setup()
    from schoolgate.estate import actions as estate
    from schoolgate.frame import readiness
    from schoolgate.frame.actor import operator
    from schoolgate.people import actions as people
    from schoolgate.people.models import Group

    readiness.make_ready()
    by = operator("bench")
    school = people.add_school(name="Robin Hill Infant School", actor=by)
    groups = [Group(school=school, kind=Group.Kind.CLASS, name=f"Class {n}", digest=f"c{n}") for n in range(40)]
    for group in groups:
        group.save()
    said = []
    for n in range(CLIENTS):
        mac = f"02:00:5e:{n >> 16 & 255:02x}:{n >> 8 & 255:02x}:{n & 255:02x}"
        device = estate.add_device(school, "tablet", label=f"RH-{n}", macs=[mac], since=DAY.date(), actor=by)
        estate.hold_device(device, groups[n % 40], actor=by, valid_from=DAY.date())
        said.append(estate.lease_said(address(n), mac, DAY - timedelta(hours=1), DAY + timedelta(hours=9)))
    estate.bind(school, said, source="dhcp", actor=by)
    assert data.is_dir()


def timed(words: list[str], environ: dict[str, str] | None = None) -> tuple[float, float, int]:
    """Seconds by the clock, seconds of processor, and peak memory in MB of a command."""
    begun = time.perf_counter()
    null = subprocess.DEVNULL
    process = subprocess.Popen(words, env=environ, stdin=null, stdout=null, stderr=null)  # noqa: S603  (ours, and two peers)
    _pid, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, f"{words[0]} failed"
    return time.perf_counter() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss // 1024


def make_runs(folder: Path, log: Path, *, peers: bool) -> list[tuple[str, list[str]]]:
    """What is run over the file, in its order, each with its words."""
    data = folder / "data"
    load = [sys.executable, "-m", "schoolgate", "--data", str(data), "activity", "load", str(log), "--json"]
    runs = [("schoolgate activity load", load), ("the same file again", load)]
    if peers and shutil.which("goaccess"):
        form = ["--log-format=%x.%^ %~%L %h %^/%s %b %m %U", "--date-format=%s", "--time-format=%s"]
        out = ["--no-progress", "-o", str(folder / "report.html")]
        runs.append(("goaccess", ["goaccess", str(log), *form, *out]))
    if peers and shutil.which("sarg"):
        runs.append(("sarg", ["sarg", "-l", str(log), "-o", str(folder / "sarg")]))
    return runs


def measure(lines: int, *, peers: bool) -> None:
    """A table for one length of log: a school of its own, the load, and the peers."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        data, log = folder / "data", folder / "access.log"
        data.mkdir()
        environ = {**os.environ, "SCHOOLGATE_DATA": str(data), "DJANGO_SETTINGS_MODULE": "schoolgate.site.settings"}
        subprocess.run([sys.executable, "-c", MAKE, str(data)], env=environ, check=True)  # noqa: S603  (ourselves)
        write_log(log, lines)
        sys.stdout.write(f"\n{lines:,} lines, {log.stat().st_size / 1e6:.0f} MB; load {os.getloadavg()[0]:.1f}\n\n")
        sys.stdout.write("| | seconds | lines a second | of processor | to us | peak memory |\n")
        sys.stdout.write("| --- | --- | --- | --- | --- | --- |\n")
        ours = 0.0
        for words, command in make_runs(folder, log, peers=peers):
            seconds, processor, peak = timed(command, environ)
            ours = ours or seconds
            sys.stdout.write(
                f"| {words} | {seconds:.1f} | {lines / seconds:,.0f} | {lines / processor:,.0f} | {seconds / ours:.2f} "
                f"| {peak} MB |\n"
            )
            sys.stdout.flush()
        parts = list((data / "activity").glob("*/*/*.parquet"))
        size = sum(part.stat().st_size for part in parts)
        sys.stdout.write(f"\n{len(parts)} parts, {size / 1e6:.0f} MB: {size / lines:.1f} bytes a row; ")
        sys.stdout.write(f"load at the end {os.getloadavg()[0]:.1f}\n")


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--lines", type=int, nargs="+", default=[100_000, 2_000_000])
    asked.add_argument("--peers-up-to", type=int, default=2_000_000, help="lines that the peers are given at most")
    said = asked.parse_args()
    # As an installed copy has them: compiled files, from a first short load that is not counted.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as compiled:
        os.environ["PYTHONPYCACHEPREFIX"] = compiled
        with contextlib.redirect_stdout(io.StringIO()):
            measure(1_000, peers=False)
        for lines in said.lines:
            measure(lines, peers=lines <= said.peers_up_to)


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main()
