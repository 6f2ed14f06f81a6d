"""What each table holds, in words for people. This room knows tables by their code names; the words are given to it by
the room that has a name for everything kept, which stands above."""

from collections.abc import Callable
from typing import Final

_given: Final[list[Callable[[str], str]]] = []


def named_by(words: Callable[[str], str]) -> None:
    """Take words for tables from ``words``: it is given "room.Model" and answers, or is empty."""
    _given.append(words)


def words_for(label: str, plural: str) -> str:
    """The words of a table, or its plural with a capital where nobody has named it."""
    return next((said for words in _given if (said := words(label))), plural[:1].upper() + plural[1:])
