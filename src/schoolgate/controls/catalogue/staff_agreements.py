"""Have staff signed the agreement that is in force?"""

from datetime import date

from schoolgate.controls.answers import counted, speaks_of
from schoolgate.controls.contract import Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Counted, PromiseFacts

_DAY, _TODAY = date(2026, 11, 2), date(2026, 11, 3)
_NOT_ABOUT = r"helper|each visit|\btrip"


def _promise(text: str) -> PromiseFacts:
    return PromiseFacts(text, (), ("agreement-staff.signed",), ())


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
        Example(
            "Helpers are not counted with the staff.",
            _TODAY,
            {
                "policy.promise": _promise("Helpers sign a short guide before each visit."),
                "agreements.staff_signed": Counted(38, 38, 0, 0, _DAY),
            },
            None,
        ),
    ),
)
def judge(*, promise: PromiseFacts | None, staff_signed: Counted | None, today: date) -> Finding | None:
    if promise is not None and speaks_of(promise, _NOT_ABOUT):
        return None
    return counted(
        staff_signed,
        today,
        things="staff",
        good="have signed the agreement in force",
        late="signed an older one or none",
        unknown="not asked yet",
        days=31,
    )
