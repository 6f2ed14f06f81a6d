"""Does the filter run on what was agreed, and on nothing else?"""

from datetime import date

from schoolgate.controls.answers import counted
from schoolgate.controls.contract import Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Counted

_DAY, _TODAY = date(2026, 11, 2), date(2026, 11, 3)


@control(
    title="The filter is as it was agreed",
    topics=("filter-change.two-person",),
    owner="it-lead",
    rhythm="daily",
    examples=(
        Example("Every part is.", _TODAY, {"filtering.as_agreed": Counted(6, 6, 0, 0, _DAY)}, Standing.KEPT),
        Example(
            "Games were opened for key stage 2, and nobody agreed it.",
            _TODAY,
            {"filtering.as_agreed": Counted(6, 5, 1, 0, _DAY)},
            Standing.BROKEN,
        ),
        Example(
            "What the filter runs on could not be read.",
            _TODAY,
            {"filtering.as_agreed": Counted(6, 5, 0, 1, _DAY)},
            Standing.NOT_KNOWN,
        ),
        Example(
            "The comparison is too old to speak for today.",
            date(2026, 12, 1),
            {"filtering.as_agreed": Counted(6, 6, 0, 0, _DAY)},
            Standing.NOT_KNOWN,
        ),
    ),
)
def judge(*, as_agreed: Counted | None, today: date) -> Finding | None:
    return counted(
        as_agreed,
        today,
        things="parts of the filter’s setting",
        good="are as two people agreed",
        late="changed without agreement",
        unknown="could not be read",
        days=7,
    )
