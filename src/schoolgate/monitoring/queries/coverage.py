"""What we can and cannot see: people on roll, devices and events, put together for each class and kind of device."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from schoolgate.activity.pseudonyms import Pseudonyms
from schoolgate.activity.queries import Missing, SourceSeen, missing, sources
from schoolgate.estate.queries import DeviceKnown, devices, last_on_network
from schoolgate.monitoring.alerts.wording import spoken
from schoolgate.monitoring.coverage.explaining import Explained, Heard, Hours, Note, Piece, State, explain, silent
from schoolgate.monitoring.coverage.seeing import Seen, seen
from schoolgate.monitoring.models import CoverageNote
from schoolgate.people.access import today
from schoolgate.people.classes.queries import classes
from schoolgate.people.models import School
from schoolgate.people.queries import calendar, names

BACK: Final = timedelta(days=21)  # over a half-term holiday
# When children are at their lessons, by the school's clock, where nothing else says.
LESSONS: Final = ((time(9, 0), time(12, 0)), (time(13, 0), time(15, 0)))
# Networks and printers make no request of anybody's.
_WATCHED: Final = {
    "tablet": "Tablets",
    "laptop": "Laptops",
    "desktop": "Desktop computers",
    "board": "Classroom screens",
}


@dataclass(frozen=True, slots=True)
class Coverage:
    """``pieces`` are explained, flagged ones first. ``missing`` are parts of the log that were found damaged;
    ``unmatched`` is how many of ``rows``, those looked at, had no class and nobody known."""

    pieces: tuple[Explained, ...]
    sources: tuple[tuple[Heard, bool], ...]
    missing: tuple[Missing, ...]
    unmatched: int
    rows: int

    @property
    def hidden(self) -> tuple[Explained, ...]:
        return tuple(one for one in self.pieces if one.hidden)


@dataclass(frozen=True, slots=True)
class CannotSee:
    """A line of the morning check: ``words`` for the page, ``since`` when it was last seen, None where it never was.

    ``said`` is the same in words. Where there is no log at all there is one line, and ``behind`` is what it hides.
    """

    key: str
    words: str
    since: datetime | None
    why: str
    said: str = ""
    behind: tuple[str, ...] = ()


def cannot_see(school: School, moment: datetime) -> list[CannotSee]:
    """What whoever reads the alerts cannot see at a moment: what is silent and not explained, dead sources of the log,
    and what was found damaged. A holiday and a class on a trip are not among them; nothing to say is an empty list.
    """
    found, zone = coverage(school, moment), ZoneInfo(school.time_zone)

    def line(key: str, words: str, since: datetime | None, why: str) -> CannotSee:
        said = f"silent since {spoken(since, moment, zone)}" if since else "nothing was ever seen"
        return CannotSee(key, words, since, why, said)

    flagged = [one.piece for one in found.pieces if one.state is State.FLAGGED]
    lines = [
        line(f"source:{one.key}", one.words, one.last, "feed-dead") for one, is_silent in found.sources if is_silent
    ]
    if found.sources:
        reasons = {one.piece.key: one.reason for one in found.pieces}
        lines += [line(one.key, one.words, one.last, reasons[one.key]) for one in flagged]
    else:
        words = "All web activity: no log of it comes in"
        lines.append(CannotSee("no-source", words, None, "no-source", "", tuple(one.words for one in flagged)))
    for gone in found.missing:
        day = f"{gone.first_at.astimezone(zone):%H:%M} to {gone.last_at.astimezone(zone):%H:%M}"
        words = f"{gone.rows} lines of the log, {day}"
        lines.append(CannotSee(f"part:{gone.ref}", words, gone.first_at, "missing", "their file is damaged or gone"))
    return lines


def coverage(school: School, moment: datetime | None = None) -> Coverage:
    """Everything that should be seen, as it stands at a moment, now where none is given."""
    day = today(school) if moment is None else moment.astimezone(ZoneInfo(school.time_zone)).date()
    now = moment or datetime.now(ZoneInfo(school.time_zone))
    hours = hours_of(school, now - BACK, now)
    heard = tuple(Heard(one.ref, one.name, _last(one, now), one.quiet_for) for one in sources(school))
    rows = seen(school, first=day - BACK, last=day, until=now)
    pieces = [*_classes(school, rows, day, now), *_devices(school, rows, day, now)]
    noted_by = notes(school, day)
    noted = [
        Piece(
            one.key,
            one.kind,
            one.words,
            one.people,
            one.devices,
            one.people_seen,
            one.devices_seen,
            one.last,
            one.on_network,
            one.sources,
            noted_by.get(one.key),
        )
        for one in pieces
    ]
    explained = [explain(one, hours, heard, now) for one in noted]
    order = {State.FLAGGED: 0, State.EXPLAINED: 1, State.SEEN: 2}
    explained.sort(key=lambda one: (order[one.state], one.piece.kind != "class"))
    unmatched, total = _unmatched(rows)
    quiet = tuple((one, silent(one, hours, now)) for one in heard)
    return Coverage(tuple(explained), quiet, tuple(missing(school, first=day - BACK, last=day)), unmatched, total)


def hours_of(school: School, since: datetime, until: datetime) -> Hours:
    """Lessons of the school days between two moments, by the school's own calendar and clock."""
    known, zone = calendar(school), ZoneInfo(school.time_zone)
    first, last = since.astimezone(zone).date(), until.astimezone(zone).date()
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return Hours(
        tuple(
            (datetime.combine(day, starts, zone), datetime.combine(day, ends, zone))
            for day in days
            if known.is_school_day(day)
            for starts, ends in LESSONS
            if datetime.combine(day, starts, zone) < until
        )
    )


def _last(source: SourceSeen, now: datetime) -> datetime | None:
    """When its newest row is of. A clock that is ahead would keep a dead source alive: then it is when a row came."""
    ahead = source.last_row_at is not None and source.last_row_at > now
    return source.last_heard_at if ahead else source.last_row_at


def _classes(school: School, rows: list[Seen], day: date, now: datetime) -> list[Piece]:
    by_class: defaultdict[str, list[Seen]] = defaultdict(list)
    for row in rows:
        for group in row.groups.split():
            by_class[group].append(row)
    held: defaultdict[str, list[DeviceKnown]] = defaultdict(list)
    for one in devices(school, on=day):
        if one.group:
            held[one.holder].append(one)
    present = last_on_network(school, now - BACK, now)
    return [
        _piece(f"class:{one.ref}", "class", one.name, by_class[one.ref], held[one.ref], present, people=one.pupils)
        for one in classes(school, day)
        if one.kind == "class"
    ]


def _devices(school: School, rows: list[Seen], day: date, now: datetime) -> list[Piece]:
    """Kinds of device, each place's apart: "Laptops, Library"."""
    names_of = Pseudonyms.of(school)
    together: defaultdict[tuple[str, str, str], list[DeviceKnown]] = defaultdict(list)
    for one in devices(school, on=day):
        if one.kind in _WATCHED:
            together[one.kind, one.place_ref, one.place].append(one)
    by_device: defaultdict[str, list[Seen]] = defaultdict(list)
    for row in rows:
        by_device[row.device].append(row)
    present = last_on_network(school, now - BACK, now)
    found = []
    for (kind, ref, place), some in sorted(together.items()):
        theirs = [row for one in some for row in by_device[names_of.of_ref(one.ref)]]
        words = f"{_WATCHED[kind]}, {place}" if place else _WATCHED[kind]
        found.append(_piece(f"devices:{kind}:{ref}", "devices", words, theirs, some, present))
    return found


def _piece(
    key: str,
    kind: str,
    words: str,
    rows: Iterable[Seen],
    some: list[DeviceKnown],
    present: Mapping[str, datetime],
    people: int = 0,
) -> Piece:
    theirs = list(rows)
    return Piece(
        key,
        kind,
        words,
        people=people,
        devices=len(some),
        people_seen=len({row.person for row in theirs if row.person}),
        devices_seen=len({row.device for row in theirs if row.device}),
        last=max((row.last for row in theirs), default=None),
        on_network=max((present[one.ref] for one in some if one.ref in present), default=None),
        sources=frozenset(row.source for row in theirs),
    )


def notes(school: School, day: date) -> dict[str, Note]:
    zone = ZoneInfo(school.time_zone)
    rows = list(CoverageNote.objects.for_school(school).filter(until__gte=day).order_by("at"))
    said = names(school, {row.by for row in rows})
    return {
        row.piece: Note(row.reason, said.get(row.by, ""), datetime.combine(row.until, time(23, 59), zone))
        for row in rows
    }


def _unmatched(rows: list[Seen]) -> tuple[int, int]:
    """How many had no class and nobody known, and how many there were."""
    return sum(row.rows for row in rows if not row.groups and not row.person), sum(row.rows for row in rows)
