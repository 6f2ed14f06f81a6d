"""What the compiled store costs, and how it answers, beside a dictionary in the same run.

``PYTHONPATH=src:. python -m bench.filter_store FOLDER [--rows 3200000]``, FOLDER with lists in the layout of UT1. Set
A is those lists; set B is those and made-up names up to ``--rows``. Each figure is taken in a process of its own. A hit
is a listed host or a sub-domain of one, a miss is not listed, and of the mix one in five is a hit; a dictionary is
asked for the host and each name above it, as ``gates.web.lists.HostTable`` does.
"""

import argparse
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from schoolgate.filtering.lists.compiling import Wanted, compiled
from schoolgate.filtering.lists.sources import sources, told_apart
from schoolgate.filtering.store.following import Following
from schoolgate.filtering.store.reading import Store
from schoolgate.gates.web.lists import HostTable

ASKED: Final = 100_000
ROUNDS: Final = 3
_SYLLABLES: Final = (
    "ba",
    "co",
    "de",
    "fi",
    "go",
    "hu",
    "ka",
    "lo",
    "mi",
    "no",
    "pe",
    "ra",
    "so",
    "ti",
    "vu",
    "web",
    "net",
)
_ENDS: Final = ("com", "net", "org", "co.uk", "ru", "fr", "de", "info", "xyz", "online")


def made_up(count: int, seed: int = 5) -> Iterator[str]:
    """Names as registrars sell them, the same whenever asked for; a few of them twice."""
    drawn = random.Random(seed)  # noqa: S311 - a bench
    for _ in range(count):
        name = "".join(drawn.choices(_SYLLABLES, k=drawn.randint(2, 6)))
        below = f"{drawn.choice(_SYLLABLES)}." if drawn.random() < 0.2 else ""
        yield f"{below}{name}{drawn.randint(0, 9999)}.{drawn.choice(_ENDS)}"


def compile_(folder: str, extra: str, store: str) -> dict[str, Any]:
    lists = told_apart(
        [each for argument in (folder, *([f"adult={extra}"] if extra else [])) for each in sources(argument)]
    )
    began, cpu = time.perf_counter(), time.process_time()
    header = compiled(lists, Path(store), Wanted(fewer_accepted=True), lambda _: None)
    return {
        "rows": header.rows,
        "read": sum(each.read for each in header.lists),
        "seconds": time.perf_counter() - began,
        "cpu": time.process_time() - cpu,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3,
        "file_mb": Path(store).stat().st_size / 1e6,
    }


def opening(store: str) -> dict[str, Any]:
    return {
        "mapped_ms": _quickest(lambda: Store(Path(store), whole=False)) * 1e3,
        "whole_ms": _quickest(lambda: Store(Path(store))) * 1e3,
    }


def answering(store: str, kind: str) -> dict[str, Any]:
    """Look-ups a second of a core by ``store`` or a ``dict`` of the same entries, and the memory they cost."""
    opened = Store(Path(store))
    hits, misses = questions(opened)
    before = _private()
    answers: HostTable | Store = opened
    if kind == "dict":
        answers = HostTable({host: mask for host, mask, _ in opened.entries()})
    mix = [hits[place] if place % 5 == 0 else misses[place] for place in range(ASKED)]
    result = {name: _rate(answers.of, hosts) for name, hosts in (("hit", hits), ("miss", misses), ("mix", mix))}
    return {**result, "private_mb": _private() if kind == "store" else _private() - before}


def worker(store: str) -> dict[str, Any]:
    """The private memory of a process that only answers."""
    bare = _private()
    following = Following(Path(store))
    drawn = list(made_up(20_000, seed=9))
    for host in drawn:
        following.current().of(host)
    return {"private_mb": _private(), "of_which_python": bare}


def swapping(store: str) -> dict[str, Any]:
    """The longest that one answer took in a third of a second, with a swap in it and without: the median of nine each.

    On a machine with other work most of either is waiting for a core; the difference is what a swap costs.
    """
    following, hosts = Following(Path(store)), list(made_up(200, seed=9))
    copy = Path(store).read_bytes()
    longest: dict[bool, list[float]] = {False: [], True: []}
    for turn in range(18):
        swaps, epoch, worst = turn % 2 == 1, following.epoch, 0.0
        if swaps:
            _put(Path(store), copy)
        until = time.perf_counter() + 0.33
        while time.perf_counter() < until:
            for host in hosts:
                began = time.perf_counter()
                following.current().of(host)
                worst = max(worst, time.perf_counter() - began)
        if swaps and following.settle().header.rows and following.epoch == epoch:
            raise RuntimeError("no swap was seen")
        longest[swaps].append(worst)
    medians = {swaps: statistics.median(took) * 1e3 for swaps, took in longest.items()}
    return {"still_ms": medians[False], "swapping_ms": medians[True], "swaps": following.epoch - 1}


def questions(store: Store) -> tuple[list[str], list[str]]:
    drawn = random.Random(1)  # noqa: S311 - a bench
    listed = [host for place, (host, _, _) in enumerate(store.entries()) if place % max(1, len(store) // ASKED) == 0]
    hits = [f"www.{host}" if drawn.random() < 0.5 else host for host in drawn.choices(listed, k=ASKED)]
    return hits, [f"www.z{name}" for name in made_up(ASKED, seed=77)]


def _put(path: Path, data: bytes) -> None:
    beside = path.with_name("beside")
    beside.write_bytes(data)
    beside.replace(path)


def _rate(of: Callable[[str], int], hosts: list[str]) -> float:
    def all_of_them() -> None:
        for host in hosts:
            of(host)

    return len(hosts) / _quickest(all_of_them, time.process_time)


def _quickest(what: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    took = []
    for _ in range(ROUNDS):
        began = clock()
        what()
        took.append(clock() - began)
    return min(took)


def _private() -> float:
    """Megabytes that one more of these processes costs: pages written to, not those of the file that all share."""
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private_Dirty")) / 1e3


TASKS: Final[dict[str, Callable[..., dict[str, Any]]]] = {
    each.__name__: each for each in (compile_, opening, answering, worker, swapping)
}


def apart(task: str, *arguments: str) -> dict[str, Any]:
    """A task in a process of its own."""
    command = [sys.executable, "-m", "bench.filter_store", "--task", task, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=True)  # noqa: S603 - ours
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def table(name: str, folder: str, rows: int, scratch: Path) -> None:
    store, extra = str(scratch / "lists.store"), ""
    if rows:
        extra = str(scratch / "made-up.txt")
        Path(extra).write_text("".join(f"{host}\n" for host in made_up(rows)))
    told = {"compile": apart("compile_", folder, extra, store), "opening": apart("opening", store)}
    told |= {kind: apart("answering", store, kind) for kind in ("store", "dict")}
    told |= {"worker": apart("worker", store), "swap": apart("swapping", store)}
    told["to dict"] = {key: told["store"][key] / told["dict"][key] for key in ("hit", "miss", "mix")}
    sys.stdout.write(f"set {name}\n")
    for key, figures in told.items():
        sys.stdout.write(f"  {key}: {', '.join(f'{part} {figure:,.2f}' for part, figure in figures.items())}\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--task", choices=TASKS)
    parser.add_argument("--rows", type=int, default=3_200_000)
    parser.add_argument("arguments", nargs="+")
    given = parser.parse_args()
    if given.task:
        sys.stdout.write(json.dumps(TASKS[given.task](*given.arguments)))
        return
    with tempfile.TemporaryDirectory() as folder:
        table("A", given.arguments[0], 0, Path(folder))
        table("B", given.arguments[0], given.rows - 400_000, Path(folder))


if __name__ == "__main__":
    main()
