"""Did parents hear from the school about online safety this term?"""

from dataclasses import replace
from datetime import date

from schoolgate.controls.answers import asked
from schoolgate.controls.contract import Ask, Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Confirmed

_ASK = Ask(
    "Confirm what parents were sent or invited to this term, and attach it", "online-safety-lead", "parents.told", 3
)
_DONE = Confirmed("Ada Okoro", "online-safety-lead", date(2026, 10, 6), date(2026, 12, 18))


@control(
    title="Parents are told about online safety each term",
    topics=("parent-communication.information",),
    owner="online-safety-lead",
    rhythm="termly",
    ask=_ASK,
    examples=(
        Example(
            "A newsletter went out in October.",
            date(2026, 11, 3),
            {"parents.told": replace(_DONE, attached=1)},
            Standing.DECLARED,
        ),
        Example("Nothing has gone out this term.", date(2027, 1, 11), {"parents.told": _DONE}, Standing.NOT_KNOWN),
        Example(
            "The evening was called off.",
            date(2026, 11, 3),
            {"parents.told": replace(_DONE, so=False)},
            Standing.BROKEN,
        ),
    ),
)
def judge(*, told: Confirmed | None, today: date) -> Finding:
    return asked(told, _ASK, "termly", today)
