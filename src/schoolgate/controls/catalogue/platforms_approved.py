"""Was each online platform looked at before it was used?"""

from datetime import date

from schoolgate.controls.answers import counted
from schoolgate.controls.contract import Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Counted

_DAY, _TODAY = date(2026, 11, 2), date(2026, 11, 3)


@control(
    title="Online platforms are approved before use",
    topics=("cloud-sharing.approved",),
    owner="dpo",
    rhythm="termly",
    examples=(
        Example("All were.", _TODAY, {"registers.platforms": Counted(12, 12, 0, 0, _DAY)}, Standing.KEPT),
        Example(
            "A free app was signed up to.",
            _TODAY,
            {"registers.platforms": Counted(12, 11, 1, 0, _DAY)},
            Standing.BROKEN,
        ),
        Example(
            "One is being looked at now.",
            _TODAY,
            {"registers.platforms": Counted(12, 11, 0, 1, _DAY)},
            Standing.NOT_KNOWN,
        ),
        Example(
            "Nothing was counted: an empty list shows nothing.",
            _TODAY,
            {"registers.platforms": Counted(0, 0, 0, 0, _DAY)},
            Standing.NOT_KNOWN,
        ),
        Example(
            "The count is too old to speak for today.",
            date(2027, 6, 1),
            {"registers.platforms": Counted(12, 12, 0, 0, _DAY)},
            Standing.NOT_KNOWN,
        ),
    ),
)
def judge(*, platforms: Counted | None, today: date) -> Finding | None:
    return counted(
        platforms,
        today,
        things="platforms in use",
        good="were approved first",
        late="not approved",
        unknown="waiting for an answer",
        days=92,
    )
