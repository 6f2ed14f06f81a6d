"""What a swap costs whoever is being served: the longest decisions at a desk whose files are replaced under it.

``PYTHONPATH=src:. python -m bench.filter_swap SET --store FILE [--swaps N]``. One process decides without a pause; of
its thirds of a second every other has the lists, the rules and the whereabouts replaced in it. The longest decision of
each is kept, and the median told for both kinds: on a machine with other work most of either is waiting for a core,
and the difference is what a swap costs. Before and after, the private memory of the process.
"""

import argparse
import json
import os
import shutil
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from bench.load import sets
from bench.load.generator import Asked as Question
from bench.load.processes import cost
from bench.load.school import ASKERS, policy, school
from schoolgate.filtering.folder import FilterFolder
from schoolgate.filtering.ways_in.desk import Desk
from schoolgate.gates.web.requests import Asked
from schoolgate.gates.web.snapshots import frozen
from schoolgate.kernel.verdicts import Verdict

SPAN: Final = 0.34


class Swapper:
    """Replaces the three files, each by one that is as good."""

    def __init__(self, files: FilterFolder, lists: sets.Lists) -> None:
        self._files = files
        self._rules = [json.dumps(frozen(policy(lists, epoch))) for epoch in (8, 9)]
        self._count = 0

    def swap(self) -> None:
        self._count += 1
        for path in (self._files.lists, self._files.whereabouts):
            shutil.copy(path, path.with_name("beside"))
            path.with_name("beside").replace(path)
        beside = self._files.rules.with_name("beside")
        beside.write_text(self._rules[self._count % 2])
        beside.replace(self._files.rules)


def longest(desk: Desk, asked: Sequence[Question], wrong: list[str]) -> tuple[float, float]:
    """The longest decision of a span and the slowest in a thousand, in milliseconds."""
    took, until, place = list[float](), time.perf_counter() + SPAN, 0
    while (began := time.perf_counter()) < until:
        each = asked[place % len(asked)]
        place += 1
        decided = desk.decide(ASKERS[place % 400], each.host, Asked.CONNECT, time.time())
        took.append(time.perf_counter() - began)
        if (decided.decision.verdict is Verdict.BLOCK) is not each.listed:
            wrong.append(each.host)
    took.sort()
    return took[-1] * 1e3, took[len(took) * 999 // 1000] * 1e3


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lists", type=Path)
    parser.add_argument("--store", type=Path, required=True, help="the lists, compiled by `schoolgate filter compile`")
    parser.add_argument("--swaps", type=int, default=15)
    given = parser.parse_args()
    lists = sets.read(given.lists)
    asked = sets.questions(lists, 20_000)
    with tempfile.TemporaryDirectory() as folder:
        files = school(lists, Path(folder), given.store)
        swapper, desk = Swapper(files, lists), Desk(files)
        del lists
        found: dict[bool, list[tuple[float, float]]] = {False: [], True: []}
        wrong, epochs = list[str](), set[int]()
        longest(desk, asked, wrong)
        before = cost(os.getpid()).private
        for turn in range(2 * given.swaps):
            swaps = turn % 2 == 1
            if swaps:
                threading.Thread(target=swapper.swap).start()
            found[swaps].append(longest(desk, asked, wrong))
            epochs.add(desk.in_force.epoch)
        for swaps, spans in found.items():
            worst, thousandth = zip(*spans, strict=True)
            sys.stdout.write(
                f"{'with a swap' if swaps else 'still':12} longest {statistics.median(worst):.2f} ms (most "
                f"{max(worst):.2f}), slowest in a thousand {statistics.median(thousandth):.3f} ms\n"
            )
        sys.stdout.write(f"rules of {len(epochs)} epochs were in force, {len(set(wrong))} hosts answered wrongly, ")
        sys.stdout.write(f"private memory {before:.0f} MB, then {cost(os.getpid()).private:.0f} MB\n")
        desk.close()


if __name__ == "__main__":
    main()
