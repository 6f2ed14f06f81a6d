"""A second batch of 300 pages, drawn apart from the first: wrong matches or ticks, share asked and unread, by fault.

``PYTHONPATH=src python bench/slips_second.py [SEED ...]``: coloured Bezier strokes, stamps, fluid, holes, folds, faxes
and photos at quality 40 (``slips/tests/second.py``), given as files and read as the worker reads. Rules were tuned on
seeds 5 and 6; 70707 is the blind one.
"""

import sys
import time
from collections import Counter

from schoolgate.slips.pictures import pages
from schoolgate.slips.reading import Page, read_page
from schoolgate.slips.tests.second import ASKED, Made, Second

COUNT = 300


def wrong(page: Page, made: Made) -> list[str]:
    """What was taken that is not so, or without asking where a person must be asked."""
    found = []
    for seen in page.slips:
        said = (*seen.agreements, *seen.places)
        if seen.number and seen.number not in made.slips:
            found.append("matched a slip that is not there")
        elif seen.clear and made.ask:
            found.append("nobody was asked")
        elif seen.clear and said != made.slips[seen.number]:
            found.append("a tick was read wrongly")
    return found


def measured(seed: int, count: int = COUNT, told: bool = False, part: int = 0, parts: int = 1) -> dict[str, object]:
    second = Second(seed, count)
    known = second.known
    faults: list[str] = []
    asked, unread, total = Counter[str](), Counter[str](), Counter[str]()
    why = Counter[str]()
    seconds = 0.0
    for at, made in zip(range(part, count, parts), second.pages(part, parts), strict=True):
        these = {} if made.fault == "other school" else known
        start = time.perf_counter()
        read = Page((), 0, "damaged")
        for _number, _of, grey in pages(made.data, "page"):
            assert not isinstance(grey, str)
            read = read_page(grey, these)
        seconds += time.perf_counter() - start
        name = f"{made.fault}, {made.how}"
        total[made.fault] += 1
        unread[made.fault] += bool(read.reason) and bool(made.slips)
        asked[made.fault] += any(not slip.clear for slip in read.slips)
        if made.fault not in ASKED:
            why.update(f"{made.fault} {made.how} {doubt}" for slip in read.slips for doubt in slip.doubts)
        faults += [f"{at} {name}: {one}" for one in wrong(read, made)]
        if told:
            said = [",".join(slip.doubts) or "clear" for slip in read.slips]
            sys.stderr.write(f"{at} {name} {read.reason} {said} {wrong(read, made)}\n")
            sys.stderr.flush()
    return {
        "seed": seed, "seconds": round(seconds, 1), "wrong": faults, "asked": sum(asked.values()),
        "unread": sum(unread.values()),
        "by fault (pages, asked, unread)": {one: (n, asked[one], unread[one]) for one, n in total.items()},
        "why": dict(why),
    }  # fmt: skip


def main() -> int:
    seeds = [int(one) for one in sys.argv[1:]] or [70707]
    good = True
    for seed in seeds:
        found = measured(seed)
        good &= not found["wrong"]
        sys.stdout.write("".join(f"{key}: {value}\n" for key, value in found.items()))
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
