"""Term dates, from a list, to the school's calendar.

The list is taken to be the whole of what it spans: pieces of the calendar between its first day and its last that it
does not name would go, and are shown to.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Final

from schoolgate.feeds.contract import Reject, Row
from schoolgate.feeds.tables import folded
from schoolgate.frame.actor import Actor
from schoolgate.intake.loads.contract import Applied, Change, Plan
from schoolgate.intake.models import Delivery
from schoolgate.intake.parsing import content
from schoolgate.intake.previews import unpacked
from schoolgate.kernel.clocks.months import spelt
from schoolgate.kernel.errors import BadInputError
from schoolgate.people.actions import Period, set_calendar
from schoolgate.people.models import ADMINISTRATOR, School
from schoolgate.people.queries import calendar_rows

_KINDS: Final = {
    "term": "term",
    "half term": "half-term",
    "half term holiday": "half-term",
    "holiday in term": "half-term",
    "inset": "inset",
    "inset day": "inset",
    "training day": "inset",
    "staff training day": "inset",
    "closed": "closure",
    "closure": "closure",
    "closed day": "closure",
}
_NAMES: Final = {"inset": "Staff training day", "closure": "Closed", "half-term": "Half-term", "term": "Term"}


@dataclass(frozen=True, slots=True)
class _Calendar:
    key: str = "calendar"
    words: str = "The school’s term dates"
    feeds: tuple[str, ...] = ("term-dates",)
    roles: tuple[str, ...] = (ADMINISTRATOR, "head", "office")
    holder: str = "office"
    verbs: Mapping[str, str] = MappingProxyType({"added": "would be added", "gone": "would be taken out"})

    def plan(self, school: School, rows: Iterable[Row], *, on: date) -> Plan:  # noqa: ARG002 - a list says its own days
        said: dict[Period, int] = {}
        rejects: list[Reject] = []
        for row in rows:
            period = _period(row)
            if isinstance(period, Reject):
                rejects.append(period)
            else:
                said.setdefault(period, row.line)
        if not said:
            return Plan(rejects=tuple(rejects))
        known = _known(school, *_span(said))
        added = [_change("added", period, line) for period, line in said.items() if period not in known]
        gone = [_change("gone", period, 0) for period in known if period not in said]
        stop = ""
        if gone:
            stop = (
                f"{len(gone)} of {len(known)} dates that are known now would be taken out: they are not in this list."
            )
        return Plan((*added, *gone), tuple(rejects), len(said) - len(added), stop)

    def apply(self, school: School, plan: Plan, *, ref: str, actor: Actor, at: datetime) -> Applied:  # noqa: ARG002
        changed = {_of(change): change.verb for change in plan.changes}
        if not changed:
            return Applied()
        first, last = _whole(_span(changed), _all(school))
        kept = [period for period in _known(school, first, last) if changed.get(period) != "gone"]
        added = [period for period, verb in changed.items() if verb == "added"]
        set_calendar(school, [*kept, *added], first=first, last=last, actor=actor)
        return Applied({verb: list(changed.values()).count(verb) for verb in self.verbs})

    def undo(self, school: School, *, ref: str, actor: Actor, at: datetime) -> Applied:  # noqa: ARG002
        """Raises ``BadInputError`` where the calendar has been set since."""
        delivery = Delivery.objects.for_school(school).get(ref=ref)
        before = _all(school, delivery.decided_at)
        changed = {_of(change): change.verb for change in unpacked(content(delivery.plan)).changes}
        left = {period for period, verb in changed.items() if verb == "added"}
        left |= {period for period in before if changed.get(period) != "gone"}
        if left != _all(school):
            raise BadInputError("the term dates", "they have been changed since.", "Give a list that is right instead.")
        if before != left:
            first, last = _whole(_span(before ^ left), before | left)
            again = [period for period in before if first <= period.first and period.last <= last]
            set_calendar(school, again, first=first, last=last, actor=actor)
        return Applied({"put back": len(before - left), "taken out": len(left - before)})


LOAD = _Calendar()


def _period(row: Row) -> Period | Reject:
    values = row.values
    kind = _KINDS.get(folded(values["kind"]), "")
    if not kind and folded(values["kind"]).endswith(" term"):
        kind = "term"
    if not kind:
        reason = f"“{values['kind']}” is neither a term, a half-term holiday, a training day nor a day closed."
        return Reject(row.line, reason, ", ".join(values.values()), row.part)
    name = values.get("name") or (values["kind"] if kind == "term" else _NAMES[kind])
    first = date.fromisoformat(values["first"])
    last = date.fromisoformat(values.get("last") or values["first"])
    return Period(kind, name[:80], first, last)


def _known(school: School, first: date, last: date) -> list[Period]:
    """The pieces of the calendar that lie within, as known now."""
    return sorted(
        (period for period in _all(school) if first <= period.first and period.last <= last),
        key=lambda period: (period.first, period.kind, period.name),
    )


def _all(school: School, known_at: datetime | None = None) -> set[Period]:
    rows = calendar_rows(school, known_at=known_at)
    return {Period(row.kind, row.name, row.first, row.last) for row in rows}


def _span(periods: Iterable[Period]) -> tuple[date, date]:
    several = list(periods)
    return min(period.first for period in several), max(period.last for period in several)


def _whole(span: tuple[date, date], periods: Iterable[Period]) -> tuple[date, date]:
    """The span, and beyond it until no period is cut in two: setting the calendar would keep only one part of it."""
    first, last = span
    for period in sorted(periods, key=lambda period: period.first):  # forwards
        if period.first <= last and period.last >= first:
            first, last = min(first, period.first), max(last, period.last)
    for period in sorted(periods, key=lambda period: period.last, reverse=True):  # and back again
        if period.first <= last and period.last >= first:
            first, last = min(first, period.first), max(last, period.last)
    return first, last


def _change(verb: str, period: Period, line: int) -> Change:
    days = spelt(period.first) if period.first == period.last else f"{spelt(period.first)} to {spelt(period.last)}"
    payload = {
        "kind": period.kind,
        "name": period.name,
        "first": period.first.isoformat(),
        "last": period.last.isoformat(),
    }
    return Change(verb, period.name, f"{_NAMES[period.kind]}: {days}", payload, line)


def _of(change: Change) -> Period:
    said = change.payload
    first, last = (date.fromisoformat(str(said[key])) for key in ("first", "last"))
    return Period(str(said["kind"]), str(said["name"]), first, last)
