"""Are the server, the wireless boxes and the cabling where only the right people can reach them?"""

from dataclasses import replace
from datetime import date

from schoolgate.controls.answers import asked
from schoolgate.controls.contract import Ask, Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Confirmed

_ASK = Ask(
    "Go round the server, wireless boxes and cabinets: locked, dry, and the keys accounted for",
    "it-lead",
    "technical.physical_round",
    15,
)
_DONE = Confirmed("Sam Reed", "it-lead", date(2026, 10, 6), date(2026, 12, 18))


@control(
    title="Servers and cabling are gone round each term",
    topics=("access-rights.physical",),
    owner="it-lead",
    rhythm="termly",
    ask=_ASK,
    examples=(
        Example("Gone round in October.", date(2026, 11, 3), {"technical.physical_round": _DONE}, Standing.DECLARED),
        Example(
            "Nobody has been round this term.",
            date(2027, 1, 11),
            {"technical.physical_round": _DONE},
            Standing.NOT_KNOWN,
        ),
        Example(
            "A cabinet stood open.",
            date(2026, 11, 3),
            {"technical.physical_round": replace(_DONE, so=False)},
            Standing.BROKEN,
        ),
    ),
)
def judge(*, physical_round: Confirmed | None, today: date) -> Finding:
    return asked(physical_round, _ASK, "termly", today)
