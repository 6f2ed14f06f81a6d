"""Are visitors and helpers told the rules before they meet children?"""

from dataclasses import replace
from datetime import date

from schoolgate.controls.answers import asked
from schoolgate.controls.contract import Ask, Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Confirmed

_ASK = Ask(
    "Look at the sign-in book: visitors and helpers are given the rules as they sign in",
    "office",
    "agreements.visitors_told",
    2,
)
_DONE = Confirmed("Lena Frost", "office", date(2026, 10, 6), date(2026, 12, 18))


@control(
    title="Visitors and helpers are told the rules",
    topics=("visitors.rules",),
    owner="office",
    rhythm="termly",
    ask=_ASK,
    examples=(
        Example(
            "The office looked this term.", date(2026, 11, 3), {"agreements.visitors_told": _DONE}, Standing.DECLARED
        ),
        Example(
            "Last term’s word does not speak for this one.",
            date(2027, 1, 11),
            {"agreements.visitors_told": _DONE},
            Standing.NOT_KNOWN,
        ),
        Example(
            "Contractors had gone in without them.",
            date(2026, 11, 3),
            {"agreements.visitors_told": replace(_DONE, so=False)},
            Standing.BROKEN,
        ),
    ),
)
def judge(*, visitors_told: Confirmed | None, today: date) -> Finding:
    return asked(visitors_told, _ASK, "termly", today)
