"""Were the filter’s categories gone through with the policy?"""

from dataclasses import replace
from datetime import date

from schoolgate.controls.answers import asked
from schoolgate.controls.contract import Ask, Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Confirmed

_ASK = Ask("Go through the categories the filter blocks, with whoever runs it", "dsl", "filtering.categories", 10)
_DONE = Confirmed("Priya Nair", "dsl", date(2026, 10, 6), date(2027, 10, 6))


@control(
    title="The filter’s categories are gone through each year",
    topics=("filter-change.review",),
    owner="dsl",
    rhythm="yearly",
    ask=_ASK,
    examples=(
        Example("Gone through in October.", date(2026, 11, 3), {"filtering.categories": _DONE}, Standing.DECLARED),
        Example("A year later nobody has.", date(2027, 10, 7), {"filtering.categories": _DONE}, Standing.NOT_KNOWN),
        Example(
            "The list the supplier sent did not match what was agreed.",
            date(2026, 11, 3),
            {"filtering.categories": replace(_DONE, so=False)},
            Standing.BROKEN,
        ),
    ),
)
def judge(*, categories: Confirmed | None, today: date) -> Finding:
    return asked(categories, _ASK, "yearly", today)
