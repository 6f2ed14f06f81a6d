"""Is every loss of personal data written down, whether or not it had to be reported?"""

from dataclasses import replace
from datetime import date

from schoolgate.controls.answers import asked
from schoolgate.controls.contract import Ask, Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Confirmed

_ASK = Ask(
    "Ask round: was any personal data lost or sent astray this term, and is each written down?",
    "dpo",
    "incidents.breaches",
    5,
    nothing="No personal data was lost",
)
_DONE = Confirmed("Ruth Marsh", "dpo", date(2026, 10, 6), date(2026, 12, 18))


@control(
    title="Every loss of personal data is recorded",
    topics=("escalation-external.data-breach",),
    owner="dpo",
    rhythm="termly",
    ask=_ASK,
    examples=(
        Example(
            "None was lost this term.",
            date(2026, 11, 3),
            {"incidents.breaches": replace(_DONE, nothing=True)},
            Standing.DECLARED,
        ),
        Example("Nobody has asked this term.", date(2027, 1, 11), {"incidents.breaches": _DONE}, Standing.NOT_KNOWN),
        Example(
            "One had not been written down.",
            date(2026, 11, 3),
            {"incidents.breaches": replace(_DONE, so=False)},
            Standing.BROKEN,
        ),
    ),
)
def judge(*, breaches: Confirmed | None, today: date) -> Finding:
    return asked(breaches, _ASK, "termly", today)
