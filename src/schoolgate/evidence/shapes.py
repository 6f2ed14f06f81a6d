"""A fact's value to JSON and back, by the shape that the vocabulary gives it."""

import json
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from schoolgate.kernel.digests import sha256
from schoolgate.kernel.errors import BadInputError
from schoolgate.vocabulary.facts import FACTS, FactName


def fact_name(key: str) -> FactName:
    """The fact as the vocabulary has it. Raises ``BadInputError`` for one that is not there, or is never stored."""
    name = FACTS.get(key)
    if name is None:
        raise BadInputError(f"the fact {key!r}", "no fact is called so.", "Choose one of vocabulary.facts, or add it.")
    if name.shape is None:
        raise BadInputError(f"the fact {key!r}", f"it is reckoned from {name.source}.", "It cannot be given.")
    return name


def to_json(key: str, value: object) -> Any:
    """The value as JSON spells it. Raises ``BadInputError`` where it is not of the fact's shape, naming the part."""
    shape = fact_name(key).shape
    if isinstance(shape, type) and not isinstance(value, shape):
        raise BadInputError(
            f"the fact {key!r}",
            f"its value is a {type(value).__name__}, and must be a {shape.__name__}.",
            f"Give a {shape.__name__}, as vocabulary.facts declares it.",
        )
    try:
        return _adapter(key).dump_python(_adapter(key).validate_python(_plain(value)), mode="json")
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or "its value"
        raise BadInputError(f"the fact {key!r}", f"{where}: {first['msg']}.", "Correct that part.") from error


def from_json(key: str, kept: Any) -> Any:
    """The value back in its shape; None where the vocabulary has no such fact now, or one of another shape."""
    try:
        return _adapter(key).validate_python(kept) if key in FACTS and FACTS[key].shape is not None else None
    except ValidationError:
        return None


def _adapter(key: str) -> TypeAdapter[Any]:
    return _adapter_of(FACTS[key].shape)  # most facts are of a few shapes, and making one takes a millisecond


@cache
def _adapter_of(shape: Any) -> TypeAdapter[Any]:
    return TypeAdapter(shape)


def _plain(value: object) -> Any:
    """Without its dataclasses, which pydantic would take as they are, unlooked at."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return value


def fingerprint(kept: object) -> str:
    """SHA-256 over a value as it is stored, in hexadecimal: what the permanent record holds of it."""
    return sha256(json.dumps(kept, sort_keys=True, ensure_ascii=False).encode()).hex()
