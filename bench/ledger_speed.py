"""How fast the permanent record is added to (singly, many at once, in batches), checked, and given away.

``python -m bench.ledger_speed [SINGLY] [MANY]`` on a folder of its own, which it removes; DATABASE_URL for PostgreSQL.
The same run writes and syncs a small file as often as it adds entries singly: what the disk allows at best.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import django

BATCH = 10_000


def timed(what: str, count: int, do: Callable[[], object]) -> None:
    """Print how many a second of the clock, and of this process's own processor time: other work slows only the first.
    What PostgreSQL's server or the single file used is not in the second."""
    began, used = time.perf_counter(), time.process_time()
    do()
    rate, own = count / (time.perf_counter() - began), count / max(time.process_time() - used, 1e-9)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(f"| {what} | {rate:,.0f} | {own:,.0f} | {peak:.0f} |\n")


def synced(folder: Path, times: int) -> None:
    """Add 4 KB to a file and wait for the disk, so many times."""
    with (folder / "synced").open("wb") as file:
        for _ in range(times):
            file.write(b"\0" * 4096)
            file.flush()
            os.fsync(file.fileno())


def add(singly: int, many: int) -> None:
    """Three chains: one added to singly, one many at once, one in batches."""
    from django.db import transaction

    from schoolgate.frame.actor import operator
    from schoolgate.ledger.actions import New, append, append_batch, append_many, school_chain
    from schoolgate.ledger.kinds import kind

    tried, bench = kind("bench.tried", "tried something", number="which one"), operator("bench")

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

    timed("entries added singly", singly, one_by_one)
    timed(f"entries added {BATCH} at once", many, many_at_once)
    timed(f"items added in batches of {BATCH}", many, batches)


def check(folder: Path, many: int) -> None:
    from schoolgate.frame.actor import operator
    from schoolgate.ledger.actions import export, school_chain
    from schoolgate.ledger.packing import VERIFIER
    from schoolgate.ledger.queries import verify

    pack = folder / "many.zip"

    def elsewhere() -> None:
        command = [sys.executable, "-I", "-S", str(VERIFIER), str(pack)]
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603  (our own words)

    timed("entries checked", many, lambda: verify(school_chain("many")))
    timed("items checked", many, lambda: verify(school_chain("batch")))
    timed("entries exported", many, lambda: export(pack, school_chain("many"), actor=operator("bench")))
    timed("entries checked by the single file", many, elsewhere)


def main(folder: Path, singly: int, many: int) -> None:
    from django.db import connection

    from schoolgate.frame import readiness

    readiness.make_ready()
    sys.stdout.write(f"{connection.vendor}, load {os.getloadavg()[0]:.1f}\n\n")
    sys.stdout.write("| what | a second | a processor second | most memory, MB |\n| --- | --- | --- | --- |\n")
    timed("4 KB written and synced", singly, lambda: synced(folder, singly))
    add(singly, many)
    check(folder, many)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="schoolgate-bench-") as held:
        os.environ["SCHOOLGATE_DATA"] = held
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "schoolgate.site.settings")
        django.setup()
        main(Path(held), *(int(said) for said in (*sys.argv[1:], *("2000", "100000")[len(sys.argv) - 1 :])))
