"""What the log of web activity does by the clock: parts are put together, looked over, and taken away."""

from datetime import datetime
from typing import Final

from schoolgate.activity import due_sources as due_sources  # registers what is due of sources
from schoolgate.activity.actions.assessing import ask_for_assessment, tell_assessed
from schoolgate.activity.actions.compacting import compact
from schoolgate.activity.actions.mending import look_over
from schoolgate.activity.actions.sweeping import sweep_files
from schoolgate.activity.models import Part
from schoolgate.frame.actor import system
from schoolgate.frame.rounds import each_round, for_each
from schoolgate.frame.scoped import unscoped
from schoolgate.frame.upkeep import sweeps
from schoolgate.people.models import School

MANY: Final = 16  # parts of a day, before they are put together


@each_round("activity.parts")
def look_after_parts(now: datetime) -> int:
    """How many parts were put together, or set aside as damaged."""
    with unscoped("the clock looks after the parts of every school"):
        kept = set(Part.objects.filter(state=Part.State.LIVE).values_list("school_id", flat=True))
    schools = School.objects.filter(pk__in=kept).order_by("pk")
    return sum(for_each(schools, lambda one: _each(one, now)))


def _each(school: School, now: datetime) -> int:
    by = system("web activity")
    ask_for_assessment(school, actor=by)
    tell_assessed(school, actor=by)
    return compact(school, actor=by, least=MANY) + len(look_over(school, now=now, actor=by))


sweeps("activity.files")(sweep_files)
