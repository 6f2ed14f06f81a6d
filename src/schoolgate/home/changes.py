"""What changed since Friday: the five marks counted then and now. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.utils.translation import gettext as _

from schoolgate.kernel.standings import Standing
from schoolgate.vocabulary.screens import MARKS, Mark

_FRIDAY: Final = 4


@dataclass(frozen=True, slots=True)
class Count:
    """One mark with how many promises have it; ``change`` in words, or nothing where there is nothing to compare."""

    mark: Mark
    count: int
    change: str


def last_friday(today: date) -> date:
    """The Friday before ``today``: on a Friday the one a week ago."""
    return today - timedelta(days=(today.weekday() - _FRIDAY) % 7 or 7)


def counted(now: Mapping[Standing, int], then: Iterable[Standing] | None) -> tuple[Count, ...]:
    """The five marks in order. ``then`` is how each promise stood that Friday; None where no policy was in force."""
    before = None if then is None else Counter(then)
    return tuple(
        Count(MARKS[name], now.get(name, 0), "" if before is None else change(now.get(name, 0) - before[name]))
        for name in Standing
    )


def change(by: int) -> str:
    if not by:
        return _("no change")
    return (_("%(n)s more") if by > 0 else _("%(n)s fewer")) % {"n": abs(by)}
