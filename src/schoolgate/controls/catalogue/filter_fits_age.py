"""Does each class have the filtering meant for its age?"""

from datetime import date

from schoolgate.controls.answers import counted
from schoolgate.controls.contract import Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Counted

_DAY, _TODAY = date(2026, 11, 2), date(2026, 11, 3)


@control(
    title="Filtering fits the age of the user",
    topics=("web-filtering.age-levels",),
    owner="it-lead",
    rhythm="termly",
    examples=(
        Example("All do.", _TODAY, {"filtering.levels": Counted(6, 6, 0, 0, _DAY)}, Standing.KEPT),
        Example("Year 2 has the staff’s.", _TODAY, {"filtering.levels": Counted(6, 5, 1, 0, _DAY)}, Standing.BROKEN),
        Example(
            "One class has not been looked up.",
            _TODAY,
            {"filtering.levels": Counted(6, 5, 0, 1, _DAY)},
            Standing.NOT_KNOWN,
        ),
        Example(
            "Nothing was counted: an empty list shows nothing.",
            _TODAY,
            {"filtering.levels": Counted(0, 0, 0, 0, _DAY)},
            Standing.NOT_KNOWN,
        ),
        Example(
            "The count is too old to speak for today.",
            date(2027, 6, 1),
            {"filtering.levels": Counted(6, 6, 0, 0, _DAY)},
            Standing.NOT_KNOWN,
        ),
    ),
)
def judge(*, levels: Counted | None, today: date) -> Finding | None:
    return counted(
        levels,
        today,
        things="classes",
        good="have the filtering meant for their age",
        late="have another",
        unknown="not looked up",
        days=31,
    )
