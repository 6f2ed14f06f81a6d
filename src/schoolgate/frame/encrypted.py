"""Fields whose words are locked with the key ring before they reach the database.

They cannot be searched or ordered by: a lookup other than ``isnull`` raises, rather than quietly finding nothing.
"""

import functools
import json
import os
from typing import Any

from django.conf import settings
from django.core.exceptions import FieldError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from schoolgate.frame import keyring


@functools.cache
def _load(folder: str, modified: int) -> keyring.KeyRing:  # noqa: ARG001  (a changed file is another ring)
    return keyring.load(settings.SCHOOLGATE_KEYS)


def ring() -> keyring.KeyRing:
    """The ring on the disk, read again when its file has changed, so that a rotation needs no restart."""
    path = f"{settings.SCHOOLGATE_KEYS}/ring.json"
    try:
        modified = os.stat(path).st_mtime_ns  # noqa: PTH116  (asked for every locked word: a Path costs four times this)
    except FileNotFoundError:
        modified = 0
    return _load(path, modified)


class EncryptedField[Set, Get](models.TextField[Set, Get]):
    """Something spelt as text: a locked value in the database, bound to its table and column. Empty stays empty."""

    @property
    def context(self) -> str:
        return f"{self.model._meta.db_table}.{self.column}"

    def get_prep_value(self, value: Any) -> Any:
        if value is None or value == "":
            return value
        return ring().lock(self.to_plain(value).encode(), self.context).decode()

    def from_db_value(self, value: str | None, _expression: object, _connection: BaseDatabaseWrapper) -> Any:
        if value is None or value == "":
            return self.from_plain(value)
        return self.from_plain(ring().open(value.encode(), self.context).decode())

    def to_plain(self, value: Any) -> str:
        return str(value)

    def from_plain(self, plain: str | None) -> Any:
        return plain

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name != "isnull":
            raise FieldError(f"{self.name} is locked, so it cannot be searched by {lookup_name!r}; find rows by a ref")
        return super().get_lookup(lookup_name)


class EncryptedTextField(EncryptedField[str, str]):
    """Text in Python, locked in the database."""

    description = "Text, locked with the key ring"


class EncryptedJSONField(EncryptedField[Any, Any]):
    """Anything JSON can spell, locked as its text."""

    description = "JSON, locked with the key ring"
    _pyi_private_set_type: Any  # for the type checker, which knows only text of a TextField
    _pyi_private_get_type: Any

    def get_prep_value(self, value: Any) -> Any:
        return None if value is None else ring().lock(self.to_plain(value).encode(), self.context).decode()

    def to_python(self, value: Any) -> Any:
        return value

    def to_plain(self, value: Any) -> str:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)

    def from_plain(self, plain: str | None) -> Any:
        return json.loads(plain) if plain else None


def encrypted_fields(model: type[models.Model]) -> list[EncryptedField[Any, Any]]:
    return [field for field in model._meta.concrete_fields if isinstance(field, EncryptedField)]
