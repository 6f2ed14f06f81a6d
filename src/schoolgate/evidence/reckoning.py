"""Many days judged at once, from what is known at one moment: rows are fetched once and told apart in memory.

Day for day the same as ``queries.standing``, which a property test holds it to.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from schoolgate.controls.contract import Control
from schoolgate.evidence import queries
from schoolgate.evidence.intervals import Interval, Said, runs, said_of
from schoolgate.evidence.judging import OF_A_PROMISE, Evidence, Judging, PolicyStanding
from schoolgate.evidence.models import Fact
from schoolgate.evidence.pulling import PULLED, Pulled
from schoolgate.evidence.shapes import from_json
from schoolgate.people.models import School
from schoolgate.people.queries import calendar
from schoolgate.policy import queries as policies

_DAY = timedelta(days=1)


def intervals(
    school: School, first: date, last: date, *, known_at: datetime | None, controls: Iterable[Control]
) -> dict[str, tuple[Interval, ...]]:
    """How each promise stood from ``first`` to ``last``, by its ref and in order, as is known at ``known_at``."""
    asked = tuple(controls)
    versions = queries.checks_version(asked), calendar(school, known_at=known_at).version
    found: dict[str, list[tuple[date, Said]]] = {}
    for judged in each_day(school, first, last, known_at=known_at, controls=asked):
        policy = judged.policy.version
        for one in judged.promises:
            found.setdefault(one.promise.ref, []).append((judged.on, said_of(one.finding, policy, *versions)))
    return {ref: tuple(Interval(*run) for run in runs(days)) for ref, days in sorted(found.items())}


def each_day(
    school: School, first: date, last: date, *, known_at: datetime | None, controls: Iterable[Control]
) -> Iterator[PolicyStanding]:
    """Every day from ``first`` to ``last``, both included, on which a policy was in force, as it stood."""
    asked, known = tuple(controls), _Known(school, first, last, known_at)
    begins = set(policies.begins(school, after=first, until=last, known_at=known_at))
    judging: Judging | None = None
    for day in _days(first, last):
        if day == first or day in begins:
            policy = policies.in_force(school, on=day, known_at=known_at)
            judging = Judging(policy, asked) if policy is not None else None
        if judging is not None:
            yield judging.at(queries.end_of(school, day), known.on(day))


def _days(first: date, last: date) -> Iterator[date]:
    return (first + n * _DAY for n in range((last - first).days + 1))


@dataclass(frozen=True, slots=True)
class _Row:
    key: str
    subject: str
    value: Any
    valid_from: date
    valid_to: date


class _Known:
    """What is known of each day of a period. To be asked of its days in order."""

    def __init__(self, school: School, first: date, last: date, known_at: datetime | None) -> None:
        self._school, self._known_at = school, known_at
        rows = Fact.objects.for_school(school).known(known_at).overlapping(first, last + _DAY)
        kept = (
            _Row(row.key, row.subject, from_json(row.key, row.value), row.valid_from, row.valid_to or date.max)
            for row in rows.order_by("key", "subject")
            if row.key.startswith(OF_A_PROMISE) or not row.subject
        )
        self._rows = [row for row in kept if row.value is not None]
        self._turns = {day for row in self._rows for day in (row.valid_from, row.valid_to)}
        self._pulled = [(one, _turns(one, school, known_at)) for one in PULLED]
        self._values: dict[str, Any] = {}
        self._stored: Mapping[str, Any] = {}
        self._of_promises: dict[str, dict[str, Any]] = {}
        self._begun = False

    def on(self, day: date) -> Evidence:
        for one, turns in self._pulled:
            if not self._begun or turns is None or day in turns:
                self._values[one.key] = one.run(self._school, day, self._known_at)
            elif one.dated and self._values[one.key] is not None:
                self._values[one.key] = replace(self._values[one.key], on=day)
        if not self._begun or day in self._turns:
            self._resolve(day)
        self._begun = True
        pulled = {key: value for key, value in self._values.items() if value is not None}
        return Evidence({**self._stored, **pulled}, self._of_promises)

    def _resolve(self, day: date) -> None:
        rows = [row for row in self._rows if row.valid_from <= day < row.valid_to]
        self._stored = {row.key: row.value for row in rows if not row.key.startswith(OF_A_PROMISE)}
        self._of_promises = {}
        for row in rows:
            if row.key.startswith(OF_A_PROMISE):
                self._of_promises.setdefault(row.subject, {})[row.key] = row.value


def _turns(one: Pulled, school: School, known_at: datetime | None) -> set[date] | None:
    return None if one.days is None else set(one.days(school, known_at))
