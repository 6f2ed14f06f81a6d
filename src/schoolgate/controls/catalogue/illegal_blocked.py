"""Are the lists of illegal and extremist material switched on?"""

from datetime import date

from schoolgate.controls.answers import counted
from schoolgate.controls.contract import Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Counted

_DAY, _TODAY = date(2026, 11, 2), date(2026, 11, 3)


@control(
    title="Illegal and extremist material is blocked",
    topics=("web-filtering.illegal-content",),
    owner="it-lead",
    rhythm="weekly",
    examples=(
        Example("All three were blocked.", _TODAY, {"filtering.illegal": Counted(3, 3, 0, 0, _DAY)}, Standing.KEPT),
        Example("One opened.", _TODAY, {"filtering.illegal": Counted(3, 2, 1, 0, _DAY)}, Standing.BROKEN),
        Example(
            "One could not be reached at all.",
            _TODAY,
            {"filtering.illegal": Counted(3, 2, 0, 1, _DAY)},
            Standing.NOT_KNOWN,
        ),
        Example(
            "Nothing was counted: an empty list shows nothing.",
            _TODAY,
            {"filtering.illegal": Counted(0, 0, 0, 0, _DAY)},
            Standing.NOT_KNOWN,
        ),
        Example(
            "The count is too old to speak for today.",
            date(2027, 6, 1),
            {"filtering.illegal": Counted(3, 3, 0, 0, _DAY)},
            Standing.NOT_KNOWN,
        ),
    ),
)
def judge(*, illegal: Counted | None, today: date) -> Finding | None:
    return counted(
        illegal,
        today,
        things="test addresses on the illegal lists",
        good="were blocked",
        late="opened",
        unknown="could not be tried",
        days=14,
    )
