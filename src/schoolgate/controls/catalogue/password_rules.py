"""Do the systems themselves refuse a weak password?"""

from dataclasses import replace
from datetime import date

from schoolgate.controls.answers import asked
from schoolgate.controls.contract import Ask, Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Confirmed

_ASK = Ask(
    "Try a weak password on each system that has passwords: it is refused", "it-lead", "technical.password_rules", 5
)
_DONE = Confirmed("Sam Reed", "it-lead", date(2026, 10, 6), date(2027, 10, 6))


@control(
    title="Systems refuse weak passwords",
    topics=("passwords.strength",),
    owner="it-lead",
    rhythm="yearly",
    ask=_ASK,
    examples=(
        Example("Tried in October.", date(2026, 11, 3), {"technical.password_rules": _DONE}, Standing.DECLARED),
        Example(
            "A year later settings may have changed.",
            date(2027, 10, 7),
            {"technical.password_rules": _DONE},
            Standing.NOT_KNOWN,
        ),
        Example(
            "One system took it.",
            date(2026, 11, 3),
            {"technical.password_rules": replace(_DONE, so=False)},
            Standing.BROKEN,
        ),
    ),
)
def judge(*, password_rules: Confirmed | None, today: date) -> Finding:
    return asked(password_rules, _ASK, "yearly", today)
