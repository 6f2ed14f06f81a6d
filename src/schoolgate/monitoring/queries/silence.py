"""What a rule that looks by the clock is given: lessons of the last weeks in minutes, and what explains a silence."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from schoolgate.activity.pseudonyms import Pseudonyms
from schoolgate.activity.queries import parts
from schoolgate.activity.queries.answers import answer
from schoolgate.estate.queries import devices, last_joined
from schoolgate.kernel.later import later
from schoolgate.monitoring.queries.coverage import BACK, LESSONS, hours_of, notes
from schoolgate.people.access import today
from schoolgate.people.models import School

if TYPE_CHECKING:
    from schoolgate.monitoring.coverage import reading
else:
    reading = later("schoolgate.monitoring.coverage.reading")

# A source that gave nothing for so long is late: of what it shows, nothing is said until it has caught up.
LATE: Final = timedelta(minutes=30)


def in_lesson(school: School, now: datetime) -> bool:
    """Whether children are at their lessons, by the school's calendar and clock."""
    return any(starts <= now < ends for starts, ends in hours_of(school, now, now + timedelta(minutes=1)).spans)


def lessons_until(school: School, now: datetime) -> tuple[Any, dict[str, Any]] | None:
    """Rows of the lessons of the last weeks as an Arrow batch, and what a ``rules.contract.Moment`` of them is made of;
    None where no source has just been heard. Raises ``PartUnreadableError``."""
    zone, since = ZoneInfo(school.time_zone), now - BACK
    days = {"since": since.astimezone(zone).date(), "until": now.astimezone(zone).date()}
    named = parts(school, "rows", first=days["since"], last=days["until"])
    if not any(now - one.last_at < LATE for one in named):
        return None
    first, last = (60 * at.hour + at.minute for at in (LESSONS[0][0], LESSONS[-1][1]))
    said = days | {"begins": since.astimezone(UTC), "before": now.astimezone(UTC), "first": first, "last": last}
    rows = reading.batch(answer(school, "minutes", said))
    newest = reading.newest(rows)
    speaking = [at for at in newest.values() if now - at < LATE]
    if not speaking:
        return None
    late = {source for source, at in newest.items() if now - at >= LATE}
    return rows, {
        "until": min(speaking),
        "lessons": hours_of(school, since, now),
        "explained": reading.shown_by(rows, late) | _noted(school),
        "joined": _joined(school, now),
        "zone": school.time_zone,
    }


def _noted(school: School) -> frozenset[str]:
    """Classes and devices of which somebody said why they are quiet."""
    day, pseudonyms = today(school), Pseudonyms.of(school)
    said = notes(school, day)
    found = {key.removeprefix("class:") for key in said if key.startswith("class:")}
    for one in devices(school, on=day):
        if f"devices:{one.kind}:{one.place_ref}" in said or (one.group and f"class:{one.holder}" in said):
            found.add(pseudonyms.of_ref(one.ref))
    return frozenset(found)


def _joined(school: School, now: datetime) -> dict[str, datetime]:
    pseudonyms = Pseudonyms.of(school)
    return {pseudonyms.of_ref(ref): at for ref, at in last_joined(school, now - timedelta(hours=8), now).items()}
