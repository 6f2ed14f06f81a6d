"""Decisions a second at the desk, in one process: who asks, what the gate says, and the line that is kept of it.

``PYTHONPATH=src:. python -m bench.filter_desk SET [--store FILE]``, SET a folder that ``bench.load.sets`` made. Of two
streams "first" asks for each host once, so that nothing is at hand; "browsed" as children do, few of them often. GET
shows a path and CONNECT none. Rates are of processor seconds of the whole process, so the thread that writes the lines
to the disk counts too; the best of three rounds, each a desk of its own. The slowest in a hundred is by the clock.
A dictionary asked for the host and each name above it is the reference in the same run. Ends with 1 below a floor.
"""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from bench.load import sets
from bench.load.generator import Asked as Question
from bench.load.school import ASKERS, school
from schoolgate.filtering.folder import FilterFolder
from schoolgate.filtering.landing.reading import Told, landed
from schoolgate.filtering.ways_in.desk import Desk
from schoolgate.gates.web.requests import Asked
from schoolgate.kernel.verdicts import Verdict

FLOOR: Final = 150_000
FLOOR_P99_US: Final = 60
ROUNDS: Final = 3
FEW: Final = 20_000
WAYS: Final = {"GET": (Asked.GET, "/pages/1/index.html"), "CONNECT": (Asked.CONNECT, "")}


def streams(asked: Sequence[Question]) -> dict[str, list[Question]]:
    drawn = random.Random(9)  # noqa: S311 - a bench
    few = list(asked[:FEW])
    return {
        "first": list(asked),
        "browsed": drawn.choices(few, [1 / (rank + 1) for rank in range(len(few))], k=2 * len(asked)),
    }


def best(files: FilterFolder, asked: Sequence[Question], way: str) -> tuple[float, int]:
    """Decisions a processor second, and how many answers were wrong."""
    kind, path = WAYS[way]
    rates, wrong = list[float](), 0
    for _ in range(ROUNDS):
        desk = Desk(files)
        decide, at = desk.decide, time.time()
        for asker in ASKERS:
            decide(asker, "intranet", kind, at, path)
        began, clock = time.process_time(), time.time
        found = [decide(ASKERS[n % 400], each.host, kind, clock(), path).decision for n, each in enumerate(asked)]
        desk.flush()
        rates.append(len(asked) / (time.process_time() - began))
        desk.close()
        wrong += sum((each.verdict is Verdict.BLOCK) is not was.listed for each, was in zip(found, asked, strict=True))
    return max(rates), wrong


def slowest_in_a_hundred(files: FilterFolder, asked: Sequence[Question], way: str) -> float:
    """Microseconds."""
    kind, path = WAYS[way]
    desk, took = Desk(files), list[int]()
    for n, each in enumerate(asked[:50_000]):
        began = time.perf_counter_ns()
        desk.decide(ASKERS[n % 400], each.host, kind, time.time(), path)
        took.append(time.perf_counter_ns() - began)
    desk.close()
    return sorted(took)[len(took) * 99 // 100] / 1e3


def reference(lists: sets.Lists, asked: Sequence[Question]) -> float:
    """Look-ups a processor second of a set of names."""
    began = time.process_time()
    for each in asked:
        lists.holds(each.host)
    return len(asked) / (time.process_time() - began)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lists", type=Path)
    parser.add_argument("--store", type=Path, help="the same lists, compiled by `schoolgate filter compile`")
    given = parser.parse_args()
    lists = sets.read(given.lists)
    asked = sets.questions(lists)
    short = 0
    with tempfile.TemporaryDirectory() as folder:
        files = school(lists, Path(folder), given.store)
        for name, stream in streams(asked).items():
            known = reference(lists, stream)
            for way in WAYS:
                rate, wrong = best(files, stream, way)
                p99 = slowest_in_a_hundred(files, stream, way)
                sys.stdout.write(
                    f"{name:8} {way:8} {rate:9,.0f} a second, {rate / known:.2f} of a dictionary's {known:,.0f}; "
                    f"slowest in a hundred {p99:.1f} us; {wrong} wrong\n"
                )
                short += rate < FLOOR or p99 > FLOOR_P99_US or wrong > 0
        told = Told()
        kept = sum(1 for _ in landed(files.landing, told=told))
        sys.stdout.write(f"{kept:,} decisions were landed, {told.lost} lost, {len(told.rejects)} unreadable\n")
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main())
