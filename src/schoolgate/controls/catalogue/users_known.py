"""Does the filter know who is asking, so that it can answer by their age and role?

One in twenty may be unknown, such as a device on its first day; for those the youngest level applies, or nothing opens.
"""

from dataclasses import replace
from datetime import date

from schoolgate.controls.answers import share
from schoolgate.controls.contract import Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Share

_TODAY = date(2026, 11, 3)
_WEEK = Share(20_000, 19_800, 200, date(2026, 11, 2))


@control(
    title="The filter knows whose class, device or account is asking",
    topics=("web-filtering.age-levels",),
    owner="it-lead",
    rhythm="weekly",
    examples=(
        Example("It knew nearly all.", _TODAY, {"filtering.known": _WEEK}, Standing.KEPT),
        Example(
            "Of one in ten it knew nothing.",
            _TODAY,
            {"filtering.known": replace(_WEEK, good=18_000, late=2_000)},
            Standing.BROKEN,
        ),
        Example(
            "Nothing was asked of it this week.",
            _TODAY,
            {"filtering.known": replace(_WEEK, of=0, good=0, late=0)},
            Standing.NOT_KNOWN,
        ),
    ),
)
def judge(*, users_known: Share | None, today: date) -> Finding | None:
    return share(
        users_known,
        today,
        things="requests",
        good="came from a known class, device or account",
        late="came from nobody the filter knew",
    )
