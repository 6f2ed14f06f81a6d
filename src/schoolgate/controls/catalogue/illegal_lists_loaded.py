"""Has the school loaded its own copies of the lists of illegal content, and are they in date?

They come from the Internet Watch Foundation and the Home Office to members only. Until a school's own copy is loaded
nobody can say that what is on it is blocked, whatever else is.
"""

from datetime import date

from schoolgate.controls.answers import counted
from schoolgate.controls.contract import Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Counted

_DAY, _TODAY = date(2026, 11, 2), date(2026, 11, 3)


@control(
    title="The lists of illegal content are loaded, and nobody can switch them off",
    topics=("web-filtering.illegal-content",),
    owner="it-lead",
    rhythm="weekly",
    examples=(
        Example("All are.", _TODAY, {"filtering.locked_lists": Counted(3, 3, 0, 0, _DAY)}, Standing.KEPT),
        Example(
            "The police list has not been loaded yet.",
            _TODAY,
            {"filtering.locked_lists": Counted(3, 2, 0, 1, _DAY)},
            Standing.NOT_KNOWN,
        ),
        Example(
            "One has not been renewed for a month.",
            _TODAY,
            {"filtering.locked_lists": Counted(3, 2, 1, 0, _DAY)},
            Standing.BROKEN,
        ),
    ),
)
def judge(*, locked_lists: Counted | None, today: date) -> Finding | None:
    return counted(
        locked_lists,
        today,
        things="lists of illegal content",
        good="are loaded and cannot be switched off",
        late="too old",
        unknown="not loaded yet",
    )
