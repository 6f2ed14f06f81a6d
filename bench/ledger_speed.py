"""How fast the permanent record is added to (singly, many at once, in batches) and checked, and what memory it takes.

``python -m bench.ledger_speed [SINGLY] [MANY]`` on a folder of its own, which it removes; DATABASE_URL for PostgreSQL.
The same run writes and syncs a small file as often as it adds entries singly: what the disk allows at best.
"""

import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import django

BATCH = 10_000


def timed(what: str, count: int, do: Callable[[], object]) -> float:
    """Print how many a second, and return it."""
    began = time.perf_counter()
    do()
    rate = count / (time.perf_counter() - began)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(f"  {what:34} {rate:10,.0f} a second   most memory so far {peak:5.0f} MB\n")
    return rate


def synced(folder: Path, times: int) -> None:
    """Add 4 KB to a file and wait for the disk, so many times."""
    with (folder / "synced").open("wb") as file:
        for _ in range(times):
            file.write(b"\0" * 4096)
            file.flush()
            os.fsync(file.fileno())


def main(folder: Path, singly: int, many: int) -> None:
    from django.db import connection, transaction

    from schoolgate.frame import readiness
    from schoolgate.frame.actor import operator
    from schoolgate.ledger.actions import New, append, append_batch, append_many, school_chain
    from schoolgate.ledger.kinds import kind
    from schoolgate.ledger.queries import verify

    readiness.make_ready()
    tried = kind("bench.tried", "tried something", number="which one")
    bench = operator("bench")

    def one_by_one() -> None:
        for number in range(singly):
            with transaction.atomic():
                append(school_chain("one"), tried, actor=bench, subject="thing_1", details={"number": number})

    def many_at_once() -> None:
        for start in range(0, many, BATCH):
            with transaction.atomic():
                news = (New(tried, bench, "thing_1", {"number": start + number}) for number in range(BATCH))
                append_many(school_chain("many"), news)

    def batches() -> None:
        for start in range(0, many, BATCH):
            with transaction.atomic():
                items = ({"number": start + number} for number in range(BATCH))
                append_batch(school_chain("batch"), tried, items, actor=bench, subject="thing_1")

    sys.stdout.write(f"{connection.vendor}, load {os.getloadavg()[0]:.1f}\n")
    timed("4 KB written and synced", singly, lambda: synced(folder, singly))
    timed("entries added singly", singly, one_by_one)
    timed(f"entries added {BATCH} at once", many, many_at_once)
    timed(f"items added in batches of {BATCH}", many, batches)
    timed("entries checked", many, lambda: verify(school_chain("many")))
    timed("items checked", many, lambda: verify(school_chain("batch")))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="schoolgate-bench-") as held:
        os.environ["SCHOOLGATE_DATA"] = held
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "schoolgate.site.settings")
        django.setup()
        main(Path(held), *(int(said) for said in (*sys.argv[1:], *("2000", "100000")[len(sys.argv) - 1 :])))
