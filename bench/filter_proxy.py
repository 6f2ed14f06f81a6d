"""Our proxy beside a plain Squid: ``python -m bench.filter_proxy LISTS``, as root (names are looked up in a namespace).

LISTS is a folder that ``bench.load.sets`` made. Ours decides each request by those lists, with a school's rules, and
keeps a line of each decision; Squid does neither, and writes its access log. Both find names at the same name server,
ours by the system's resolver. Engines take turns within a round, so that both meet the same minutes of a machine that
does other work; a round begins with the other engine each time. What counts are the ratios of a round.
"""

import argparse
import json
import random
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from bench.load import peers
from bench.load.generator import Asked, Mode, drive
from bench.load.origin import ADDRESS, NAMES, origin, started
from bench.load.processes import cost, cpu, family
from bench.load.sets import questions, read
from bench.web_gate import policy
from schoolgate.filtering.folder import FilterFolder
from schoolgate.filtering.lists.compiling import Wanted, compiled
from schoolgate.filtering.lists.sources import Source, sources, told_apart
from schoolgate.gates.web.rules import Rules
from schoolgate.gates.web.scopes import Scope
from schoolgate.gates.web.snapshots import frozen
from schoolgate.vocabulary.schools import JUNIOR

OURS_PORT: Final = 8121
SQUID_PORT: Final = 8122
_CLASS: Final = Scope(groups=frozenset({"class_1"}))
_SQUID: Final = (peers.SQUID, "--foreground", "-n", "besideours", "-f")  # a name, and so shared memory, of its own
_IN_NAMESPACE: Final = 'mount --bind "$0" /etc/resolv.conf && exec "$@"'


@dataclass(frozen=True, slots=True)
class Told:
    """Of one engine in one mode: requests a second, p99 in ms, processor us a request, wrong and failed."""

    rate: float
    p99: float
    cpu_us: float
    wrong: int
    failed: int


def school(lists: Path, root: Path, listed: Sequence[str]) -> FilterFolder:
    """A filter folder with the lists compiled, and rules for juniors as a busy week brings them: 60 exceptions of
    classes, 10 closures of sites that are closed anyway, a night and play time of a class.
    """
    files = FilterFolder(root / "sch_bench")
    files.root.mkdir()
    found = [each for each in sources(str(lists)) if isinstance(each, Source)]
    compiled(told_apart(list(found)), files.lists, Wanted(), lambda _: None, root / "rejects.jsonl")
    now = datetime.now(UTC)
    full: Rules = policy(list(listed), random.Random(5))  # noqa: S311 - a bench
    later = now + timedelta(hours=9)
    rules = replace(
        full,
        unknown=JUNIOR,
        windows=tuple(replace(each, scope=_CLASS) for each in full.windows),  # for nobody who asks here
        exceptions=tuple(replace(each, since=now, until=later) for each in full.exceptions),
        closures=tuple(replace(each, since=now, until=later) for each in full.closures),
    )
    files.rules.write_text(json.dumps(frozen(rules)))
    return files


@contextmanager
def ours(files: FilterFolder, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Our proxy, as a school starts it; its names are looked up where Squid's are."""
    names = folder / "resolv.conf"
    names.write_text(f"nameserver {NAMES}\noptions no-aaaa\n")
    (files.root / "proxy.toml").write_text(
        f'[[listen]]\naddress = "127.0.0.1:{OURS_PORT}"\n[reach]\nallowed = ["{ADDRESS}/32"]\n'
        "plain_tunnel_ports = [443]\n"
    )
    command = [sys.executable, "-m", "schoolgate", "filter", "proxy", "--folder", str(files.root)]
    inside = ["unshare", "-m", "sh", "-c", _IN_NAMESPACE, str(names), *command]
    with started(inside, OURS_PORT) as process:
        yield process


def measured(pid: int, port: int, mode: Mode, asked: Sequence[Asked], seconds: float) -> Told:
    drive(port, mode, asked[:2000], 0.5)  # what was at hand for neither
    before = cpu(*family(pid))
    told = drive(port, mode, asked, seconds)
    used = cpu(*family(pid)) - before
    return Told(told.rate, told.percentile(0.99), used / max(told.answered, 1) * 1e6, told.wrong, told.failed)


def main() -> None:
    parser = argparse.ArgumentParser(description="Our proxy beside a plain Squid.")
    parser.add_argument("lists", type=Path)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--rounds", type=int, default=4)
    given = parser.parse_args()
    lists = read(given.lists)
    asked = questions(lists)
    plain = [each for each in asked if not each.listed]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        files = school(given.lists, folder, sorted(lists.names)[:10_000])
        conf = peers.squid_conf(folder / "squid", SQUID_PORT)
        with origin(folder), ours(files, folder) as us, started([*_SQUID, str(conf)], SQUID_PORT) as squid:
            for mode in Mode:
                ratios: list[tuple[float, float, float]] = []
                for turn in range(given.rounds):
                    pair = [(us.pid, OURS_PORT, asked), (squid.pid, SQUID_PORT, plain)]
                    order = pair if turn % 2 else pair[::-1]
                    told = {each[1]: measured(each[0], each[1], mode, each[2], given.seconds) for each in order}
                    mine, theirs = told[OURS_PORT], told[SQUID_PORT]
                    ratios.append((mine.rate / theirs.rate, mine.p99 / theirs.p99, mine.cpu_us / theirs.cpu_us))
                    sys.stdout.write(f"{mode:9} ours {mine}\n{'':9} squid {theirs}\n")
                    sys.stdout.flush()
                rate, p99, used = (statistics.median(each) for each in zip(*ratios, strict=True))
                sys.stdout.write(f"{mode:9} rate x{rate:.2f}, p99 x{p99:.2f}, processor x{used:.2f}\n")
            mine_mem, squids = cost(us.pid).pss, cost(squid.pid).pss
            sys.stdout.write(f"PSS {mine_mem:.1f} MB against {squids:.1f}: x{mine_mem / squids:.2f}\n")


if __name__ == "__main__":
    main()
