"""How promises stand: on a day, as known at a moment."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from schoolgate.controls.registry import CONTROLS
from schoolgate.evidence.judging import PolicyStanding, judge
from schoolgate.evidence.models import PromiseFinding
from schoolgate.kernel.standings import Standing
from schoolgate.people.models import School
from schoolgate.policy import queries as policies


def standing(school: School, *, on: date, known_at: datetime | None = None) -> PolicyStanding | None:
    """How every promise of the policy in force on ``on`` stood that day, from what was known at ``known_at``.

    None where no policy was in force. Reached afresh from what is recorded, by the checks there are now.
    """
    policy = policies.in_force(school, on=on, known_at=known_at)
    return None if policy is None else judge(policy, CONTROLS, end_of(school, on))


def end_of(school: School, on: date) -> datetime:
    """The last moment of a day at the school: what was good until that day is still good."""
    return datetime.combine(on, time.max, ZoneInfo(school.time_zone))


def stood(school: School, *, on: date) -> list[Standing] | None:
    """How each promise stood on a day, as it was found and recorded then; None where nothing had been judged.

    One query, and no reason is unlocked: for counting.
    """
    rows = PromiseFinding.objects.for_school(school).as_of(on)
    found = [Standing(name) for name in rows.values_list("standing", flat=True)]
    return found or None
