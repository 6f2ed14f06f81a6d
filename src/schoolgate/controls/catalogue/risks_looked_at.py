"""Was each risk looked at again within the last term? A score nobody revisits is a guess that has aged."""

from datetime import date, timedelta

from schoolgate.controls.answers import day, lasting
from schoolgate.controls.contract import Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Risks

_ON, _SINCE = date(2026, 11, 2), date(2026, 7, 20)
_DAYS = timedelta(days=92)


@control(
    title="Each risk is looked at again each term",
    topics=("other.risk",),
    owner="dsl",
    rhythm="termly",
    examples=(
        Example("All nine were.", _ON, {"registers.risks": Risks(9, 0, 0, _ON, _SINCE)}, Standing.KEPT),
        Example("Three have not been.", _ON, {"registers.risks": Risks(9, 0, 3, _ON, _SINCE)}, Standing.BROKEN),
        Example(
            "The count itself is a term old.",
            date(2027, 3, 1),
            {"registers.risks": Risks(9, 0, 0, _ON, _SINCE)},
            Standing.NOT_KNOWN,
        ),
    ),
)
def judge(*, risks: Risks | None, today: date) -> Finding | None:
    if risks is None or risks.on > today or risks.of == 0:
        return None
    if risks.not_looked_at:
        said = f"{risks.not_looked_at} of {risks.of} risks have not been looked at since {day(risks.since)}."
        return Finding(Standing.BROKEN, said)
    said = f"Each of {risks.of} risks was looked at since {day(risks.since)}."
    return lasting(Finding(Standing.KEPT, said), risks.on + _DAYS, today)
