"""Finding again what is locked."""

from pathlib import Path

import pytest
from pytest_django import Settings

from schoolgate.frame import keyring
from schoolgate.frame.blind import _key, blind


def test_it_works() -> None:
    assert blind("R674123101121", "people_identifier.value") == blind("R674123101121", "people_identifier.value")
    assert len(blind("R674123101121", "people_identifier.value")) == 64


def test_another_value_or_another_place_gives_another_digest() -> None:
    digests = {blind("one", "a.b"), blind("two", "a.b"), blind("one", "a.c")}
    assert len(digests) == 3


def test_another_key_gives_another_digest(settings: Settings, tmp_path: Path) -> None:
    before = blind("one", "a.b")
    keyring.make(tmp_path)
    settings.SCHOOLGATE_KEYS = tmp_path
    assert blind("one", "a.b") != before


def test_a_missing_key_is_named(settings: Settings, tmp_path: Path) -> None:
    _key.cache_clear()
    settings.SCHOOLGATE_KEYS = tmp_path
    with pytest.raises(keyring.KeyRingError, match=r"blind\.key"):
        blind("one", "a.b")
