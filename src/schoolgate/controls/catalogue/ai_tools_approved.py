"""Was each artificial intelligence tool in use approved before it was used?"""

from dataclasses import replace
from datetime import date

from schoolgate.controls.answers import asked
from schoolgate.controls.contract import Ask, Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Confirmed

_ASK = Ask(
    "Go through the artificial intelligence tools in use: each was approved, for whom and for what",
    "head",
    "tools.ai_approved",
    5,
    nothing="None is in use",
)
_DONE = Confirmed("Joan Achebe", "head", date(2026, 10, 6), date(2026, 12, 18))


@control(
    title="Artificial intelligence tools are approved before use",
    topics=("other.ai-tools",),
    owner="head",
    rhythm="termly",
    ask=_ASK,
    examples=(
        Example(
            "None is in use this term.",
            date(2026, 11, 3),
            {"tools.ai_approved": replace(_DONE, nothing=True)},
            Standing.DECLARED,
        ),
        Example("New ones come every term.", date(2027, 1, 11), {"tools.ai_approved": _DONE}, Standing.NOT_KNOWN),
        Example(
            "One was in use that nobody had approved.",
            date(2026, 11, 3),
            {"tools.ai_approved": replace(_DONE, so=False)},
            Standing.BROKEN,
        ),
    ),
)
def judge(*, ai_approved: Confirmed | None, today: date) -> Finding:
    return asked(ai_approved, _ASK, "termly", today)
