"""Looking by the clock at the lessons of the last weeks. It is loaded by ``due_silence`` when a lesson is on."""

from datetime import datetime

from schoolgate.monitoring.actions.silence import keep_silences
from schoolgate.monitoring.queries.known import packs_of
from schoolgate.monitoring.queries.silence import lessons_until
from schoolgate.monitoring.rules.contract import Context, Moment
from schoolgate.monitoring.rules.registry import RULES
from schoolgate.people.models import School


def look_by_clock(school: School, now: datetime) -> int:
    """What fell silent at a school until a moment; how many alerts are new."""
    found = lessons_until(school, now)
    if found is None:
        return 0
    rows, known = found
    context = Context(packs_of(school), moment=Moment(**known))
    hits = [hit for rule in RULES if rule.by_clock for hit in rule.look(rows, context)]
    return len(keep_silences(school, hits, now))
