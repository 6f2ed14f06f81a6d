"""Our helper beside squidGuard by their own pipes, on the same lists: ``python -m bench.filter_helper SET``.

``PYTHONPATH=src:. ... SET [--store FILE]``, SET a folder that ``bench.load.sets`` made. Ours has a full policy, finds
who asks, and lands every decision; squidGuard has its lists compiled (BerkeleyDB), one source and no log. Of streams,
"first" asks for each of 50,000 hosts once and "browsed" for few of them often; one in five is closed. Rounds are taken
in turn, ours and theirs, and the ratio is that of each pair. Then one question after the other, and last every 20th
closed name and a sub-domain of each ("recall"), and what is closed of names that no list closes.
"""

import argparse
import random
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench.load import peers, sets
from bench.load.generator import Asked
from bench.load.piped import Helper, helper
from bench.load.school import ASKERS, school
from schoolgate.gates.web.sites import is_public_suffix

PAIRS: Final = 5
ONE_BY_ONE: Final = 5_000
_FEW: Final = 20_000
_ASKED: Final = 50_000
_THEIRS: Final = 20_000  # of a round of theirs, for it takes them long


@dataclass(frozen=True, slots=True)
class Engine:
    """``line`` makes a question of a number and a host; ``is_blocked`` reads an answer."""

    name: str
    command: Sequence[str]
    line: Callable[[int, str], bytes]
    is_blocked: Callable[[bytes], bool]


def ours(folder: Path, method: str) -> Engine:
    """GET shows host and path, CONNECT the host alone."""

    def line(number: int, host: str) -> bytes:
        path = "/page" if method == "GET" else "-"
        return f"{number % 200} {ASKERS[number % 400].address} - - 3128 {method} {host} {path} - request\n".encode()

    command = [sys.executable, "-m", "bench.load.cli", "filter", "helper", "--folder", str(folder)]
    return Engine(f"ours, {method}", command, line, lambda answer: answer.split(b" ")[1] != b"OK")


def theirs(conf: Path) -> Engine:
    def line(number: int, host: str) -> bytes:
        return f"http://{host}/page {ASKERS[number % 400].address}/- - GET\n".encode()

    return Engine("squidGuard", [peers.SQUIDGUARD, "-c", str(conf)], line, lambda answer: answer.startswith(b"OK"))


def streams(asked: Sequence[Asked]) -> dict[str, list[Asked]]:
    drawn = random.Random(9)  # noqa: S311 - a bench
    few = list(asked[:_FEW])
    return {"first": list(asked), "browsed": drawn.choices(few, [1 / (rank + 1) for rank in range(_FEW)], k=_ASKED)}


def in_turn(mine: Engine, other: Engine, stream: Sequence[Asked], pairs: int) -> None:
    """Piped rates, taken in turn; each round of "first" is a new process, so that nothing is at hand."""
    lines = {each.name: [each.line(n, asked.host) for n, asked in enumerate(stream)] for each in (mine, other)}
    rates: dict[str, list[float]] = {mine.name: [], other.name: []}
    spent: dict[str, list[float]] = {mine.name: [], other.name: []}
    for _ in range(pairs):
        for engine in (mine, other):
            with helper(engine.command) as process:
                process.piped(lines[engine.name][-400:])  # started, and everybody known
                found = process.piped(lines[engine.name][: _THEIRS if engine is other else None])
            rates[engine.name].append(found.a_second)
            spent[engine.name].append(found.cpu_us)
    for engine in (mine, other):
        middle, cpu = statistics.median(rates[engine.name]), statistics.median(spent[engine.name])
        sys.stdout.write(f"    {engine.name:14} {middle:9,.0f} a second, {cpu:.1f} us of processor each\n")
    _ratio("rate", [a / b for a, b in zip(rates[mine.name], rates[other.name], strict=True)])
    _ratio("processor", [b / a for a, b in zip(spent[mine.name], spent[other.name], strict=True)])


def _ratio(of: str, found: list[float]) -> None:
    sys.stdout.write(f"    {of}: {statistics.median(found):.1f} times ({min(found):.1f} to {max(found):.1f})\n")


def one_by_one(engine: Engine, stream: Sequence[Asked]) -> None:
    with helper(engine.command) as process:
        process.piped([engine.line(n, asked.host) for n, asked in enumerate(stream[-400:])])
        took = sorted(process.one_by_one([engine.line(n, asked.host) for n, asked in enumerate(stream[:ONE_BY_ONE])]))
        pss, private = process.memory()
    sys.stdout.write(
        f"    {engine.name:14} p50 {took[len(took) // 2]:.0f} us, p99 {took[len(took) * 99 // 100]:.0f} us; "
        f"memory {pss:.0f} MB, private {private:.0f} MB\n"
    )


def recall(engine: Engine, lists: sets.Lists, stream: Sequence[Asked]) -> None:
    """How many closed names and names under them are closed, and how many others are."""
    some = [name for name in sorted(lists.names)[::20] if not is_public_suffix(name)]
    with helper(engine.command) as process:
        for words, hosts in (
            ("closed names", some),
            ("sub-domains of closed names", [f"a.b.{name}" for name in some]),
            ("names that no list closes", [asked.host for asked in stream if not asked.listed]),
        ):
            blocked = _blocked(engine, process, hosts)
            sys.stdout.write(f"    {engine.name:14} {words}: {blocked:,} of {len(hosts):,} blocked\n")


def _blocked(engine: Engine, process: Helper, hosts: Sequence[str]) -> int:
    return sum(
        engine.is_blocked(each)
        for each in process.piped([engine.line(n, host) for n, host in enumerate(hosts)]).answers
    )


def engines(lists: sets.Lists, scratch: Path, store: Path | None) -> Iterator[Engine]:
    files = school(lists, scratch, store)
    conf, _ = peers.squidguard_conf(lists, scratch)
    yield from (ours(files.root, "GET"), ours(files.root, "CONNECT"), theirs(conf))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lists", type=Path)
    parser.add_argument("--store", type=Path, help="the same lists, compiled by `schoolgate filter compile`")
    parser.add_argument("--pairs", type=int, default=PAIRS)
    given = parser.parse_args()
    lists = sets.read(given.lists)
    asked = sets.questions(lists, _ASKED)
    with ExitStack() as stack:
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        get, connect, other = engines(lists, scratch, given.store)
        sys.stdout.write(f"{len(lists.names):,} closed names; {peers.versions()}\n")
        for name, stream in streams(asked).items():
            for engine in (get, connect):
                sys.stdout.write(f"  piped, {name}\n")
                in_turn(engine, other, stream, given.pairs)
        sys.stdout.write("  one question after the other\n")
        for engine in (get, connect, other):
            one_by_one(engine, asked)
        sys.stdout.write("  what is closed\n")
        for engine in (connect, other):
            recall(engine, lists, asked)


if __name__ == "__main__":
    main()
