"""A backup is restored as a test by the real command: what went well answers the policy, what did not says why."""

import json
from pathlib import Path

import pytest

from schoolgate.caretaking.tests.installations import Installation, new
from schoolgate.caretaking.tests.test_backup import backup_in, keys_in

pytestmark = pytest.mark.django_db
FACT = """
import django; django.setup()
from schoolgate.evidence.queries import facts
from schoolgate.frame import outbox
from schoolgate.people import queries
from schoolgate.people.access import today
outbox.deliver_due()
school = queries.school()
told = facts(school, today(school)).get("caretaking.backup_restored_on")
print(told.on == today(school) < told.until if told else None)
"""
# Done to the records themselves, with their guard taken away.
SPOIL = """
import django; django.setup()
from schoolgate.ledger.tests.tampering import tamper
tamper("UPDATE ledger_body SET actor = 'alex' WHERE entry_id = (SELECT min(entry_id) FROM ledger_body)", put_back=True)
"""


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    made = new(tmp_path_factory.mktemp("tried") / "data")
    made.does("school", "add", "--name", "Robin Hill Infant School")
    return made


@pytest.fixture(scope="module")
def taken(here: Installation, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kept")
    here.does("backup", "--to", str(folder / "to"), "--keys-to", str(folder / "keys"))
    return folder


def tried(here: Installation, path: Path, *more: str) -> tuple[int, dict[str, object]]:
    done = here.run("backup", "try", str(path), *more, "--json")
    return done.returncode, json.loads(done.stdout)


def test_it_works(here: Installation, taken: Path, tmp_path: Path) -> None:
    assert here.runs(FACT).strip() == "None"
    place = tmp_path / "place"
    place.mkdir()
    code, told = tried(here, backup_in(taken / "to"), "--keys", str(taken / "keys"), "--within", str(place))
    assert (code, told["well"], told["because"], told["own_keys"]) == (0, True, None, False)
    assert list(place.iterdir()) == []  # nothing of it is left lying
    assert here.runs(FACT).strip() == "True"
    verdicts = here.does("ledger", "verify")
    assert all(verdict["whole"] for verdict in verdicts)


@pytest.mark.parametrize("wrong", ["cut off", "other keys"])
def test_one_that_cannot_be_restored_says_why_and_answers_nothing(
    here: Installation, taken: Path, tmp_path: Path, wrong: str
) -> None:
    path, keys = tmp_path / "a.schoolgate-backup", taken / "keys"
    held = backup_in(taken / "to").read_bytes()
    path.write_bytes(held[: len(held) // 2] if wrong == "cut off" else held)
    if wrong == "other keys":
        other = Installation(tmp_path / "other")
        other.does("school", "list")
        keys = other.keys
    code, told = tried(here, path, "--keys", str(keys))
    assert (code, told["well"]) == (1, False)
    assert ("cut off or damaged" if wrong == "cut off" else "not the backup's") in str(told["because"])
    assert here.run("backup", "try", str(tmp_path / "none")).returncode == 2


def test_of_a_record_that_is_not_whole_the_place_stays_marked_as_unfinished(tmp_path: Path) -> None:
    spoilt = new(tmp_path / "data")
    spoilt.does("school", "add", "--name", "Robin Hill Infant School")
    spoilt.runs(SPOIL)
    spoilt.does("backup", "--to", str(tmp_path / "to"), "--keys-to", str(tmp_path / "keys"))
    path, keys = backup_in(tmp_path / "to"), keys_in(tmp_path / "keys")
    code, told = tried(spoilt, path, "--keys", str(keys))
    assert (code, told["well"]) == (1, False)
    assert "the permanent record" in str(told["because"])
    there = new(tmp_path / "there")
    refused = there.run("restore", str(path), "--keys", str(keys))
    assert refused.returncode == 2
    assert "stays marked as unfinished" in refused.stderr
    assert (there.data / "restoring").exists()
    assert "that did not end" in there.run("school", "list").stderr


def test_one_with_its_keys_inside_is_opened_by_the_passphrase_alone(here: Installation, tmp_path: Path) -> None:
    word = tmp_path / "word"
    word.write_text("four plain words here\n")
    here.does("backup", "--to", str(tmp_path / "to"), "--with-keys", "--passphrase-file", str(word))
    done = here.run("backup", "try", str(backup_in(tmp_path / "to")), "--passphrase-file", str(word))
    assert done.returncode == 0
    assert "all whole" in done.stdout
    assert "was not tried" not in done.stdout
