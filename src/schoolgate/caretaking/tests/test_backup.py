"""A backup is taken, looked at and restored by the real commands, and refused when it is not what it was."""

import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from schoolgate.caretaking.tests.installations import Installation, new

pytestmark = pytest.mark.django_db
ENDING = "*.schoolgate-backup"
# Adds people one by one until it is stopped, each with its entry in the permanent record.
WRITER = """
import django; django.setup()
from schoolgate.frame.actor import operator
from schoolgate.people import actions, queries
school = queries.school()
number = 0
while True:
    actions.add_person(school, f"Person {number}", actor=operator("writer"))
    number += 1
    print(number, flush=True)
"""
COUNTS = """
import django; django.setup()
from schoolgate.frame.scoped import unscoped
from schoolgate.ledger.models import Body
from schoolgate.people.models import Person
with unscoped("a test looks at everybody"):
    persons = set(Person.objects.values_list("ref", flat=True))
entries = set(Body.objects.filter(kind="person.added").values_list("subject", flat=True))
print(len(persons - entries), len(entries - persons))  # the first are of a roll, which has one entry
"""


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """The made-up school, with something in the data folder besides the records."""
    made = new(tmp_path_factory.mktemp("here") / "data").with_demo()
    made.does("ledger", "checkpoint")  # with which the signing key is made
    (made.data / "watched").mkdir()
    (made.data / "watched" / "roster.csv").write_bytes(b"name,class\n")
    return made


@pytest.fixture(scope="module")
def taken(here: Installation, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of it, in a folder beside its keys."""
    folder = tmp_path_factory.mktemp("taken")
    here.does("backup", "--to", str(folder / "to"), "--keys-to", str(folder / "keys"))
    return folder


def backup_in(folder: Path) -> Path:
    (found,) = folder.glob(ENDING)
    return found


def keys_in(folder: Path) -> Path:
    (found,) = folder.iterdir()
    return found


def test_it_works(here: Installation, taken: Path, tmp_path: Path) -> None:
    there = new(tmp_path / "data")
    told = there.does("restore", str(backup_in(taken / "to")), "--keys", str(taken / "keys"))  # as --keys-to named it
    seen = there.looks()
    assert seen["signs_in"]
    assert "Amara Whitlock" in seen["names"]
    assert seen == here.looks()
    files = sum(path.is_file() for path in (there.data / "files").rglob("*"))
    assert (told["files"], told["changes_to_tables"], told["lost"]) == (files + 1, 0, [])
    assert files > 0
    assert (there.keys / "signing.json").read_bytes() == (here.keys / "signing.json").read_bytes()
    there.does("ledger", "checkpoint")  # and so what is signed from now on is signed by the same
    lying = [installation.data / "watched" / "roster.csv" for installation in (here, there)]
    assert lying[0].read_bytes() == lying[1].read_bytes()
    chains = {verdict["chain"]: verdict for verdict in there.does("ledger", "verify")}
    assert all(verdict["whole"] for verdict in chains.values())
    wrong = there.run("doctor", "--json")
    bad = {check["key"] for check in json.loads(wrong.stdout)["checks"] for one in check["findings"]
           if one["severity"] == "wrong"}  # fmt: skip
    assert not [key for key in bad if key.startswith(("frame.database", "frame.keys", "frame.files", "ledger."))]


def test_the_keys_are_not_in_it_and_that_is_said(here: Installation, taken: Path, tmp_path: Path) -> None:
    said = here.run("backup", "--to", str(tmp_path / "to"))
    assert said.returncode == 0
    assert "THE KEYS ARE NOT IN IT" in said.stdout
    secret = json.loads((here.keys / "ring.json").read_text())["keys"]
    with zipfile.ZipFile(backup_in(tmp_path / "to")) as held:
        assert not [name for name in held.namelist() if name.startswith("keys/")]
        everything = b"".join(held.read(name) for name in held.namelist() if name.startswith(("tables", "manifest")))
    assert not [key for key in secret.values() if key.encode() in everything]
    assert b"Amara Whitlock" not in everything  # names lie locked
    assert backup_in(tmp_path / "to").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("wrong", ["cut off", "changed", "a row more", "a page", "not there"])
def test_one_that_is_not_as_it_was_made_is_refused(taken: Path, tmp_path: Path, wrong: str) -> None:
    path = tmp_path / "a.schoolgate-backup"
    held = bytearray(backup_in(taken / "to").read_bytes())
    if wrong == "cut off":
        path.write_bytes(held[: len(held) // 2])
    elif wrong == "changed":
        held[len(held) // 3] ^= 255
        path.write_bytes(held)
    elif wrong == "a row more":
        path.write_bytes(held)
        with zipfile.ZipFile(path, "a") as zipped:
            zipped.writestr("tables/people_governor.jsonl", "[1]\n")
    elif wrong == "a page":
        path.write_text("a shopping list")
    there = Installation(tmp_path / "data")
    judged = there.run("backup", "verify", str(path))
    assert (judged.returncode, judged.stdout[:8]) == (1, "NOT GOOD")
    refused = there.run("--data", str(there.data), "restore", str(path), "--keys", str(keys_in(taken / "keys")))
    assert refused.returncode == 2
    assert "Use another backup." in refused.stderr or "no such file" in refused.stderr
    assert not list(there.data.glob("*"))


def test_one_made_over_by_somebody_without_the_keys_is_refused(taken: Path, tmp_path: Path) -> None:
    """Rows and digests alike may be rewritten; the seal cannot."""
    path = tmp_path / "a.schoolgate-backup"
    with zipfile.ZipFile(backup_in(taken / "to")) as old, zipfile.ZipFile(path, "w") as made:
        for name in old.namelist():
            held = old.read(name)
            if name == "manifest.json":
                held = held.replace(b'"rows": 1,', b'"rows": 2,', 1)
            made.writestr(name, held)
    judged = Installation(tmp_path / "data").run("backup", "verify", str(path), "--keys", str(keys_in(taken / "keys")))
    assert judged.returncode == 1
    assert "its seal does not fit" in judged.stdout


def test_the_keys_of_another_school_are_refused(taken: Path, tmp_path: Path) -> None:
    other = Installation(tmp_path / "other")
    other.does("school", "list")
    there = new(tmp_path / "data")
    refused = there.run("restore", str(backup_in(taken / "to")), "--keys", str(other.keys))
    assert refused.returncode == 2
    assert "these keys are not the backup's" in refused.stderr
    none = there.run("restore", str(backup_in(taken / "to")), "--keys", str(tmp_path))
    assert "no keys are in it: there is no ring.json" in none.stderr
    without = there.run("restore", str(backup_in(taken / "to")))
    assert "Name the folder they were kept in with --keys" in without.stderr
    assert not list(there.data.glob("*"))


def test_nothing_that_is_there_is_written_over(here: Installation, taken: Path) -> None:
    refused = here.run("restore", str(backup_in(taken / "to")), "--keys", str(keys_in(taken / "keys")))
    assert refused.returncode == 2
    assert "is not empty" in refused.stderr
    assert here.looks()["signs_in"]


def test_one_passphrase_locks_it_and_then_the_keys_may_lie_in_it(here: Installation, tmp_path: Path) -> None:
    word = tmp_path / "word"
    word.write_text("four plain words here\n")
    refused = here.run("backup", "--to", str(tmp_path / "to"), "--with-keys")
    assert "they would lie open beside the words they unlock" in refused.stderr
    here.does("backup", "--to", str(tmp_path / "to"), "--with-keys", "--passphrase-file", str(word))
    path = backup_in(tmp_path / "to")
    assert not zipfile.is_zipfile(path)
    there = new(tmp_path / "data")
    assert "locked to a passphrase" in there.run("restore", str(path)).stderr
    there.does("restore", str(path), "--passphrase-file", str(word))
    assert there.looks()["names"] == here.looks()["names"]
    assert (there.keys / "signing.json").read_bytes() == (here.keys / "signing.json").read_bytes()


def test_all_of_it_is_of_one_moment_while_somebody_writes(here: Installation, tmp_path: Path) -> None:
    before = here.runs(COUNTS)
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER], env=here.environ, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    try:
        assert writer.stdout is not None
        writer.stdout.readline()  # it has begun
        here.does("backup", "--to", str(tmp_path / "to"), "--keys-to", str(tmp_path / "keys"))
        assert writer.poll() is None
    finally:
        writer.kill()
        told = writer.communicate(timeout=60)[0]
    assert told.count("\n") > 2  # it went on meanwhile
    there = new(tmp_path / "data")
    there.does("restore", str(backup_in(tmp_path / "to")), "--keys", str(keys_in(tmp_path / "keys")))
    assert there.runs(COUNTS) == before


@pytest.fixture
def large(here: Installation, tmp_path: Path) -> Iterator[Path]:
    """A folder for a backup that takes long enough to be stopped half-way."""
    (here.data / "large").write_bytes(os.urandom(30_000_000))
    yield tmp_path / "to"
    (here.data / "large").unlink()


def test_one_that_is_killed_leaves_nothing_that_looks_whole(here: Installation, large: Path) -> None:
    command = [sys.executable, "-m", "schoolgate", "backup", "--to", str(large)]
    process = subprocess.Popen(command, env=here.environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    until = time.monotonic() + 60
    while time.monotonic() < until and not [part for part in large.glob("*.part") if part.stat().st_size > 100_000]:
        time.sleep(0.005)
    process.send_signal(signal.SIGKILL)
    process.wait(timeout=60)
    (part,) = large.iterdir()
    assert part.suffix == ".part"
    assert here.run("backup", "verify", str(part)).returncode == 1
    here.does("backup", "--to", str(large))
    assert [path.suffix for path in large.iterdir()] == [".schoolgate-backup"]  # and what was left is gone


def test_a_full_disk_is_said_and_leaves_nothing(here: Installation, large: Path) -> None:
    command = f'ulimit -f 20000; exec "{sys.executable}" -m schoolgate backup --to "{large}"'  # 20 MB a file
    done = subprocess.run(
        ["bash", "-c", command], env=here.environ, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 2
    assert "could not be written" in done.stderr
    assert list(large.iterdir()) == []


def test_older_ones_go_as_asked(here: Installation, tmp_path: Path) -> None:
    (tmp_path / "schoolgate-notes.txt").write_text("ours")
    for day in (1, 2, 3):
        (tmp_path / f"schoolgate-2026-01-0{day}T000000Z.schoolgate-backup").touch()
    told = here.does("backup", "--to", str(tmp_path), "--keep", "2")
    assert [name[11:21] for name in told["removed"]] == ["2026-01-01", "2026-01-02"]
    assert len(list(tmp_path.glob(ENDING))) == 2
    assert (tmp_path / "schoolgate-notes.txt").exists()


def test_one_that_was_not_restored_to_its_end_does_not_start(tmp_path: Path) -> None:
    there = Installation(tmp_path / "data")
    there.data.mkdir()
    (there.data / "restoring").touch()
    refused = there.run("school", "list")
    assert refused.returncode == 2
    assert "restore again into an empty one" in refused.stderr


def test_it_goes_into_the_other_database_and_back(here: Installation, taken: Path, tmp_path: Path) -> None:
    """On a run with a PostgreSQL server it crosses over; on one without, it stays in SQLite."""
    other = new(tmp_path / "other", on_server=False)
    other.does("restore", str(backup_in(taken / "to")), "--keys", str(keys_in(taken / "keys")))
    other.does("backup", "--to", str(tmp_path / "to"), "--keys-to", str(tmp_path / "keys"))
    back = new(tmp_path / "back")
    back.does("restore", str(backup_in(tmp_path / "to")), "--keys", str(keys_in(tmp_path / "keys")))
    assert back.looks() == other.looks()
    back.runs("import django; django.setup()\n"
              "from schoolgate.frame.actor import operator\n"
              "from schoolgate.people import actions, queries\n"
              "actions.add_person(queries.school(), 'Bea Finch', actor=operator('test'))")  # fmt: skip
    assert "Bea Finch" in back.looks()["names"]  # keys go on from where they were
