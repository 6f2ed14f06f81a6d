"""Facts pulled from the rooms below when they are wanted, and never stored here: one file each in ``pulled/``."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from schoolgate.evidence.shapes import fact_name
from schoolgate.kernel.registry import Registry
from schoolgate.people.models import School
from schoolgate.policy import queries as policies

type Pull = Callable[[School, date, datetime | None], Any]
type Days = Callable[[School, datetime | None], Iterable[date]]


@dataclass(frozen=True, slots=True)
class Pulled:
    """How the fact ``key`` is had: ``run(school, on, known_at)`` gives its value on a day as known at a moment (None:
    now), or None where the room below does not know.

    ``days(school, known_at)`` are the days on which the value may change, in any order: between them it is not asked
    for again, which makes years quick to reckon. None: it may change every day. A value that is ``dated`` carries in
    its ``on`` the day it was asked of, which goes on by itself.

    ``rests_on`` are the matters of the record that alone may change it (``ledger.queries.kept``); None: anything may.
    """

    key: str
    run: Pull
    days: Days | None = None
    dated: bool = False
    rests_on: frozenset[str] | None = None


def pulls(
    key: str, *, days: Days | None = None, dated: bool = False, rests_on: frozenset[str] | None = None
) -> Callable[[Pull], Pulled]:
    """Make a pulled fact of a function, which the file calls ``pull``. Raises ``BadInputError`` for no such fact."""
    name = fact_name(key)
    return lambda run: Pulled(name.key, run, days, dated, rests_on)


def of_its_life(school: School, known_at: datetime | None) -> set[date]:  # noqa: ARG001 - a day too many does no harm
    """The ``days`` of what is pulled from the policy's life."""
    return policies.days_of_its_life(school)


PULLED: Final[Registry[Pulled]] = Registry(
    "pulled fact", Pulled, folder="schoolgate.evidence.pulled", attribute="pull", group="schoolgate.pulled"
)
