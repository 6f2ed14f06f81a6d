"""A reading as plain JSON values and back. The shape is the one ``policy read --json`` prints, and is kept."""

from collections.abc import Callable, Mapping
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
        extract=cast("Extract", _make(Extract)(value["extract"])),
        document=cast("DocumentFacts", _make(DocumentFacts)(value["document"])),
        clauses=tuple(cast("Clause", _make(Clause)(clause)) for clause in value["clauses"]),
        lint=tuple(cast("Lint", _make(Lint)(lint)) for lint in value["lint"]),
        reader=value["reader"],
    )


_AS_THEY_ARE: Final = frozenset((str, int, float, bool, NoneType))


def _plain(value: Any) -> Any:
    kind = type(value)
    if kind in _AS_THEY_ARE:
        return value
    if kind is tuple:
        return [_plain(part) for part in value]
    if names := _names(kind):
        return {name: _plain(getattr(value, name)) for name in names}
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


_known: Final[dict[type, tuple[str, ...]]] = {}


def _names(kind: type) -> tuple[str, ...]:
    """A dataclass's fields, asked for once; of any other type, none."""
    if kind not in _known:
        _known[kind] = tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()
    return _known[kind]


type _Make = Callable[[Any], Any]


@cache  # a reading holds thousands of values of a dozen types
def _make(shape: Any) -> _Make:
    """What turns a plain value into the model's type: dataclass, tuple, enum, date, optional, or the value itself."""
    if get_origin(shape) is tuple:
        inner = _make(get_args(shape)[0])
        return tuple if inner is _same else lambda value: tuple(inner(part) for part in value)
    if isinstance(shape, UnionType):
        other = _make(next(kind for kind in get_args(shape) if kind is not NoneType))
        return lambda value: None if value is None else other(value)
    if not isinstance(shape, type):
        return _same
    if is_dataclass(shape):
        parts = {name: _make(hint) for name, hint in get_type_hints(shape).items()}
        return lambda value: shape(**{name: make(value[name]) for name, make in parts.items() if name in value})
    if issubclass(shape, date):
        return date.fromisoformat
    return shape if issubclass(shape, Enum) else _same


def _same(value: Any) -> Any:
    return value
