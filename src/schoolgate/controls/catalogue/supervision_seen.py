"""Do adults see what children do with devices in lessons?"""

from dataclasses import replace
from datetime import date

from schoolgate.controls.answers import asked
from schoolgate.controls.contract import Ask, Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Confirmed

_ASK = Ask("Look in on a lesson with devices: can the adult see the screens?", "slt", "monitoring.supervised", 5)
_DONE = Confirmed("Ben Carter", "slt", date(2026, 10, 6), date(2026, 12, 18))


@control(
    title="Children are supervised while they use devices",
    topics=("monitoring.supervision",),
    owner="slt",
    rhythm="termly",
    ask=_ASK,
    examples=(
        Example(
            "A senior leader looked in this term.",
            date(2026, 11, 3),
            {"monitoring.supervised": _DONE},
            Standing.DECLARED,
        ),
        Example(
            "Nobody has looked in this term.", date(2027, 1, 11), {"monitoring.supervised": _DONE}, Standing.NOT_KNOWN
        ),
        Example(
            "The screens faced the wall.",
            date(2026, 11, 3),
            {"monitoring.supervised": replace(_DONE, so=False)},
            Standing.BROKEN,
        ),
    ),
)
def judge(*, supervised: Confirmed | None, today: date) -> Finding:
    return asked(supervised, _ASK, "termly", today)
