"""Is each kind of harmful content that national advice names closed for every child?"""

from datetime import date

from schoolgate.controls.answers import counted
from schoolgate.controls.contract import Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Counted

_DAY, _TODAY = date(2026, 11, 2), date(2026, 11, 3)


@control(
    title="Every kind of harmful content that national advice names is closed for children",
    topics=("web-filtering.in-place",),
    owner="dsl",
    rhythm="termly",
    examples=(
        Example("All are.", _TODAY, {"filtering.kinds_closed": Counted(11, 11, 0, 0, _DAY)}, Standing.KEPT),
        Example(
            "Gambling is open for key stage 2.",
            _TODAY,
            {"filtering.kinds_closed": Counted(11, 10, 1, 0, _DAY)},
            Standing.BROKEN,
        ),
        Example(
            "No list of false news is loaded, so nothing shows that it is closed.",
            _TODAY,
            {"filtering.kinds_closed": Counted(11, 10, 0, 1, _DAY)},
            Standing.NOT_KNOWN,
        ),
    ),
)
def judge(*, kinds_closed: Counted | None, today: date) -> Finding | None:
    return counted(
        kinds_closed,
        today,
        things="kinds of harmful content",
        good="are closed for every child",
        late="open for some",
        unknown="with no list that names such sites",
        days=31,
    )
