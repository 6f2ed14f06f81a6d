"""Something that is seen all through its lessons is suddenly not, while others are: it may go round what we see.

What is usual is each one's own: tablets that are put away at half past ten every day are quiet at eleven as ever. So
nothing is said until it was quiet for twice as long as in any lesson of the weeks before, by the log's own clock: where
the log itself is late, or nothing comes of anybody, nobody is silent.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from schoolgate.activity.noticing import Hit
from schoolgate.monitoring.coverage.stretches import Stretch, stretches
from schoolgate.monitoring.rules.contract import AlertRule, Context, Moment, Tried
from schoolgate.monitoring.rules.rows import KEPT, hit, taken

KEY: Final = "sudden-silence"
LEAST: Final = timedelta(minutes=20)
TIMES: Final = 2  # as long as it was ever quiet before
DAYS: Final = 5  # on which it was heard before: fewer are no habit
STEADY: Final = 5  # rows, a minute each, in this lesson before it fell silent
OTHERS: Final = 2  # of its kind that are heard meanwhile
_TOGETHER: Final = 3  # devices of a class that fall silent at once are one thing
_KINDS: Final = (("device", "silent-device"), ("groups", "silent-class"), ("person", "silent-log-in"))


@dataclass(frozen=True, slots=True)
class Silence:
    key: str
    last: datetime
    quiet: timedelta
    days: int
    others: int


@dataclass(slots=True)
class _Found:
    by: dict[str, list[Silence]] = field(default_factory=dict)

    def keys(self, column: str) -> set[str]:
        return {one.key for one in self.by.get(column, ())}


def look(rows: pa.RecordBatch, context: Context) -> list[Hit]:
    """One hit for each class, device or log-in that fell silent: of what fell silent together, the class alone. Rows
    are those of the last weeks, one a minute and device; without ``context.moment`` nothing is looked for."""
    now = context.moment
    if now is None or not rows.num_rows:
        return []
    lesson = next((n for n, (starts, ends) in enumerate(now.lessons.spans) if starts <= now.until < ends), None)
    if lesson is None:
        return []
    found = _Found()
    for column, _ in _KINDS:
        theirs = stretches(rows.column(column), rows.column("at"), now.lessons)
        found.by[column] = _silent(theirs, lesson, now)
    return _hits(rows, found, now)


def _silent(theirs: Mapping[str, list[Stretch]], lesson: int, now: Moment) -> list[Silence]:
    """Those quiet for longer than ever, of those heard in this lesson."""
    here = {key: some[-1] for key, some in theirs.items() if some[-1].lesson == lesson}
    silences = []
    for key, stretch in here.items():
        quiet, before = now.until - stretch.last, theirs[key][:-1]
        days = len({one.first.date() for one in before})
        if key in now.explained or stretch.count < STEADY or quiet < LEAST or days < DAYS:
            continue
        if quiet < TIMES * max(one.longest for one in before):
            continue
        others = sum(other.last > stretch.last and now.until - other.last < LEAST for other in here.values())
        if others >= OTHERS:
            silences.append(Silence(key, stretch.last, quiet, days, others))
    return silences


def _hits(rows: pa.RecordBatch, found: _Found, now: Moment) -> list[Hit]:
    classes, spoken = found.keys("groups"), set[str]()
    hits = [_of_class(rows, one, now) for one in found.by["groups"]]
    devices = [(one, _rows(rows, "device", one.key, now)) for one in found.by["device"]]
    crowd = Counter(group for _, some in devices for group in set(some[-1]["groups"].split()))
    for one, some in devices:
        groups = set(some[-1]["groups"].split())
        spoken |= {row["person"] for row in some if row["person"]}
        together = {group for group in groups if crowd[group] >= _TOGETHER} - classes
        if groups & classes:
            continue
        if together:
            classes |= together
            first = sorted(together)[0]
            hits.append(_of_class(rows, replace(one, key=first), now, devices=crowd[first]))
        else:
            hits.append(_hit("silent-device", one, some, now))
    for one in found.by["person"]:
        some = _rows(rows, "person", one.key, now)
        # A log-in that goes with its device is told of by that.
        if one.key not in spoken and not {some[-1]["device"]} & found.keys("device") and not some[-1]["shared"]:
            hits.append(_hit("silent-log-in", one, some, now))
    return hits


def _of_class(rows: pa.RecordBatch, one: Silence, now: Moment, devices: int = 0) -> Hit:
    some = _rows(rows, "groups", one.key, now)
    made = _hit("silent-class", one, some, now, devices=devices)
    return replace(made, device="", person="", place="", groups=(one.key,), count=devices or 1)


def _rows(rows: pa.RecordBatch, column: str, key: str, now: Moment) -> list[dict[str, Any]]:
    """Its last rows until now, in order."""
    values = rows.column(column)
    mask = pc.equal(values, key) if column != "groups" else pc.match_substring(values, key)
    mask = pc.and_(mask, pc.greater_equal(rows.column("at"), pa.scalar(now.until - timedelta(hours=4))))
    return sorted(taken(rows, mask), key=lambda row: row["at"])[-KEPT:]


def _hit(category: str, one: Silence, some: list[dict[str, Any]], now: Moment, devices: int = 0) -> Hit:
    still = any(row["device"] in now.joined and now.joined[row["device"]] > one.last for row in some)
    what = f"{devices} devices of a class were" if devices else "It was"
    quiet = round(one.quiet / timedelta(minutes=1))
    because = (
        f"{what} seen until {now.clock(one.last)}, then not for {quiet} minutes: more "
        f"than twice as long as in any lesson of {one.days} days before. {one.others} others were seen meanwhile."
    )
    if still:
        because += " It joined the network since then, so something may go round the web filter."
    made = hit(
        KEY, "medium" if still else "low", some,
        because=f"{because} {RULE.unless}", four_c="conduct", category=category,
    )  # fmt: skip
    return replace(made, first_at=one.last, last_at=now.until, count=1)


def _days(minutes: Collection[int], *, today: Collection[int], device: str = "a") -> tuple[dict[str, Any], ...]:
    """An example: a device heard at some minutes after noon on five days before, and at some today."""
    said = [(86400 * -days, minute) for days in range(5, 0, -1) for minute in minutes] + [
        (0, minute) for minute in today
    ]
    return tuple({"second": day + 60 * minute, "device": device, "person": device} for day, minute in said)


_ALL: Final = range(0, 60, 2)
_REST: Final = (*_days(_ALL, today=_ALL, device="b"), *_days(_ALL, today=_ALL, device="c"))
_OTHERS: Final = tuple(row | {"groups": f"grp_{row['device']}"} for row in _REST)
RULE: Final = AlertRule(
    key=KEY,
    words="A sudden silence",
    why="A device, a class or a log-in that is seen all through its lessons was suddenly not, while others were.",
    unless="It is not told of where somebody said why, where it was as quiet before, or where nothing comes of others.",
    severity="medium",
    four_c="conduct",
    category="sudden-silence",
    look=look,
    by_clock=True,
    examples=(
        Tried("Half a lesson, and no more.", (*_days(_ALL, today=range(0, 30, 2)), *_OTHERS), True),
        Tried("It is always put away then.", (*_days(range(0, 30, 2), today=range(0, 30, 2)), *_OTHERS), False),
        Tried("Nothing comes of anybody.", _days(_ALL, today=range(0, 30, 2)), False),
        Tried("It was never seen before.", (*_days((), today=range(0, 30, 2)), *_OTHERS), False),
        Tried("It goes on.", (*_days(_ALL, today=_ALL), *_OTHERS), False),
    ),
)
