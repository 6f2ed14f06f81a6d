"""A reading as plain JSON values and back. The shape is the one ``policy read --json`` prints, and is kept."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Final, cast, get_args, get_origin, get_type_hints

from schoolgate.reading.model import Clause, DocumentFacts, Extract, Lint, Reading

SHAPE: Final = 1  # goes up when a key changes its meaning; added keys do not change it


def to_json(reading: Reading) -> dict[str, Any]:
    """``{document, clauses, lint, extract, reader, shape}``, of dicts, lists, strings, numbers and ``None`` only.

    Each clause carries its ``page`` and whether it ``promises`` beside the model's own fields.
    """
    return {
        "document": _plain(reading.document),
        "clauses": [
            {**_plain(clause), "page": clause.span.page, "promises": clause.promises} for clause in reading.clauses
        ],
        "lint": [_plain(lint) for lint in reading.lint],
        "extract": _plain(reading.extract),
        "reader": reading.reader,
        "shape": SHAPE,
    }


def from_json(value: Mapping[str, Any]) -> Reading:
    """The reading that ``to_json`` was given, equal to it. Keys it does not know are passed over.

    Raises ``KeyError``, ``TypeError`` or ``ValueError`` where a value is not of the shape.
    """
    return Reading(
        extract=cast("Extract", _typed(Extract, value["extract"])),
        document=cast("DocumentFacts", _typed(DocumentFacts, value["document"])),
        clauses=tuple(cast("Clause", _typed(Clause, clause)) for clause in value["clauses"]),
        lint=tuple(cast("Lint", _typed(Lint, lint)) for lint in value["lint"]),
        reader=value["reader"],
    )


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


@cache
def _hints(shape: type) -> dict[str, Any]:
    return get_type_hints(shape)


def _typed(shape: Any, value: Any) -> Any:
    """``value`` as the model's type: dataclass, tuple, enum, date, optional, or the plain value itself."""
    if get_origin(shape) is tuple:
        inner = get_args(shape)[0]
        return tuple(_typed(inner, part) for part in value)
    if isinstance(shape, UnionType):
        if value is None:
            return None
        return _typed(next(kind for kind in get_args(shape) if kind is not NoneType), value)
    if not isinstance(shape, type):
        return value
    if is_dataclass(shape):
        hints = _hints(shape)
        return shape(**{name: _typed(hints[name], value[name]) for name in hints if name in value})
    if issubclass(shape, date):
        return date.fromisoformat(value)
    return shape(value) if issubclass(shape, Enum) else value
