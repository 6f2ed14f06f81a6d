"""Have staff signed the agreement that is in force?"""

from datetime import date

from schoolgate.controls.answers import counted
from schoolgate.controls.contract import Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Counted

_DAY, _TODAY = date(2026, 11, 2), date(2026, 11, 3)


@control(
    title="Staff have signed their agreement",
    topics=("agreement-staff.signed",),
    owner="head",
    rhythm="termly",
    examples=(
        Example("All have signed.", _TODAY, {"agreements.staff_signed": Counted(38, 38, 0, 0, _DAY)}, Standing.KEPT),
        Example(
            "Two signed last year’s.", _TODAY, {"agreements.staff_signed": Counted(38, 36, 2, 0, _DAY)}, Standing.BROKEN
        ),
        Example(
            "One came this week.", _TODAY, {"agreements.staff_signed": Counted(38, 37, 0, 1, _DAY)}, Standing.NOT_KNOWN
        ),
        Example(
            "Nothing was counted: an empty list shows nothing.",
            _TODAY,
            {"agreements.staff_signed": Counted(0, 0, 0, 0, _DAY)},
            Standing.NOT_KNOWN,
        ),
        Example(
            "The count is too old to speak for today.",
            date(2027, 6, 1),
            {"agreements.staff_signed": Counted(38, 38, 0, 0, _DAY)},
            Standing.NOT_KNOWN,
        ),
    ),
)
def judge(*, staff_signed: Counted | None, today: date) -> Finding | None:
    return counted(
        staff_signed,
        today,
        things="staff",
        good="have signed the agreement in force",
        late="signed an older one or none",
        unknown="not asked yet",
        days=31,
    )
