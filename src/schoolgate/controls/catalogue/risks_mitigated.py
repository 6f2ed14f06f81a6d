"""Does each risk on the register have something that reduces it, and somebody who answers for it?"""

from datetime import date, timedelta

from schoolgate.controls.answers import day, lasting
from schoolgate.controls.contract import Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Risks

_ON, _SINCE = date(2026, 11, 2), date(2026, 7, 20)
_DAYS = timedelta(days=92)


@control(
    title="Each risk is reduced, and somebody answers for it",
    topics=("other.risk",),
    owner="dsl",
    rhythm="termly",
    examples=(
        Example("All nine are.", _ON, {"registers.risks": Risks(9, 0, 0, _ON, _SINCE)}, Standing.KEPT),
        Example(
            "Two have nothing against them.", _ON, {"registers.risks": Risks(9, 2, 0, _ON, _SINCE)}, Standing.BROKEN
        ),
        Example(
            "An empty register is no school without risks.",
            _ON,
            {"registers.risks": Risks(0, 0, 0, _ON, _SINCE)},
            Standing.NOT_KNOWN,
        ),
        Example(
            "The count itself is a term old.",
            date(2027, 3, 1),
            {"registers.risks": Risks(9, 0, 0, _ON, _SINCE)},
            Standing.NOT_KNOWN,
        ),
    ),
)
def judge(*, risks: Risks | None, today: date) -> Finding | None:
    if risks is None or risks.on > today:
        return None
    if risks.of == 0:
        return Finding(
            Standing.NOT_KNOWN, f"The risk register was empty on {day(risks.on)}, and no school is without risks."
        )
    if risks.unmitigated:
        return Finding(
            Standing.BROKEN,
            f"{risks.unmitigated} of {risks.of} risks have nothing that reduces them, or nobody who answers for them.",
        )
    said = f"Each of {risks.of} risks is reduced, and somebody answers for it."
    return lasting(Finding(Standing.KEPT, said), risks.on + _DAYS, today)
