"""Was what was planned for the term taught?"""

from dataclasses import replace
from datetime import date

from schoolgate.controls.answers import asked
from schoolgate.controls.contract import Ask, Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Confirmed

_ASK = Ask(
    "Confirm that this term’s online safety lessons were taught in every class",
    "computing-lead",
    "curriculum.taught",
    5,
)
_DONE = Confirmed("Owen Price", "computing-lead", date(2026, 10, 6), date(2026, 12, 18))


@control(
    title="What was planned is taught each term",
    topics=("curriculum.taught-outcomes", "curriculum.critical-thinking"),
    owner="computing-lead",
    rhythm="termly",
    ask=_ASK,
    examples=(
        Example("Taught this term.", date(2026, 11, 3), {"curriculum.taught": _DONE}, Standing.DECLARED),
        Example(
            "Nobody has said so for this term.", date(2027, 1, 11), {"curriculum.taught": _DONE}, Standing.NOT_KNOWN
        ),
        Example(
            "Two classes missed them.",
            date(2026, 11, 3),
            {"curriculum.taught": replace(_DONE, so=False)},
            Standing.BROKEN,
        ),
    ),
)
def judge(*, taught: Confirmed | None, today: date) -> Finding:
    return asked(taught, _ASK, "termly", today)
