"""Do the children know who to tell?"""

from dataclasses import replace
from datetime import date

from schoolgate.controls.answers import asked
from schoolgate.controls.contract import Ask, Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Confirmed

_ASK = Ask(
    "Confirm that every class was taught how to tell somebody about a worry",
    "computing-lead",
    "incidents.pupils_report",
    2,
)
_DONE = Confirmed("Owen Price", "computing-lead", date(2026, 10, 6), date(2026, 12, 18))


@control(
    title="Pupils know how to report a worry",
    topics=("incident-log.pupils-report",),
    owner="computing-lead",
    rhythm="termly",
    ask=_ASK,
    examples=(
        Example("Taught this term.", date(2026, 11, 3), {"incidents.pupils_report": _DONE}, Standing.DECLARED),
        Example(
            "Last term’s classes are not this term’s.",
            date(2027, 1, 11),
            {"incidents.pupils_report": _DONE},
            Standing.NOT_KNOWN,
        ),
        Example(
            "Two classes had not been taught.",
            date(2026, 11, 3),
            {"incidents.pupils_report": replace(_DONE, so=False)},
            Standing.BROKEN,
        ),
    ),
)
def judge(*, pupils_report: Confirmed | None, today: date) -> Finding:
    return asked(pupils_report, _ASK, "termly", today)
