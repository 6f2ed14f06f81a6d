"""How long a made-up roll takes to load, and how much memory: the whole way a file takes, and beside it what is least.

``python -m bench.roster [PUPILS...]`` on a folder of its own, which it removes; DATABASE_URL for PostgreSQL. Each size
is loaded in a process of its own, so that its memory is its own. Prints a table in Markdown.

Peers, in the same run: reading the same file with Python's csv module alone; and saving one person and one role a row
by the plainest Django there is, each by ``save``, in one transaction, with no check, no history and no record.
"""

import csv
import io
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from schoolgate.intake.models import Delivery
    from schoolgate.people.models import School

SIZES = (1_000, 5_000, 20_000)


def measured(pupils: int) -> dict[str, float]:
    from schoolgate.frame import readiness
    from schoolgate.frame.actor import operator
    from schoolgate.intake import actions as intake
    from schoolgate.people import actions
    from schoolgate.people.access import today
    from schoolgate.site.demo.roll import as_csv, children

    readiness.make_ready()
    school = actions.add_school(name="Robin Hill Infant School", actor=operator("bench"))
    everybody = list(children(pupils, september=today(school).year, years=tuple(range(14))))
    whole, fewer = as_csv(iter(everybody)), as_csv(child for number, child in enumerate(everybody) if number % 20)
    del everybody
    found: dict[str, float] = {"pupils": pupils, "csv": _timed(lambda: _read(whole)), "naive": _naive(whole)}
    found["base"] = _peak()
    _load(school, whole, "first", found)
    left = _load(school, fewer, "leavers", found)
    found["undo"] = _timed(lambda: intake.undo(left, actor=operator("bench")))
    _load(school, whole + b"\n", "again", found)
    found["peak"] = _peak()
    return found


def _load(school: "School", data: bytes, step: str, found: dict[str, float]) -> "Delivery":
    """The whole way of a file: received, looked at in a bounded process, mapped, planned, planned again and done."""
    from schoolgate.frame.actor import operator
    from schoolgate.intake import actions as intake
    from schoolgate.intake.models import Delivery

    by = operator("bench")
    began, worked = time.perf_counter(), sum(os.times()[:4])
    given = intake.receive(
        school, "pupils.csv", data, way=Delivery.Way.COMMAND, actor=by, feed="people-csv", load="roster"
    )
    delivery = intake.advance(given.delivery)
    if delivery.state == Delivery.State.MAPPING:
        columns = {heading: column for heading, column, sure in delivery.looked["guesses"] if column}
        delivery = intake.save_mapping(delivery, columns, actor=by)
    done = intake.apply(delivery, shown=delivery.plan_digest, answered=True, actor=by)
    found[step], found[f"{step} worked"] = time.perf_counter() - began, sum(os.times()[:4]) - worked
    return done


def _read(data: bytes) -> int:
    return sum(1 for _ in csv.DictReader(io.StringIO(data.decode())))


def _naive(data: bytes) -> float:
    """Seconds for the same number of persons with a role, one save each, taken back afterwards."""
    from django.db import transaction
    from django.utils import timezone

    from schoolgate.people.models import Person, RoleAssignment, School

    now = timezone.now()
    with transaction.atomic():
        school = School.objects.create(name="Naive")
        began = time.perf_counter()
        for row in csv.DictReader(io.StringIO(data.decode())):
            person = Person(school=school, name=f"{row['Forename']} {row['Surname']}")
            person.save()
            RoleAssignment(school=school, person=person, role="pupils", valid_from=now.date(), recorded_at=now).save()
        took = time.perf_counter() - began
        transaction.set_rollback(True)
    return took


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _peak() -> float:
    """The most memory this process has had, in MB; the bounded readers are processes of their own."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def heading() -> str:
    head = "| pupils | first load, s (of a processor) | pupils a second | 5 % leave, s | "
    head += (
        "taken back, s | the same again, s | times csv alone | times one save each | memory before and at most, MB |"
    )
    return f"{head}\n" + "| ---: " * 9 + "|\n"


def line(row: dict[str, float]) -> str:
    return (
        f"| {row['pupils']:,.0f} | {row['first']:.1f} ({row['first worked']:.1f}) | "
        f"{row['pupils'] / row['first']:,.0f} | "
        f"{row['leavers']:.1f} ({row['leavers worked']:.1f}) | {row['undo']:.1f} | "
        f"{row['again']:.1f} ({row['again worked']:.1f}) | {row['first'] / row['csv']:,.0f} | "
        f"{row['first'] / row['naive']:.2f} | {row['base']:.0f}, {row['peak']:.0f} |\n"
    )


def _in_a_process_of_its_own(pupils: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory(prefix="schoolgate-bench-") as folder:
        env = {**os.environ, "SCHOOLGATE_DATA": folder, "DJANGO_SETTINGS_MODULE": "schoolgate.site.settings"}
        asked = [sys.executable, "-m", "bench.roster", "--one", str(pupils)]
        here = Path(__file__).parents[1]
        done = subprocess.run(asked, env=env, check=True, capture_output=True, text=True, cwd=here)  # noqa: S603  (ours)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        django.setup()
        sys.stdout.write(json.dumps(measured(int(sys.argv[2]))) + "\n")
    else:
        sys.stdout.write(heading())
        for size in [int(size) for size in sys.argv[1:]] or SIZES:
            sys.stdout.write(line(_in_a_process_of_its_own(size)))
            sys.stdout.flush()
