"""What a report is: for whom, who may make it, and a pure-looking function from a school and a day to a paper."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.functional import Promise

from schoolgate.people.circles import LEADERS
from schoolgate.people.models import School
from schoolgate.reports.paper import Paper
from schoolgate.vocabulary.roles import POSTS

type Write = Callable[[School, date], Paper | None]
MAKERS: Final = (*LEADERS, "dpo")


@dataclass(frozen=True, slots=True)
class Report:
    """``title`` names the paper, ``whom`` ends "Make a pack for ...", ``words`` say what is in it.

    ``write`` reads what is kept and gives the paper as of a day, or None where there is nothing to write of yet.
    ``record`` is whether the permanent record and the means to check it go along. ``asked`` puts it under "Someone is
    asking"; the others are the school's own papers. ``makers`` are the roles that may read and make it.
    """

    key: str
    title: str | Promise
    whom: str | Promise
    words: str | Promise
    write: Write
    record: bool = False
    asked: bool = False
    makers: tuple[str, ...] = MAKERS

    def made_by(self, roles: Collection[str]) -> bool:
        """Whether somebody who holds these roles may read and make it."""
        return not set(self.makers).isdisjoint(roles)

    def __post_init__(self) -> None:
        unknown = [role for role in self.makers if role not in POSTS]
        if unknown or not self.key.replace("-", "").isalpha():
            raise ValueError(f"report {self.key!r}: {', '.join(unknown) or 'a key is words joined by hyphens'}")
