"""Are the sites that lessons and homework use checked, and the checks in date?"""

from datetime import date
from typing import Final

from schoolgate.controls.answers import counted, speaks_of
from schoolgate.controls.contract import Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Counted, PromiseFacts

_ABOUT: Final = r"check|\bsites?\b|website|web ?page|link|homework|resource"
_DAY, _TODAY = date(2026, 11, 2), date(2026, 11, 3)


def _promise(text: str) -> PromiseFacts:
    return PromiseFacts(text, (), ("remote-learning.safe",), ())


@control(
    title="Sites for lessons and homework are checked first, and the checks are in date",
    topics=("web-filtering.site-checks", "remote-learning.safe"),
    owner="computing-lead",
    rhythm="weekly",
    examples=(
        Example("All forty are.", _TODAY, {"filtering.sites_checked": Counted(40, 40, 0, 0, _DAY)}, Standing.KEPT),
        Example(
            "One changed hands and is in use still.",
            _TODAY,
            {"filtering.sites_checked": Counted(40, 39, 1, 0, _DAY)},
            Standing.BROKEN,
        ),
        Example(
            "Four checks have run out.",
            _TODAY,
            {"filtering.sites_checked": Counted(40, 36, 0, 4, _DAY)},
            Standing.NOT_KNOWN,
        ),
        Example(
            "The promise is about cameras in a lesson at home.",
            _TODAY,
            {
                "policy.promise": _promise("Children sit where others can see them during a video lesson."),
                "filtering.sites_checked": Counted(40, 40, 0, 0, _DAY),
            },
            None,
        ),
    ),
)
def judge(*, promise: PromiseFacts | None, sites_checked: Counted | None, today: date) -> Finding | None:
    if not speaks_of(promise, _ABOUT):
        return None
    return counted(
        sites_checked,
        today,
        things="sites for lessons",
        good="have a check that is in date",
        late="no longer what was checked",
        unknown="whose check has run out",
    )
