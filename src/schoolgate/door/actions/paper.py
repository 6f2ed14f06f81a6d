"""A paper sheet of a day when the power was out: entered by the office, line by line."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from schoolgate.door import kinds
from schoolgate.door.actions.tablets import check_keeper
from schoolgate.door.actions.telling import tell_facts
from schoolgate.door.entries import KINDS
from schoolgate.door.models import Visit
from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold
from schoolgate.kernel.errors import BadInputError
from schoolgate.ledger.actions import append, school_chain
from schoolgate.people.access import today
from schoolgate.people.models import School


@dataclass(frozen=True, slots=True)
class Line:
    """``left`` is None where nobody wrote it; ``accepted`` is None where the sheet does not say."""

    name: str
    came: time
    left: time | None = None
    kind: str = "visitor"
    from_whom: str = ""
    accepted: bool | None = None


@transaction.atomic
def note_paper(school: School, lines: Sequence[Line], *, on: date, actor: Actor) -> int:
    """Enter the lines of one day's sheet; how many were new: the same name at the same time is there already.

    Raises ``BadInputError`` for a day to come, a line without a name, and a time of leaving before that of coming.
    """
    check_keeper(school, actor)
    if on > today(school):
        raise BadInputError("the day", "it is still to come.", "Give the day that is on the sheet.")
    hold(school)
    zone, now = ZoneInfo(school.time_zone), timezone.now()
    had = {(one.name.casefold(), one.came_at) for one in Visit.objects.for_school(school).filter(day=on)}
    new = []
    for number, line in enumerate(lines, 1):
        came = datetime.combine(on, line.came, zone)
        left = datetime.combine(on, line.left, zone) if line.left else None
        _check(number, line, came, left, now)
        if (line.name.casefold(), came) in had:
            continue
        had.add((line.name.casefold(), came))
        row = Visit(school=school, way=Visit.Way.PAPER, kind=line.kind, name=line.name, from_whom=line.from_whom)
        row.day, row.came_at, row.left_at, row.recorded_at = on, came, left, now
        row.over = Visit.Over.OUT if left else Visit.Over.UNSAID if on < today(school) else Visit.Over.NO
        row.answer = {True: "accepted", False: "refused", None: "none"}[line.accepted]
        row.save()
        new.append(row)
    if new:
        tell_facts(school, actor=actor)
        said: dict[str, str | int | bool | None] = {
            "came": len(new),
            "left": sum(one.left_at is not None for one in new),
        }
        said |= {name: sum(one.answer == name for one in new) for name in ("accepted", "refused")}
        said |= {"way": str(Visit.Way.PAPER)}
        append(school_chain(school.ref), kinds.TOLD, actor=actor, subject=school.ref, details=said)
    return len(new)


def _check(number: int, line: Line, came: datetime, left: datetime | None, now: datetime) -> None:
    if not line.name.strip() or line.kind not in KINDS:
        raise BadInputError(f"line {number}", "it has no name, or who they are is not known.", "Write: 09:10, name.")
    if came > now or (left is not None and not came <= left <= now):
        raise BadInputError(f"line {number}", "its times do not fit.", "Give when they came, then when they left.")
