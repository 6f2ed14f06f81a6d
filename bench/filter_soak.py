"""Our proxy at load for long, with lists and rules replaced all the time: ``python -m bench.filter_soak LISTS``.

LISTS is a folder that ``bench.load.sets`` made. GETs on kept connections, GETs on new ones and tunnels take turns;
every ``--swap`` seconds the compiled lists are replaced by another file, and the rules by a later version. Whatever is
wrongly decided, breaks off or never comes is counted, and memory is read at each swap. Ends with 1 where anything was
wrong or failed, memory grew by over a tenth after the first fifth of the time, or the last version was not taken up.
"""

import argparse
import json
import shutil
import statistics
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from bench.filter_proxy import OURS_PORT, ours, school
from bench.load.generator import Asked, Mode, drive
from bench.load.origin import origin
from bench.load.processes import cost
from bench.load.sets import questions, read
from schoolgate.filtering.folder import FilterFolder
from schoolgate.filtering.landing.reading import landed
from schoolgate.gates.web.snapshots import frozen, thawed

GROWS: Final = 1.1
_SLICE: Final = 20.0  # seconds of each mode, before the next


@dataclass
class Swapping:
    """Puts another file of lists and later rules in the place of those in service, over and over."""

    files: FilterFolder
    pid: int
    every: float
    swaps: int = 0
    memory: list[float] = field(default_factory=list)

    def run(self, ended: threading.Event) -> None:
        rules = thawed(json.loads(self.files.rules.read_text()))
        while not ended.wait(self.every):
            self.swaps += 1
            beside = self.files.root / "next.store"
            shutil.copyfile(self.files.lists, beside)
            beside.replace(self.files.lists)
            later = self.files.root / "next.json"
            later.write_text(json.dumps(frozen(replace(rules, epoch=rules.epoch + self.swaps))))
            later.replace(self.files.rules)
            self.memory.append(cost(self.pid).private)
            for each in sorted(self.files.landing.glob("*"), key=lambda path: path.stat().st_mtime)[:-1]:
                each.unlink()  # as the log of activity does, which fetches them


def soak(asked: list[Asked], seconds: float) -> tuple[int, int, int, list[str]]:
    """Answered, wrong, failed, and hosts wrongly answered."""
    until = time.monotonic() + seconds
    answered = wrong = failed = 0
    hosts: list[str] = []
    while (left := until - time.monotonic()) > 0:
        for mode in Mode:
            told = drive(OURS_PORT, mode, asked, min(_SLICE, max(left / len(Mode), 1)))
            answered, wrong, failed = answered + told.answered, wrong + told.wrong, failed + told.failed
            hosts += told.wrong_hosts
    return answered, wrong, failed, hosts


def main() -> int:
    parser = argparse.ArgumentParser(description="Our proxy at load for a long while.")
    parser.add_argument("lists", type=Path)
    parser.add_argument("--minutes", type=float, default=20)
    parser.add_argument("--swap", type=float, default=10)
    given = parser.parse_args()
    lists = read(given.lists)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = school(given.lists, folder, sorted(lists.names)[:10_000])
        first = thawed(json.loads(files.rules.read_text())).epoch
        with origin(folder), ours(files, folder) as us:
            swapping, ended = Swapping(files, us.pid, given.swap), threading.Event()
            thread = threading.Thread(target=swapping.run, args=(ended,))
            thread.start()
            answered, wrong, failed, hosts = soak(questions(lists), given.minutes * 60)
            ended.set()
            thread.join()
            drive(OURS_PORT, Mode.KEPT, [Asked("www.owl.example", listed=False)], 1)
            time.sleep(1)
            taken_up = max(each.epoch for each in landed(files.landing)) - first
    fifth = max(len(swapping.memory) // 5, 1)
    early, late = (statistics.median(part) for part in (swapping.memory[fifth : 2 * fifth], swapping.memory[-fifth:]))
    sys.stdout.write(
        f"{given.minutes:g} minutes: {answered:,} answered, {wrong} wrong, {failed} failed; {swapping.swaps} swaps, "
        f"the last taken up: {'yes' if taken_up == swapping.swaps else 'no'}; private memory {early:.1f} MB in the "
        f"second fifth, {late:.1f} MB in the last, {max(swapping.memory):.1f} at most\n{' '.join(hosts[:20])}\n"
    )
    return int(bool(wrong or failed) or late > early * GROWS or taken_up != swapping.swaps)


if __name__ == "__main__":
    sys.exit(main())
