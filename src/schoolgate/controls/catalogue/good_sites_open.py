"""Do sites that children and staff need open: health, faith, identity, sex education, support lines?

National advice asks that filtering puts no unreasonable limits on teaching. We take more than one in twenty for
unreasonable; a smaller share is shown, and each is put right.
"""

from dataclasses import replace
from datetime import date

from schoolgate.controls.answers import share
from schoolgate.controls.contract import Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Share

_TODAY = date(2026, 11, 3)
_TRIED = Share(60, 58, 2, date(2026, 11, 2))


@control(
    title="Sites that children need are not blocked",
    topics=("web-filtering.over-blocking",),
    owner="online-safety-lead",
    rhythm="weekly",
    examples=(
        Example("Two of sixty were blocked: few, and each is put right.", _TODAY, {"filtering.good_sites": _TRIED},
            Standing.KEPT),
        Example("Six of sixty were.", _TODAY, {"filtering.good_sites": replace(_TRIED, good=54, late=6)},
            Standing.BROKEN),
        Example("Most could not be tried.", _TODAY, {"filtering.good_sites": replace(_TRIED, good=20, late=0)},
            Standing.NOT_KNOWN),
        Example("The test is too old to speak for today.", date(2026, 12, 1), {"filtering.good_sites": _TRIED},
            Standing.NOT_KNOWN),
    ),
)  # fmt: skip
def judge(*, good_sites: Share | None, today: date) -> Finding | None:
    return share(good_sites, today, things="sites that children need", good="opened", late="were blocked")
