"""Does the head know what to do when somebody accuses a member of staff?"""

from dataclasses import replace
from datetime import date

from schoolgate.controls.answers import asked
from schoolgate.controls.contract import Ask, Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Confirmed

_ASK = Ask(
    "Read the procedure for allegations against staff, and confirm that you know it",
    "head",
    "allegations.head_knows",
    5,
)
_DONE = Confirmed("Joan Achebe", "head", date(2026, 10, 6), date(2027, 10, 6))


@control(
    title="The head knows the procedure for allegations",
    topics=("allegation-staff.procedure",),
    owner="head",
    rhythm="yearly",
    ask=_ASK,
    examples=(
        Example(
            "Read and confirmed this year.", date(2026, 11, 3), {"allegations.head_knows": _DONE}, Standing.DECLARED
        ),
        Example(
            "A year is long for something hardly ever needed.",
            date(2027, 10, 7),
            {"allegations.head_knows": _DONE},
            Standing.NOT_KNOWN,
        ),
        Example(
            "The head has said that the procedure is not clear.",
            date(2026, 11, 3),
            {"allegations.head_knows": replace(_DONE, so=False)},
            Standing.BROKEN,
        ),
    ),
)
def judge(*, head_knows: Confirmed | None, today: date) -> Finding:
    return asked(head_knows, _ASK, "yearly", today)
