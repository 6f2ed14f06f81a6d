"""Whose promises are these? From a name as typed to the roles that person holds that day, and so to the sentences."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from schoolgate.home.things import UNNAMED
from schoolgate.kernel.names import unaccented
from schoolgate.people import queries as people
from schoolgate.people.models import School
from schoolgate.people.queries import Holder
from schoolgate.reading.model import PostHolder
from schoolgate.vocabulary.roles import MEMBERS, ROLES, post

# Groups small enough that a promise to them is a promise of each; those that bind everybody are told in a line instead.
_SMALL: Final = ("safeguarding-team",)
_TITLE: Final = re.compile(r"(?:mrs?|ms|miss|mx|dr|rev(?:erend)?|sir|dame|prof(?:essor)?)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Whose:
    """Who was found for a name: each person with the words of their posts, and the roles of all of them together."""

    people: tuple[tuple[str, tuple[str, ...]], ...] = ()
    roles: frozenset[str] = frozenset()
    staff: bool = False  # one of them is bound by what binds all staff as well


def whose(school: School, name: str, on: date, named: Iterable[PostHolder] = ()) -> Whose:
    """Who goes by ``name`` and holds a role on a day; for a role that nobody holds, whom the policy ``named`` for it.

    A deputy is found for a role that nobody else holds. Costs two queries.
    """
    held = people.holders(school, on=on, without=UNNAMED)
    return among(name, held, named)


def among(name: str, held: Iterable[Holder], named: Iterable[PostHolder] = ()) -> Whose:
    """The same from rows in hand. Pure."""
    rows = tuple(held)
    filled = {row.role for row in rows if not row.deputy}
    given = [(row.name, row.role) for row in rows if not row.deputy or row.role not in filled]
    taken = {row.role for row in rows}
    given += [(one.name, one.role) for one in named if one.role not in taken]
    found: dict[str, list[str]] = {}
    for whom, role in given:
        if matches(name, whom) and role in ROLES:
            found.setdefault(whom, []).append(role)
    own = {role for roles in found.values() for role in roles}
    groups = {group for group in _SMALL if own & set(MEMBERS[group])}
    listed = tuple((whom, tuple(post(role) for role in roles)) for whom, roles in sorted(found.items()))
    return Whose(listed, frozenset(own | groups), bool(own & set(MEMBERS["staff"])))


def matches(typed: str, name: str) -> bool:
    """Whether every word typed begins a word of the name, whatever its accents, capitals, hyphens and title."""
    wanted, words = _words(typed), _words(name)
    return bool(wanted) and all(any(word.startswith(part) for word in words) for part in wanted)


def _words(text: str) -> list[str]:
    plain = unaccented(text).replace("’", "").replace("'", "")
    return [word for word in re.findall(r"\w+", plain) if not _TITLE.fullmatch(word)]
