"""Is online safety planned for every year group, for this year?"""

from dataclasses import replace
from datetime import date

from schoolgate.controls.answers import asked
from schoolgate.controls.contract import Ask, Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Confirmed

_ASK = Ask(
    "Confirm that this year’s plan teaches online safety in every year group",
    "computing-lead",
    "curriculum.planned_for_year",
    10,
)
_DONE = Confirmed("Owen Price", "computing-lead", date(2026, 10, 6), date(2027, 10, 6))


@control(
    title="Online safety is planned for every year group",
    topics=("curriculum.planned",),
    owner="computing-lead",
    rhythm="yearly",
    ask=_ASK,
    examples=(
        Example("Planned in October.", date(2026, 11, 3), {"curriculum.planned_for_year": _DONE}, Standing.DECLARED),
        Example(
            "That was last year’s plan.", date(2027, 10, 7), {"curriculum.planned_for_year": _DONE}, Standing.NOT_KNOWN
        ),
        Example(
            "One year group was left out.",
            date(2026, 11, 3),
            {"curriculum.planned_for_year": replace(_DONE, so=False)},
            Standing.BROKEN,
        ),
    ),
)
def judge(*, planned_for_year: Confirmed | None, today: date) -> Finding:
    return asked(planned_for_year, _ASK, "yearly", today)
