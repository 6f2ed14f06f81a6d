"""Were administrators’ passwords changed this term?"""

from datetime import date

from schoolgate.controls.answers import counted
from schoolgate.controls.contract import Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Counted

_DAY, _TODAY = date(2026, 11, 2), date(2026, 11, 3)


@control(
    title="Administrators’ passwords are changed each term",
    topics=("passwords.administrator",),
    owner="it-lead",
    rhythm="termly",
    examples=(
        Example("All four were.", _TODAY, {"accounts.administrators": Counted(4, 4, 0, 0, _DAY)}, Standing.KEPT),
        Example(
            "One dates from last year.", _TODAY, {"accounts.administrators": Counted(4, 3, 1, 0, _DAY)}, Standing.BROKEN
        ),
        Example(
            "The supplier has not said for one.",
            _TODAY,
            {"accounts.administrators": Counted(4, 3, 0, 1, _DAY)},
            Standing.NOT_KNOWN,
        ),
        Example(
            "Nothing was counted: an empty list shows nothing.",
            _TODAY,
            {"accounts.administrators": Counted(0, 0, 0, 0, _DAY)},
            Standing.NOT_KNOWN,
        ),
        Example(
            "The count is too old to speak for today.",
            date(2027, 6, 1),
            {"accounts.administrators": Counted(4, 4, 0, 0, _DAY)},
            Standing.NOT_KNOWN,
        ),
    ),
)
def judge(*, administrators: Counted | None, today: date) -> Finding | None:
    return counted(
        administrators,
        today,
        things="administrators’ passwords",
        good="were changed this term",
        late="not changed",
        unknown="of unknown age",
        days=92,
    )
