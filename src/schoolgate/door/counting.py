"""The facts of the door: how many came this term, and how many of them accepted the rule on telephones; and of those
the helpers."""

from collections import Counter
from datetime import date, timedelta
from typing import Any, Final

from schoolgate.door.models import Visit
from schoolgate.people.models import School
from schoolgate.people.queries import calendar
from schoolgate.registers.queries import term_starts
from schoolgate.vocabulary.shapes import Counted

GOOD_FOR: Final = timedelta(days=14)
_GOOD: Final = (Visit.Answer.ACCEPTED, Visit.Answer.LEFT_PHONE)


WAITS: Final = "waits"
_COLUMNS: Final = ("kind", "answer", "over")
_HELPERS: Final = "door.helpers_accepted"
_ALL: Final = "door.rule_accepted"


def counted(school: School, *, on: date) -> dict[str, Any]:
    """None before anybody came this term. Whoever did not come in is not counted; whoever came in without accepting is
    late, and whoever nobody asked is not known. Nor is whoever refused and still waits at the door."""
    since, _ = term_starts(calendar(school), on)
    rows = Visit.objects.for_school(school).filter(day__gte=since, day__lte=on).exclude(over=Visit.Over.TURNED)
    told = [(kind, WAITS if _waits(answer, over) else answer) for kind, answer, over in rows.values_list(*_COLUMNS)]
    helpers = Counter(answer for kind, answer in told if kind == Visit.Kind.HELPER)
    return {_ALL: _count(Counter(answer for _, answer in told), on), _HELPERS: _count(helpers, on)}


def _waits(answer: str, over: str) -> bool:
    return answer == Visit.Answer.REFUSED and over == Visit.Over.NO


def _count(answers: Counter[str], on: date) -> Counted | None:
    if not answers.total():
        return None
    good = sum(answers[one] for one in _GOOD)
    late, unknown = answers[Visit.Answer.REFUSED], answers[Visit.Answer.NONE] + answers[WAITS]
    return Counted(answers.total(), good, late, unknown, on, on + GOOD_FOR)
