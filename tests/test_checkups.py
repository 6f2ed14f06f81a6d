"""What is asked of locked words, of files and of backups: each is broken for real, and said."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from pytest_django import Settings

from schoolgate.frame import beats, doctor, keyring, rotation
from schoolgate.frame.actor import operator
from schoolgate.frame.encrypted import ring
from schoolgate.frame.encrypted_files import EncryptedStorage
from schoolgate.people import actions
from schoolgate.people.models import Person, School
from schoolgate.policy.models import Version

ACTOR = operator("test")


def found(key: str) -> list[doctor.Finding]:
    return list(next(outcome for outcome in doctor.examine() if outcome.key == key).findings)


@pytest.fixture
def school(tmp_path: Path, settings: Settings, db: None) -> School:
    """A school with a name and a file locked under keys of its own."""
    settings.SCHOOLGATE_DATA, settings.SCHOOLGATE_KEYS = tmp_path, tmp_path / "keys"
    keyring.make(tmp_path / "keys")
    school = actions.add_school(name="Robin Hill Infant School", actor=ACTOR)
    actions.add_person(school, "Amara Whitlock", actor=ACTOR)
    Version.objects.for_school(school).create(
        school=school, number=1, filename="policy.md", sha256="0" * 64, file=ContentFile(b"Ours.", "policy"),
        reader="1", reading={"by": "Amara Whitlock"}, kept_at=datetime(2026, 1, 5, tzinfo=UTC), kept_by="per_1",
    )  # fmt: skip
    return school


def test_it_works(school: School) -> None:
    assert found("frame.keys-complete") == found("frame.files") == []
    assert sum(rotation.used_key_ids().values()) == 3  # the name, the reading and the file


def test_a_key_that_is_still_needed_and_gone_is_named(school: School, settings: Settings) -> None:
    old = ring().in_use
    keyring.write(settings.SCHOOLGATE_KEYS, ring().with_new_key().without(old))
    (finding,) = found("frame.keys-complete")
    assert old in finding.thing
    assert "3 words or files" in finding.cause


def test_a_lost_file_is_named(school: School) -> None:
    name = Version.objects.for_school(school).get().file.name
    Path(EncryptedStorage().path(name)).unlink()
    assert name in found("frame.files")[0].cause


def test_rotation_locks_words_readings_and_files_again(school: School) -> None:
    """Every kind of locked thing: a word, JSON and a file. What a blind digest finds is found after it as before."""
    before = ring().in_use
    assert rotation.rotate() == 3
    assert set(rotation.used_key_ids()) == {ring().in_use} != {before}
    assert rotation.retire() == (before,)
    version = Version.objects.for_school(school).get()
    assert version.file.open().read() == b"Ours."
    assert version.reading == {"by": "Amara Whitlock"}
    assert Person.objects.for_school(school).get().name == "Amara Whitlock"


def test_a_backup_too_long_ago_is_named(db: None) -> None:
    assert found("caretaking.backup")[0].severity is doctor.Severity.NOTICE
    beats.beat("backup", timezone.now() - timedelta(days=3))
    assert found("caretaking.backup")[0].severity is doctor.Severity.WRONG
    beats.beat("backup", timezone.now())
    assert found("caretaking.backup") == []
