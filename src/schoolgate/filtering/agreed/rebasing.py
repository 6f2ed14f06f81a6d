"""A change that was made from one version, made again on another: what it changed, and nothing else."""

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from typing import Any

from schoolgate.filtering.agreed.setting import Setting
from schoolgate.gates.web.levels import Level
from schoolgate.gates.web.serving import Serving


def rebased(base: Setting, proposed: Setting, current: Setting) -> Setting:
    """``current`` with all that is otherwise in ``proposed`` than in ``base``. Where both changed the same thing it is
    as proposed: whoever agrees sees it against what is in force.

    Raises what ``Setting`` raises where the two do not go together, as where a level is gone that the change speaks of.
    """
    made: dict[str, Any] = {}
    for one in fields(Setting):
        was, is_, now = (getattr(setting, one.name) for setting in (base, proposed, current))
        if was != is_:
            made[one.name] = _merged(was, is_, now)
    return replace(current, **made)


def _merged(was: Any, is_: Any, now: Any) -> Any:
    if isinstance(was, Mapping):
        return _maps(was, is_, now)
    if isinstance(was, frozenset):
        return frozenset((now | (is_ - was)) - (was - is_))
    if isinstance(was, tuple):
        return _rows(was, is_, now)
    if isinstance(was, Level | Serving):
        parts = {one.name: tuple(getattr(each, one.name) for each in (was, is_, now)) for one in fields(was)}
        changed = {name: _merged(*three) for name, three in parts.items() if three[0] != three[1]}
        return replace(now, **changed)
    return is_


def _maps(was: Mapping[str, Any], is_: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, Any]:
    made = dict(now)
    for key in was.keys() | is_.keys():
        if key not in is_:
            made.pop(key, None)
        elif key not in was or was[key] != is_[key]:
            made[key] = is_[key] if key not in was or key not in now else _merged(was[key], is_[key], now[key])
    return made


def _rows(was: tuple[Any, ...], is_: tuple[Any, ...], now: tuple[Any, ...]) -> tuple[Any, ...]:
    """Rows with a key or ref of their own are matched by it, others are there or not."""
    merged = _maps(*({_key(row): row for row in rows} for rows in (was, is_, now)))
    order = list(dict.fromkeys(_key(row) for row in (*_in_order(was, is_, now), *is_) if _key(row) in merged))
    return tuple(merged[key] for key in order)


def _in_order(was: tuple[Any, ...], is_: tuple[Any, ...], now: tuple[Any, ...]) -> Iterable[Any]:
    return is_ if now == was else now


def _key(row: Any) -> Any:
    return getattr(row, "key", None) or getattr(row, "ref", None) or row
