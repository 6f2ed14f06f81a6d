"""Does each person still need what they may open?"""

from dataclasses import replace
from datetime import date

from schoolgate.controls.answers import asked
from schoolgate.controls.contract import Ask, Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Confirmed

_ASK = Ask(
    "Go through who may open what, with those who answer for the data", "it-lead", "technical.rights_reviewed", 15
)
_DONE = Confirmed("Sam Reed", "it-lead", date(2026, 10, 6), date(2026, 12, 18))


@control(
    title="Who may open what is gone through each term",
    topics=("access-rights.defined",),
    owner="it-lead",
    rhythm="termly",
    ask=_ASK,
    examples=(
        Example("Gone through in October.", date(2026, 11, 3), {"technical.rights_reviewed": _DONE}, Standing.DECLARED),
        Example(
            "Nobody has gone through it this term.",
            date(2027, 1, 11),
            {"technical.rights_reviewed": _DONE},
            Standing.NOT_KNOWN,
        ),
        Example(
            "Somebody who had moved on could still open the pupil records.",
            date(2026, 11, 3),
            {"technical.rights_reviewed": replace(_DONE, so=False)},
            Standing.BROKEN,
        ),
    ),
)
def judge(*, rights_reviewed: Confirmed | None, today: date) -> Finding:
    return asked(rights_reviewed, _ASK, "termly", today)
