"""Did the filter block what it should and open what it should, when somebody tried?"""

from datetime import date

from schoolgate.controls.answers import counted
from schoolgate.controls.contract import Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Counted

_DAY, _TODAY = date(2026, 11, 2), date(2026, 11, 3)


@control(
    title="The filter is tested and shown to work",
    topics=("web-filtering.tested", "web-filtering.in-place"),
    owner="it-lead",
    rhythm="weekly",
    examples=(
        Example(
            "Each was blocked or opened as it should be.",
            _TODAY,
            {"filtering.tested": Counted(20, 20, 0, 0, _DAY)},
            Standing.KEPT,
        ),
        Example(
            "One that should be blocked was opened.",
            _TODAY,
            {"filtering.tested": Counted(20, 19, 1, 0, _DAY)},
            Standing.BROKEN,
        ),
        Example(
            "The test could not get out, so blocking proves nothing.",
            _TODAY,
            {"filtering.tested": Counted(20, 19, 0, 1, _DAY)},
            Standing.NOT_KNOWN,
        ),
        Example(
            "Nothing was counted: an empty list shows nothing.",
            _TODAY,
            {"filtering.tested": Counted(0, 0, 0, 0, _DAY)},
            Standing.NOT_KNOWN,
        ),
        Example(
            "The count is too old to speak for today.",
            date(2027, 6, 1),
            {"filtering.tested": Counted(20, 20, 0, 0, _DAY)},
            Standing.NOT_KNOWN,
        ),
    ),
)
def judge(*, tested: Counted | None, today: date) -> Finding | None:
    return counted(
        tested,
        today,
        things="addresses tried",
        good="were treated as they should be",
        late="wrongly opened or blocked",
        unknown="could not be tried",
        days=14,
    )
