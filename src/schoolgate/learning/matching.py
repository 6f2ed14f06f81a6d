"""Whose name stands in a list of training: sure, doubtful or nobody's. Pure. A doubt is asked about, never guessed."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from schoolgate.kernel.names import folded, same_number

_WORDS = re.compile(r"[\s,.\-‐‑–]+")


@dataclass(frozen=True, slots=True)
class Adult:
    """Somebody who works here. ``emails`` and ``codes`` are what else a list may know them by."""

    ref: str
    name: str
    emails: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """``person`` is their ref where it is sure; else ``may`` are the refs of those it may be, in the order of names."""

    person: str = ""
    may: tuple[str, ...] = ()


def written(values: Mapping[str, str]) -> str:
    """The name of a row, as it stands there."""
    parts = (values.get("given_name", ""), values.get("family_name", ""))
    return values.get("name", "") or " ".join(part for part in parts if part)


def match(values: Mapping[str, str], adults: Iterable[Adult]) -> Match:
    """By e-mail address or staff code where that and the name are of one person; else by the whole name, of one alone.

    The order of the words does not matter, nor case, accents, hyphens and apostrophes. A surname with another first
    name or an initial, two of one name, and an address whose name is another's leave a doubt.
    """
    listed = sorted(adults, key=lambda one: (one.name.casefold(), one.ref))
    name = written(values)
    numbered = [one for one in listed if _numbered(one, values)]
    if numbered:
        sure = len(numbered) == 1 and (not name or _shares(name, numbered[0].name))
        return Match(numbered[0].ref) if sure else Match(may=_refs([*numbered, *_like(name, listed)]))
    same = [one for one in listed if name and _key(one.name) == _key(name)]
    if len(same) == 1:
        return Match(same[0].ref)
    return Match(may=_refs(same or _like(name, listed)))


def _numbered(one: Adult, values: Mapping[str, str]) -> bool:
    email, code = values.get("email", "").casefold(), same_number(values.get("staff_code", ""))
    return bool(email and email in one.emails) or bool(code and code in one.codes)


def _words_of(name: str) -> list[str]:
    return [word for part in _WORDS.split(name) if (word := folded(part))]


def _key(name: str) -> str:
    return " ".join(sorted(_words_of(name)))


def _shares(one: str, other: str) -> bool:
    return bool(set(_words_of(one)) & set(_words_of(other)))


def _like(name: str, listed: Iterable[Adult]) -> list[Adult]:
    """Those who share a word of the name, or have its letters joined up; an initial alone is no word."""
    words = {word for word in _words_of(name) if len(word) > 1}
    joined = folded(name)
    return [one for one in listed if words & set(_words_of(one.name)) or (joined and folded(one.name) == joined)]


def _refs(some: Iterable[Adult]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.ref for one in some))
