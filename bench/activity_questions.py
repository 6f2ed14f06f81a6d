"""Every question of the log, over 10^6 to 10^8 made rows: how long each takes, and how that grows.

``PYTHONPATH=src:. python -m bench.activity_questions FOLDER [--rows 1000000 10000000] [--clusters 1000000]``. Rows are
made in FOLDER, which has to be empty, and deleted after each size. Each question is asked ``ROUNDS`` times of DuckDB in
a process of its own; told are the first time, with the compiling of the expression, the quickest, and the most memory
the process took. Up to ``--clusters`` rows a Spark cluster (a master and two workers, real processes) and Sail are
asked the same, and whole answers are compared.
"""

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import pyarrow.parquet as pq

from schoolgate.activity.asking import Manifest, ask
from schoolgate.activity.engines.choosing import engine
from schoolgate.activity.engines.tests.standalone import standalone
from schoolgate.activity.making.writing import Wish, make, parts_of
from schoolgate.activity.questions.contract import Period, Question, Values
from schoolgate.activity.questions.registry import QUESTIONS

ROUNDS: Final = 3
_WEEKS: Final = timedelta(days=21)
_HALVES: Final = (
    Period("Autumn 1", date(2026, 9, 3), date(2026, 10, 23)),
    Period("Autumn 2", date(2026, 11, 2), date(2026, 12, 18)),
)


def manifest(folder: Path) -> Manifest:
    listed = parts_of(folder)

    def of(question: Question, values: Values) -> dict[str, list[Path]]:
        first, last = question.days(values)
        return {
            kind: [path for day, path in listed[kind] if (not first or day >= first) and (not last or day <= last)]
            for kind in question.over
        }

    return of


def told(folder: Path, key: str) -> dict[str, Any]:
    """What a question has to be told: two half terms; somebody, in the middle of the day in the middle."""
    if key == "trend":
        return {"periods": _HALVES}
    if key not in ("persons-hour", "what-was-done", "meetings", "minutes"):
        return {}
    rows = pq.read_table(_middle(folder), columns=["person", "at"])
    somebody = next(row for row in rows.slice(rows.num_rows // 2).to_pylist() if row["person"])
    hour, at = timedelta(hours=1), somebody["at"]
    return {
        "persons-hour": {"person": somebody["person"], "at": at},
        "what-was-done": {"person": somebody["person"], "begins": at - hour, "ends": at + hour},
        # As the map of coverage asks: the last three weeks.
        "meetings": {"since": at.date() - _WEEKS, "until": at.date(), "before": at},
        "minutes": {"since": at.date() - _WEEKS, "until": at.date(), "begins": at - _WEEKS, "before": at},
    }[key]


def _middle(folder: Path) -> Path:
    """The part of rows of the day in the middle."""
    listed = parts_of(folder)["rows"]
    return listed[len(listed) // 2][1]


def one(folder: Path, key: str) -> dict[str, Any]:
    """A question of DuckDB: seconds of each time, rows of the answer, and the most memory."""
    said, named = told(folder, key), manifest(folder)
    answers = [ask(key, said, named, on="duckdb") for _ in range(ROUNDS)]
    seconds = [each.seconds for each in answers]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    whole = answers[0]
    found = {"first": seconds[0], "best": min(seconds), "rows": whole.table.num_rows, "parts": whole.parts}
    return {"question": key, "over": whole.question.over[0], **found, "peak_mb": peak}


def clusters(folder: Path, work: Path) -> Iterator[dict[str, Any]]:
    """Every question of all three engines: seconds the second time, and whether the whole answers are equal."""
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    named = manifest(folder)
    with standalone(work) as address:
        for question in QUESTIONS:
            said = told(folder, question.key)
            row: dict[str, Any] = {"question": question.key}
            tables = []
            for name in ("duckdb", address, "sail"):
                answers = [ask(question.key, said, named, on=name) for _ in range(2)]
                tables.append(answers[-1].table)
                row[name.partition(":")[0]] = answers[-1].seconds
            yield row | {"equal": all(table.equals(tables[0]) for table in tables), "load": os.getloadavg()[0]}
        engine(address).close()
        engine("sail").close()


def _in_a_process(folder: Path, key: str) -> dict[str, Any]:
    run = subprocess.run(  # noqa: S603 - ourselves
        [sys.executable, "-m", "bench.activity_questions", str(folder), "--one", key],
        check=True,
        capture_output=True,
        text=True,
    )
    found: dict[str, Any] = json.loads(run.stdout)
    return found


def _told(words: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(words) + "\n")
    sys.stdout.flush()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rows", type=int, nargs="*", default=[10**6, 10**7])
    parser.add_argument("--clusters", type=int, default=0, help="up to so many rows")
    parser.add_argument("--one", default="")
    said = parser.parse_args()
    if said.one:
        _told(one(said.folder, said.one))
        return
    for rows in said.rows:
        folder = said.folder / f"rows-{rows}"
        began = time.perf_counter()
        made = make(Wish(rows, form="parts"), folder)
        size = sum(path.stat().st_size for _, path in parts_of(folder)["rows"])
        _told(
            {"made": rows, "schools": made.schools, "days": made.days, "seconds": time.perf_counter() - began}
            | {"bytes": made.bytes, "of_rows": size, "load": os.getloadavg()[0]}
        )
        for question in QUESTIONS:
            _told({"of": rows, **_in_a_process(folder, question.key), "load": os.getloadavg()[0]})
        if rows <= said.clusters:
            for row in clusters(folder, said.folder / f"spark-{rows}"):
                _told({"of": rows, **row})
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
