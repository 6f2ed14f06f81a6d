"""Does a second senior person know what to do when somebody accuses a member of staff?

The head may be the one accused, so the second is not the head.
"""

from dataclasses import replace
from datetime import date

from schoolgate.controls.answers import asked
from schoolgate.controls.contract import Ask, Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Confirmed

_ASK = Ask(
    "Read the procedure for allegations against staff, and confirm that you know it",
    "slt",
    "allegations.second_knows",
    5,
)
_HEAD = Confirmed("Joan Achebe", "head", date(2026, 10, 6), date(2027, 10, 6))
_SECOND = Confirmed("Ben Carter", "slt", date(2026, 10, 8), date(2027, 10, 8))


@control(
    title="A second senior person knows the procedure for allegations",
    topics=("allegation-staff.procedure",),
    owner="head",
    rhythm="yearly",
    ask=_ASK,
    examples=(
        Example(
            "Another senior leader confirmed it.",
            date(2026, 11, 3),
            {"allegations.head_knows": _HEAD, "allegations.second_knows": _SECOND},
            Standing.DECLARED,
        ),
        Example(
            "The head answered twice: that is still one person.",
            date(2026, 11, 3),
            {"allegations.head_knows": _HEAD, "allegations.second_knows": replace(_SECOND, by="Joan Achebe")},
            Standing.NOT_KNOWN,
        ),
        Example("A year has gone by.", date(2027, 10, 9), {"allegations.second_knows": _SECOND}, Standing.NOT_KNOWN),
        Example(
            "The second has said that the procedure is not clear.",
            date(2026, 11, 3),
            {"allegations.second_knows": replace(_SECOND, so=False)},
            Standing.BROKEN,
        ),
    ),
)
def judge(*, head_knows: Confirmed | None, second_knows: Confirmed | None, today: date) -> Finding:
    heads = {"head"} if second_knows and second_knows.role == "head" else set()
    if second_knows and second_knows.so and (heads or (head_knows and head_knows.by == second_knows.by)):
        return Finding(
            Standing.NOT_KNOWN, f"Only {second_knows.by} has confirmed it; the second person must not be the head."
        )
    return asked(second_knows, _ASK, "yearly", today)
