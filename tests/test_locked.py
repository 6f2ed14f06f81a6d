"""Sensitive words and files lie locked, under a key ring apart from the database."""

from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings as django_settings
from django.core.exceptions import FieldError
from django.core.files.base import ContentFile
from django.db import connection
from pytest_django import Settings

from schoolgate.frame import keyring, rotation
from schoolgate.frame.actor import operator
from schoolgate.frame.encrypted import EncryptedJSONField, encrypted_fields, ring
from schoolgate.frame.encrypted_files import EncryptedStorage
from schoolgate.frame.keyring import KeyRingError
from schoolgate.people import actions
from schoolgate.people.models import Person, School

ACTOR = operator("test")
NAME = "Zoë Ó Briain-D’Arcy"


@pytest.fixture
def own_ring(tmp_path: Path, settings: Settings) -> Path:
    settings.SCHOOLGATE_KEYS = tmp_path / "keys"
    settings.SCHOOLGATE_DATA = tmp_path
    keyring.make(tmp_path / "keys")
    return tmp_path / "keys"


@pytest.fixture
def school(own_ring: Path, db: None) -> School:
    return actions.add_school(name="Robin Hill Infant School", actor=ACTOR)


def as_it_lies(person: Person) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM people_person WHERE id = %s", [person.pk])
        return str(cursor.fetchone()[0])


def test_it_works(school: School) -> None:
    person = actions.add_person(school, NAME, actor=ACTOR)
    assert "Briain" not in as_it_lies(person)
    assert Person.objects.for_school(school).get().name == NAME


def test_the_same_words_never_lie_the_same_twice(school: School) -> None:
    twice = [as_it_lies(actions.add_person(school, NAME, actor=ACTOR)) for _ in range(2)]
    assert len(set(twice)) == 2


def test_a_locked_field_cannot_be_searched(school: School) -> None:
    with pytest.raises(FieldError, match="cannot be searched"):
        Person.objects.for_school(school).filter(name=NAME).exists()


def test_a_value_moved_to_another_column_does_not_open(own_ring: Path) -> None:
    locked = ring().lock(b"words", "people_person.name")
    with pytest.raises(KeyRingError, match="changed or moved"):
        ring().open(locked, "people_person.notes")


@pytest.mark.parametrize("locked", [b"", b"plain words", b"v1.nothex", b"v2.aa.bb"])
def test_what_is_not_locked_is_said_to_be_so(own_ring: Path, locked: bytes) -> None:
    with pytest.raises(KeyRingError, match="not a locked value"):
        ring().open(locked, "people_person.name")


def test_after_a_rotation_everything_opens_under_the_new_key_alone(school: School) -> None:
    person = actions.add_person(school, NAME, actor=ACTOR)
    name = EncryptedStorage().save("policy/document/file_1", ContentFile(b"the policy"))
    before = ring().in_use

    assert rotation.rotate() == 1  # the name; a file no row points at is nobody's
    assert set(rotation.retire()) == {before}
    assert keyring.key_id_of(as_it_lies(person).encode()) == ring().in_use != before
    assert Person.objects.for_school(school).get().name == NAME
    with pytest.raises(KeyRingError, match=before):
        EncryptedStorage().open(name)


def test_who_did_what_lies_locked_too(school: School) -> None:
    rows = [model for room in ("policy", "evidence") for model in apps.get_app_config(room).get_models()]
    locked = {f"{model.__name__}.{field.name}" for model in rows for field in encrypted_fields(model)}
    assert locked >= {"Adoption.by_name", "ReadingAnswer.by_name", "PromiseFinding.because", "PromiseFinding.by"}


def test_a_column_that_lay_in_clear_is_locked_by_its_migration(school: School) -> None:
    person = actions.add_person(school, NAME, actor=ACTOR)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_person SET name = %s", [NAME])
    assert rotation.lock_plain("people_person", "name") == 1
    assert "Briain" not in as_it_lies(person)
    assert Person.objects.for_school(school).get().name == NAME


def test_a_key_still_in_use_somewhere_is_not_retired(school: School) -> None:
    actions.add_person(school, NAME, actor=ACTOR)
    keyring.write(django_settings.SCHOOLGATE_KEYS, ring().with_new_key())
    assert rotation.retire() == ()


def test_a_file_lies_locked_and_private(own_ring: Path) -> None:
    storage = EncryptedStorage()
    name = storage.save("policy/document/file_2", ContentFile("Sé do bheatha".encode()))
    lying = Path(storage.path(name))
    assert b"bheatha" not in lying.read_bytes()
    assert lying.stat().st_mode & 0o077 == 0
    assert storage.open(name).read().decode() == "Sé do bheatha"
    with pytest.raises(ValueError, match="no address"):
        storage.url(name)


def test_a_file_is_locked_again_once_and_stays_private(own_ring: Path) -> None:
    storage = EncryptedStorage()
    name = storage.save("policy/document/file_3", ContentFile(b"the policy"))
    keyring.write(own_ring, ring().with_new_key())
    assert [rotation._relock_file(ring(), name) for _ in range(2)] == [1, 0]
    assert keyring.key_id_of(storage.as_it_lies(name)) == ring().in_use
    assert storage.open(name).read() == b"the policy"
    assert Path(storage.path(name)).stat().st_mode & 0o077 == 0


def test_keys_are_readable_by_their_owner_only_and_never_written_over(own_ring: Path) -> None:
    held = (own_ring / "ring.json").read_text(encoding="utf-8")
    keyring.make(own_ring)
    assert (own_ring / "ring.json").read_text(encoding="utf-8") == held
    assert [path.stat().st_mode & 0o077 for path in own_ring.iterdir()] == [0, 0, 0]


@pytest.mark.parametrize("damage", ["", "{}", '{"in_use": "a", "keys": {}}', '{"in_use": "a", "keys": {"a": "AAAA"}}'])
def test_a_damaged_or_missing_ring_says_what_to_do(own_ring: Path, damage: str) -> None:
    (own_ring / "ring.json").write_text(damage, encoding="utf-8")
    with pytest.raises(KeyRingError, match="from its own backup"):
        keyring.load(own_ring)
    (own_ring / "ring.json").unlink()
    with pytest.raises(KeyRingError, match="is not there"):
        keyring.load(own_ring)


@pytest.mark.parametrize("value", [{"who": ["Zoë", None]}, [], 0, "", False])
def test_json_is_locked_whole_and_comes_back_equal(own_ring: Path, value: object) -> None:
    field = EncryptedJSONField()
    field.set_attributes_from_name("answers")
    field.model = Person
    locked = field.get_prep_value(value)
    assert locked.startswith("v1.")
    assert field.from_db_value(locked, None, connection) == value
