"""Were the filter's figures looked at this half term: what was used, what was blocked, for whom?"""

from datetime import date

from schoolgate.controls.answers import day, lasting
from schoolgate.controls.contract import Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Looked

_LOOKED = Looked(date(2026, 10, 6), date(2026, 11, 17))


@control(
    title="The filter’s report is looked at each half term",
    topics=("monitoring.reviewed",),
    owner="dsl",
    rhythm="half-termly",
    examples=(
        Example("Looked at in October.", date(2026, 11, 3), {"filtering.report_looked": _LOOKED}, Standing.KEPT),
        Example("Not since.", date(2026, 11, 18), {"filtering.report_looked": _LOOKED}, Standing.NOT_KNOWN),
        Example("A day to come claims nothing.", date(2026, 10, 5), {"filtering.report_looked": _LOOKED}, None),
    ),
)
def judge(*, report_looked: Looked | None, today: date) -> Finding | None:
    if report_looked is None or report_looked.on > today:
        return None
    said = f"The filter’s report was last looked at on {day(report_looked.on)}."
    return lasting(Finding(Standing.KEPT, said), report_looked.until, today)
