"""Squid with our helper beside plain Squid, Squid with squidGuard, and e2guardian in front of Squid.

``PYTHONPATH=src:. python -m bench.filter_squid SET [--store FILE] [--rounds N] [--seconds S]``, SET a folder
that ``bench.load.sets`` made. Ours has the configuration that ``filter squid-config`` writes, a full policy, and lands
every decision; plain Squid writes its own log. All run at once; each round drives each for a few seconds in each way (a
closed loop of 32 connections, one host in five closed), and the ratios are of one round. Processor time and memory are
those of the engine's processes: helpers, redirectors and the Squid behind e2guardian included, the origin not.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import schoolgate
from bench.load import peers, processes, sets
from bench.load.generator import Asked, Drive, Mode, drive
from bench.load.origin import ADDRESS, NAMES, origin
from bench.load.school import school
from schoolgate.filtering.ways_in.squid.config import OWN_LINES, Wanted, text

_SOURCE: Final = Path(schoolgate.__file__).parent.parent
_HELPER: Final = ("-m", "bench.load.cli", "filter", "helper")
PORT: Final = 8230
PLAIN, OURS, SQUIDGUARD, E2GUARDIAN = "plain Squid", "Squid and ours", "Squid and squidGuard", "e2guardian and Squid"


@dataclass
class Engine:
    """``roots`` are the processes it began as."""

    name: str
    port: int
    roots: tuple[int, ...]
    drives: dict[Mode, list[tuple[Drive, float]]] = field(default_factory=lambda: {mode: [] for mode in Mode})

    def drive(self, mode: Mode, asked: Sequence[Asked], seconds: float) -> None:
        """Keep what came of it, and the microseconds of processor that a request cost."""
        family = processes.family(*self.roots)
        before = processes.cpu(*family)
        found = drive(self.port, mode, asked, seconds)
        spent = processes.cpu(*family) - before
        self.drives[mode].append((found, spent / max(1, found.answered) * 1e6))


def ours(files: Path, scratch: Path, port: int) -> Path:
    """Our Squid's configuration, as written but for the name server of the bench."""
    out = scratch / "ours"
    out.mkdir()
    out.chmod(0o777)
    own = f"dns_nameservers {NAMES}\nmax_filedescriptors 4096\nnetdb_filename none\n"
    (out / OWN_LINES).write_text(own)
    wanted = Wanted(
        folder=files,
        out=out,
        command=(
            "/usr/bin/env",
            f"PYTHONPATH={_SOURCE}:{Path.cwd()}",
            sys.executable,
            "-m",
            "bench.load.cli",
            "filter",
            "helper",
        ),
        clients=("127.0.0.1",),
        address="127.0.0.1",
        port=port,
        reach=(f"{ADDRESS}/32",),
        state=out,
        log=out / "cache.log",
        pid=out / "squid.pid",
    )
    conf = out / "squid.conf"
    conf.write_text(text(wanted))
    return conf


def engines(lists: sets.Lists, scratch: Path, store: Path | None, enter: "Enter") -> list[Engine]:
    files = school(lists, scratch, store)
    guard, _ = peers.squidguard_conf(lists, scratch)
    plain = enter(peers.squid(peers.squid_conf(scratch / "plain", PORT), PORT)).pid
    mine = enter(peers.squid(ours(files.root, scratch, PORT + 1), PORT + 1)).pid
    extra = peers.squidguard_extra(guard)
    guarded = enter(peers.squid(peers.squid_conf(scratch / "guarded", PORT + 2, extra), PORT + 2)).pid
    behind = enter(peers.squid(peers.squid_conf(scratch / "behind", PORT + 3), PORT + 3)).pid
    conf = peers.e2guardian_conf(lists, scratch, PORT + 4, ("127.0.0.1", PORT + 3))
    before = enter(peers.e2guardian(conf, PORT + 4)).pid
    return [
        Engine(PLAIN, PORT, (plain,)),
        Engine(OURS, PORT + 1, (mine,)),
        Engine(SQUIDGUARD, PORT + 2, (guarded,)),
        Engine(E2GUARDIAN, PORT + 4, (before, behind)),
    ]


type Enter = Callable[[AbstractContextManager[subprocess.Popen[bytes]]], subprocess.Popen[bytes]]


def told(found: Sequence[Engine], mode: Mode) -> None:
    sys.stdout.write(f"  {mode}\n")
    for engine in found:
        drives = [each for each, _ in engine.drives[mode]]
        cpu = statistics.median(each for _, each in engine.drives[mode])
        rate, p50, p99 = (
            statistics.median(each.rate for each in drives),
            statistics.median(each.percentile(0.5) for each in drives),
            statistics.median(each.percentile(0.99) for each in drives),
        )
        answered, blocked = sum(each.answered for each in drives), sum(each.blocked for each in drives)
        wrong = 0 if engine.name == PLAIN else sum(each.wrong for each in drives)
        sys.stdout.write(
            f"    {engine.name:21} {rate:7,.0f} a second, p50 {p50:.1f} ms, p99 {p99:.1f} ms, {cpu:.0f} us processor, "
            f"{blocked / answered:.3f} blocked, {wrong} wrong, {sum(each.failed for each in drives)} failed\n"
        )
    mine = next(each for each in found if each.name == OURS).drives[mode]
    for other in found:
        if other.name != OURS:
            pairs = list(zip(mine, other.drives[mode], strict=True))
            rates = [a.rate / b.rate for (a, _), (b, _) in pairs]
            spent = [a / b for (_, a), (_, b) in pairs]
            slow = [a.percentile(0.99) / b.percentile(0.99) for (a, _), (b, _) in pairs]
            sys.stdout.write(f"    ours to {other.name}: rate {_of(rates)}, processor {_of(spent)}, p99 {_of(slow)}\n")


def _of(found: list[float]) -> str:
    return f"{statistics.median(found):.2f} ({min(found):.2f} to {max(found):.2f})"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lists", type=Path)
    parser.add_argument("--store", type=Path, help="the same lists, compiled by `schoolgate filter compile`")
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--seconds", type=float, default=2.5)
    given = parser.parse_args()
    lists = sets.read(given.lists)
    asked = sets.questions(lists)
    with ExitStack() as stack:
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        scratch.chmod(0o755)
        stack.enter_context(origin(scratch))
        found = engines(lists, scratch, given.store, stack.enter_context)
        for engine in found:
            drive(engine.port, Mode.KEPT, asked[-2000:], 1)  # begun, and its helpers started
        for _ in range(given.rounds):
            for mode in Mode:
                for engine in found:
                    engine.drive(mode, asked, given.seconds)
        sys.stdout.write(f"{len(lists.names):,} closed names; {peers.versions()}\n")
        for mode in Mode:
            told(found, mode)
        for engine in found:
            cost = processes.cost(*engine.roots)
            sys.stdout.write(f"  memory of {engine.name}: {cost.pss:.0f} MB in {cost.processes} processes\n")


if __name__ == "__main__":
    main()
