"""A scanned batch of 300 paper slips: seconds, wrong matches, ticks taken without asking, share asked and unread.

``PYTHONPATH=src python bench/slips.py [SEED ...]``: made from seeds, with every fault there is. The rules were tuned on
seeds 1, 11 and 21 only; 9001 is the blind one. What is timed is reading alone, a page at a time, in one process.
"""

import sys
import time
from collections import Counter

import cv2
import numpy as np

from schoolgate.slips.reading import read_page
from schoolgate.slips.tests.batch import Batch, wrong

COUNT = 300
FLOOR = 120.0
SIZES = (0.5, 1.0, 2.0, 4.0)


def measured(seed: int, count: int = COUNT) -> dict[str, object]:
    batch = Batch(seed, count)
    told: Counter[str] = Counter()
    asked_for_nothing: Counter[str] = Counter()
    faults: list[str] = []
    seconds = 0.0
    for page, truth in batch.pages():
        start = time.perf_counter()
        read = read_page(page, batch.known)
        seconds += time.perf_counter() - start
        faults += wrong(read, truth)
        for slip in read.slips:
            told["clear" if slip.clear else "asked"] += 1
            asked_for_nothing[truth.fault] += not truth.ask and not slip.clear
        told["unread"] += bool(read.reason)
        told["words"] += bool(read.backs and not read.slips)
        told["plain"] += len(truth.slips) if not truth.ask else 0
    return {
        "seed": seed, "pages": count, "seconds": round(seconds, 1), **told, "wrong": faults,
        "asked though plain": dict(+asked_for_nothing),
    }  # fmt: skip


def by_size() -> dict[str, float]:
    """Milliseconds a page by megapixels: one page, made smaller and larger."""
    batch = Batch(1, 1)
    page, _truth = next(iter(batch.pages()))
    found = {}
    for size in SIZES:
        scale = (size * 1e6 / page.size) ** 0.5
        grey = np.asarray(cv2.resize(page, None, fx=scale, fy=scale), np.uint8)
        start = time.perf_counter()
        for _ in range(5):
            read_page(grey, batch.known)
        found[f"{size} MP"] = round((time.perf_counter() - start) * 200, 1)
    return found


def main() -> int:
    seeds = [int(one) for one in sys.argv[1:]] or [1, 9001]
    good = True
    for seed in seeds:
        found = measured(seed)
        good &= not found["wrong"] and float(str(found["seconds"])) < FLOOR
        sys.stdout.write(f"{found}\n")
    half = measured(1, COUNT // 2)
    sys.stdout.write(f"half as many: {half['seconds']} s\n{by_size()}\n")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
