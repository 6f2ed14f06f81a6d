"""A load that fails, is killed, meets another or a full disk: nothing told is lost, nothing is counted twice."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import pytest

from schoolgate.activity.actions.loading import load
from schoolgate.activity.models import Load, Source
from schoolgate.activity.tests.squid import OPERATOR, give, line, stored
from schoolgate.feeds.activity.contract import Batch, Options
from schoolgate.feeds.activity.registry import ACTIVITY_FEEDS
from schoolgate.kernel.errors import BadInputError

LINES: Final = 12_000
LONGEST: Final = 120  # seconds a command may take
TOLD: Final = """
import json, sys
import django; django.setup()
from schoolgate.activity.queries import missing, parts
from schoolgate.activity.sealing import digest_of
from schoolgate.ledger.queries import verify
from schoolgate.people.models import School
school = School.objects.get()
live = parts(school)
from schoolgate.activity.remaking import table_of
print(json.dumps({
    "rows": sum(part.rows for part in live),
    "ids": len({row for part in live for row in table_of("rows", part.path)["id"].to_pylist()}),
    "counted": sum(sum(table_of("hours", part.path)["rows"].to_pylist()) for part in parts(school, "hours")),
    "sound": all(digest_of(part.path) == part.digest for part in live),
    "faults": [fault for verdict in verify() for fault in verdict.faults],
}))
"""


def test_what_fails_halfway_leaves_nothing(source: Source, folder: Path) -> None:
    def cut() -> Iterator[Batch]:
        yield from ACTIVITY_FEEDS.get("squid").read(iter([line(1).encode()]), Options())
        raise RuntimeError("the connection was lost")

    with pytest.raises(RuntimeError):
        load(source.school, source, cut(), actor=OPERATOR)
    assert (list(folder.glob("*/*/*")), stored(source)) == ([], [])
    assert not Load.objects.for_school(source.school).exists()


def test_of_two_that_read_a_source_on_only_one_moves_it(source: Source) -> None:
    late = Source.objects.for_school(source.school).get()
    give(source, [line(1)], continues=True, position=lambda: {"byte": 100})
    with pytest.raises(BadInputError, match="another process read it on"):
        give(late, [line(1)], continues=True, position=lambda: {"byte": 100})
    assert len(stored(source)) == 1
    give(source, [line(2)], continues=True, position=lambda: {"byte": 200})
    assert Source.objects.for_school(source.school).get().position == {"byte": 200}


def test_a_load_that_meets_another_leaves_out_what_the_other_kept(source: Source) -> None:
    def slow() -> Iterator[Batch]:
        read = ACTIVITY_FEEDS.get("squid").read
        yield from read(iter(["".join(line(n) for n in range(4)).encode()]), Options())
        give(source, [line(2), line(3), line(4)])  # meanwhile, by another

    told = load(source.school, source, slow(), actor=OPERATOR)
    assert (told.read, told.kept, told.repeated) == (4, 2, 2)
    assert len(stored(source)) == len({row["id"] for row in stored(source)}) == 5
    assert sum(row["rows"] for row in stored(source, "hours")) == 5


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """An installation of its own, with a school, and a log beside it."""
    folder = tmp_path / "data"
    folder.mkdir()
    run(folder, ["school", "add", "--name", "Robin Hill Infant School"])
    written = (line(n / 20, f"http://owls.example/{n % 977}?{os.urandom(9).hex()}") for n in range(LINES))
    (tmp_path / "access.log").write_text("".join(written), encoding="utf-8")
    return folder


@pytest.mark.parametrize("moment", ["*.part", "rows-*.parquet", "hours-*.parquet"])
def test_a_load_killed_while_it_writes_is_as_if_it_had_not_begun(data: Path, moment: str) -> None:
    with subprocess.Popen(command(data, LOAD), env=environ(data), stdout=subprocess.DEVNULL) as loading:
        until(lambda: any((data / "activity").glob(f"*/*/{moment}")), loading)
        loading.kill()
    before = told(data)
    assert before["rows"] in (0, LINES)
    again = json.loads(run(data, LOAD))
    assert again["kept"] + again["repeated"] == LINES
    after = told(data)
    assert after == {"rows": LINES, "ids": LINES, "counted": LINES, "sound": True, "faults": []}


def test_two_processes_that_load_the_same_file_at_once_keep_each_row_once(data: Path) -> None:
    both = [subprocess.Popen(command(data, LOAD), env=environ(data), stdout=subprocess.PIPE) for _ in range(2)]
    done = [json.loads(each.communicate(timeout=LONGEST)[0]) for each in both]
    assert sum(one["kept"] for one in done) == sum(one["repeated"] for one in done) == LINES
    assert told(data) == {"rows": LINES, "ids": LINES, "counted": LINES, "sound": True, "faults": []}


@pytest.mark.real
def test_a_full_disk_keeps_none_of_a_load_and_all_of_those_before(data: Path) -> None:
    """The parts lie on a small disk of their own, mounted for one process."""
    (data / "activity").mkdir()
    script = 'mount -t tmpfs -o size=96k small "$1/activity" && shift && "$@"; code=$?; find "$0" -type f; exit $code'
    mounted = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script, str(data / "activity"), str(data)]
    full = subprocess.run(
        [*mounted, *command(data, LOAD)],
        env=environ(data),
        capture_output=True,
        text=True,
        timeout=LONGEST,
        check=False,
    )
    assert full.returncode == 2
    assert "No space left on device" in full.stderr
    assert "none of this load is kept" in full.stderr
    assert full.stdout == ""  # no file was left on it
    assert told(data)["rows"] == 0
    assert json.loads(run(data, LOAD))["kept"] == LINES


LOAD: Final = ["activity", "load", "access.log", "--json"]


def command(data: Path, words: Sequence[str]) -> list[str]:
    said = [str(data.parent / word) if word == "access.log" else word for word in words]
    return [sys.executable, "-m", "schoolgate", "--data", str(data), *said]


def environ(data: Path) -> dict[str, str]:
    return {**os.environ, "SCHOOLGATE_DATA": str(data), "DATABASE_URL": ""}


def run(data: Path, words: Sequence[str]) -> str:
    done = subprocess.run(
        command(data, words), env=environ(data), capture_output=True, text=True, timeout=LONGEST, check=True
    )
    return done.stdout


def told(data: Path) -> dict[str, Any]:
    """What a process that begins now finds."""
    done = subprocess.run(
        [sys.executable, "-c", TOLD], env=environ(data), capture_output=True, text=True, timeout=LONGEST, check=True
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def until(so: Any, process: subprocess.Popen[bytes]) -> None:
    """Wait until something is so, or the process has ended before it was seen."""
    for _ in range(LONGEST * 500):
        if so() or process.poll() is not None:
            return
        time.sleep(0.002)
