"""How the permanent record's costs grow with its length, from ten thousand entries to ten million.

``python -m bench.ledger_growth [--to N] [--minutes N]`` on a folder of its own, which it removes; DATABASE_URL for
PostgreSQL. At each power of ten it prints a row: adding ten thousand at once and one by one, the two questions a page
asks, checking all of it (while that fits into the minutes), the size on the disk, and the memory. It stops at the
minutes it was given, and says how far it came. Seconds are those of the clock and, in brackets, of the processor: on a
machine that does other work too only the second compare.
"""

import argparse
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import django

AT_ONCE, SINGLY, PAGE = 10_000, 50, 50
COLUMNS = ("entries", "added at once, a second", "added singly, ms", "latest page, ms", "about one thing, ms")
MORE = ("checked, a second", "bytes an entry", "most memory, MB", "minutes so far")


class Grown:
    """One chain, made longer."""

    def __init__(self, folder: Path, minutes: float) -> None:
        from schoolgate.frame.actor import operator
        from schoolgate.ledger.actions import school_chain
        from schoolgate.ledger.kinds import kind

        self.folder, self.length, self.began = folder, 0, time.perf_counter()
        self.until = self.began + minutes * 60
        self.chain, self.actor = school_chain("growing"), operator("bench")
        self.kind = kind("bench.grown", "grew", number="which one")

    def timed(self, do: Callable[[], object]) -> tuple[float, float]:
        clock, processor = time.perf_counter(), time.process_time()
        do()
        return time.perf_counter() - clock, time.process_time() - processor

    def left(self) -> float:
        return self.until - time.perf_counter()

    def add_many(self) -> None:
        from django.db import transaction

        from schoolgate.ledger.actions import New, append_many

        numbers = range(self.length, self.length + AT_ONCE)
        with transaction.atomic():
            news = (New(self.kind, self.actor, f"thing_{number % 5000}", {"number": number}) for number in numbers)
            append_many(self.chain, news)
        self.length += AT_ONCE

    def add_singly(self) -> None:
        from django.db import transaction

        from schoolgate.ledger.actions import append

        for _ in range(SINGLY):
            with transaction.atomic():
                append(self.chain, self.kind, actor=self.actor, subject="thing_1", details={"number": self.length})
            self.length += 1

    def grow(self, to: int) -> tuple[float, float] | None:
        """Until that long; what ten thousand took at the end, or None when the time ran out."""
        took = (0.0, 0.0)
        while self.length < to - SINGLY:
            if self.left() < 0:
                return None
            took = self.timed(self.add_many)
        return took

    def row(self, took: tuple[float, float]) -> list[str]:
        from schoolgate.ledger.queries import lines, verify

        def rate(count: int, seconds: tuple[float, float]) -> str:
            return f"{count / seconds[0]:,.0f} ({count / max(seconds[1], 1e-9):,.0f})"

        def ms(count: int, seconds: tuple[float, float]) -> str:
            return f"{1000 * seconds[0] / count:.1f} ({1000 * seconds[1] / count:.1f})"

        singly = ms(SINGLY, self.timed(self.add_singly))
        latest = ms(1, self.timed(lambda: lines(self.chain, labels=["school"], at_most=PAGE)))
        about = ms(1, self.timed(lambda: lines(self.chain, labels=["school"], subject="thing_7", at_most=PAGE)))
        fits = self.length / 8_000 < self.left()
        checked = rate(self.length, self.timed(lambda: verify(self.chain))) if fits else "no time left"
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        minutes = (time.perf_counter() - self.began) / 60
        size = f"{self.size() / self.length:.0f}"
        added = rate(AT_ONCE, took)
        return [f"{self.length:,}", added, singly, latest, about, checked, size, f"{memory:.0f}", f"{minutes:.1f}"]

    def size(self) -> int:
        from django.db import connection

        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_database_size(current_database())")
                return int(cursor.fetchone()[0])
        return sum(path.stat().st_size for path in self.folder.glob("schoolgate.sqlite3*"))


def main(folder: Path, to: int, minutes: float) -> None:
    from django.db import connection

    from schoolgate.frame import readiness

    readiness.make_ready()
    grown, mark = Grown(folder, minutes), AT_ONCE
    say(f"{connection.vendor}, load {os.getloadavg()[0]:.1f}\n")
    say(f"| {' | '.join((*COLUMNS, *MORE))} |\n|{' --- |' * len((*COLUMNS, *MORE))}")
    while mark <= to:
        took = grown.grow(mark)
        if took is None:
            say(f"\nThe time ran out at {grown.length:,} entries.")
            return
        say(f"| {' | '.join(grown.row(took))} |")
        mark *= 10


def say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="bench.ledger_growth")
    parser.add_argument("--to", type=int, default=10_000_000)
    parser.add_argument("--minutes", type=float, default=25.0)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="schoolgate-bench-") as held:
        os.environ["SCHOOLGATE_DATA"] = held
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "schoolgate.site.settings")
        django.setup()
        main(Path(held), asked.to, asked.minutes)
