"""Did governors have their information this term?"""

from dataclasses import replace
from datetime import date

from schoolgate.controls.answers import asked
from schoolgate.controls.contract import Ask, Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Confirmed

_ASK = Ask(
    "Give governors the term’s figures, with no names in them",
    "online-safety-lead",
    "governance.governors_informed",
    10,
)
_DONE = Confirmed("Ada Okoro", "online-safety-lead", date(2026, 10, 6), date(2026, 12, 18))


@control(
    title="Governors are informed about online safety each term",
    topics=("governor-reporting.regular",),
    owner="online-safety-lead",
    rhythm="termly",
    ask=_ASK,
    examples=(
        Example("Given in October.", date(2026, 11, 3), {"governance.governors_informed": _DONE}, Standing.DECLARED),
        Example(
            "Nothing has been given since last term.",
            date(2027, 1, 11),
            {"governance.governors_informed": _DONE},
            Standing.NOT_KNOWN,
        ),
        Example(
            "The committee did not sit.",
            date(2026, 11, 3),
            {"governance.governors_informed": replace(_DONE, so=False)},
            Standing.BROKEN,
        ),
    ),
)
def judge(*, governors_informed: Confirmed | None, today: date) -> Finding:
    return asked(governors_informed, _ASK, "termly", today)
