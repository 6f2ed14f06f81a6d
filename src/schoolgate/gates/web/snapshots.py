"""Agreed values as plain ones that JSON can hold, and back: rules for a process without the database, and documents.

Every value has one spelling, so that the same rules have the same digest everywhere: sets are sorted, moments are given
in UTC, and what is left at its default is written out all the same.
"""

import types
import typing
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, date, datetime, time
from enum import Enum
from functools import cache
from typing import Any, Final

from schoolgate.gates.web.rules import Rules
from schoolgate.kernel.digests import digest
from schoolgate.kernel.errors import BadInputError

SCHEMA: Final = 1
_PLAIN: Final = (str, int, bool, type(None))
_SIMPLE: Final = {str: "text", int: "a whole number", bool: "true or false"}
_AGAIN: Final = "Have Schoolgate write it again."


class SnapshotError(BadInputError):
    """A snapshot that is damaged, or of a kind this version does not read."""


def frozen(rules: Rules) -> dict[str, Any]:
    """``{"schema": 1, "digest": ..., "rules": {...}}``; the digest is over the canonical spelling of ``rules``."""
    return sealed("rules", rules)


def thawed(snapshot: object) -> Rules:
    """The rules of a snapshot. Raises ``SnapshotError``, and what ``Rules`` raises of rules that cannot be."""
    return unsealed(Rules, "rules", snapshot)


def sealed(name: str, value: object) -> dict[str, Any]:
    """``{"schema": 1, "digest": ..., name: {...}}`` of a dataclass made of dataclasses, sets, mappings and moments."""
    plain = _plain(value)
    return {"schema": SCHEMA, "digest": digest(plain), name: plain}


def unsealed[T](kind: type[T], name: str, snapshot: object, *, older: bool = False) -> T:
    """The value of a snapshot, as ``kind``. Raises ``SnapshotError``, and what ``kind`` raises of what cannot be.

    ``older``: it may have been written before ``kind`` had all its fields; those left out are at their default.
    """
    if not isinstance(snapshot, Mapping) or snapshot.keys() != {"schema", "digest", name}:
        raise SnapshotError(f"the filter's {name}", "this is no snapshot of them.", _AGAIN)
    if snapshot["schema"] != SCHEMA:
        cause = f"they are in form {snapshot['schema']!r}, and this version reads form {SCHEMA}."
        raise SnapshotError(f"the filter's {name}", cause, "Upgrade whichever of the two is older.")
    try:
        whole = digest(snapshot[name]) == snapshot["digest"]
    except (TypeError, ValueError):
        whole = False
    if not whole:
        raise SnapshotError(f"the filter's {name}", "they are not as they were written.", _AGAIN)
    made = _made(kind, _completed(kind, snapshot[name]) if older else snapshot[name], name)
    assert isinstance(made, kind)  # for mypy: _made gives what it was asked for
    return made


def _completed(kind: Any, value: Any) -> Any:
    """``value`` with the fields that it lacks and that have a default, however deep they lie."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        return None if value is None else _completed(arguments[0], value)
    if origin in (tuple, frozenset) and isinstance(value, list):
        return [_completed(arguments[0], each) for each in value]
    if origin is Mapping and isinstance(value, dict):
        return {key: _completed(arguments[1], each) for key, each in value.items()}
    if not (is_dataclass(kind) and isinstance(value, dict)):
        return value
    return _completed_whole(kind, value)


def _completed_whole(kind: Any, value: dict[str, Any]) -> dict[str, Any]:
    hints = _hints(kind)
    return _defaults(kind) | {name: _completed(hints.get(name), each) for name, each in value.items()}


@cache
def _defaults(kind: Any) -> dict[str, Any]:
    plain = {}
    for each in fields(kind):
        if each.default is not MISSING:
            plain[each.name] = _plain(each.default)
        elif each.default_factory is not MISSING:
            plain[each.name] = _plain(each.default_factory())
    return plain


def _plain(value: object) -> Any:
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: _plain(value[key]) for key in sorted(value)}
    if isinstance(value, frozenset):
        return sorted(_plain(each) for each in value)
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, _PLAIN):
        return value
    raise TypeError(f"rules hold a {type(value).__name__}, which a snapshot has no spelling for")


def _made(kind: Any, value: Any, where: str) -> Any:
    """``value`` as the type ``kind``. Raises ``SnapshotError`` naming where it is anything else."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        return None if value is None else _made(arguments[0], value, where)
    if is_dataclass(kind):
        return _made_whole(kind, value, where)
    if origin in (tuple, frozenset):
        if not isinstance(value, list):
            raise _wrong(where, "a list")
        return origin(_made(arguments[0], each, where) for each in value)
    if origin is Mapping:
        if not isinstance(value, dict):
            raise _wrong(where, "an object")
        return {key: _made(arguments[1], each, f"{where}.{key}") for key, each in value.items()}
    return _made_simple(kind, value, where)


def _made_whole(kind: Any, value: Any, where: str) -> Any:
    hints = _hints(kind)
    if not isinstance(value, dict) or value.keys() != hints.keys():
        raise _wrong(where, f"an object with {', '.join(hints)}")
    return kind(**{name: _made(hint, value[name], f"{where}.{name}") for name, hint in hints.items()})


def _made_simple(kind: Any, value: Any, where: str) -> Any:
    if kind in (datetime, date, time) or issubclass(kind, Enum):
        try:
            return kind(value) if issubclass(kind, Enum) else kind.fromisoformat(value)
        except (TypeError, ValueError):
            raise _wrong(
                where, "a time or date" if not issubclass(kind, Enum) else f"one of {', '.join(kind)}"
            ) from None
    if type(value) is not kind:
        raise _wrong(where, _SIMPLE[kind])
    return value


@cache
def _hints(kind: Any) -> dict[str, Any]:
    hints = typing.get_type_hints(kind)
    return {each.name: hints[each.name] for each in fields(kind)}


def _wrong(where: str, wanted: str) -> SnapshotError:
    return SnapshotError(f"the filter's {where}", f"this should be {wanted}.", _AGAIN)
