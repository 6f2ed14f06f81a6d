"""All rules over one reading."""

from collections.abc import Sequence
from datetime import date

from schoolgate.reading.lint.paper import Ground, Paper
from schoolgate.reading.lint.rule import RULES
from schoolgate.reading.model import Lint, Reading


def lint(reading: Reading, requirements: Sequence[Ground], today: date) -> tuple[Lint, ...]:
    """Everything worth a governor's eye in a reading, in document order; what is missing altogether comes last.

    ``requirements`` are those of the frameworks in force on ``today`` (``policy.packs.requirements_in_force``). The
    same arguments give the same answer.
    """
    paper = Paper(reading, requirements, today)
    place = {clause.ref: at for at, clause in enumerate(reading.clauses)}
    found = dict.fromkeys(each for rule in RULES for each in rule.find(paper))
    return tuple(sorted(found, key=lambda each: place.get(each.clause or "", len(place))))
