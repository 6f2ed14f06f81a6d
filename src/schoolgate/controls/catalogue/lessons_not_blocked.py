"""Does the filter get in the way of teaching?"""

from dataclasses import replace
from datetime import date

from schoolgate.controls.answers import asked
from schoolgate.controls.contract import Ask, Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Confirmed

_ASK = Ask(
    "Look through the sites that lessons asked for and were refused",
    "online-safety-lead",
    "filtering.over_blocking",
    5,
    nothing="No lesson was refused a site",
)
_DONE = Confirmed("Ada Okoro", "online-safety-lead", date(2026, 10, 6), date(2026, 12, 18))


@control(
    title="The filter does not get in the way of teaching",
    topics=("web-filtering.over-blocking",),
    owner="online-safety-lead",
    rhythm="termly",
    ask=_ASK,
    examples=(
        Example(
            "The lead looked, and no lesson had been refused.",
            date(2026, 11, 3),
            {"filtering.over_blocking": replace(_DONE, nothing=True)},
            Standing.DECLARED,
        ),
        Example(
            "Nobody has looked this term.", date(2027, 1, 11), {"filtering.over_blocking": _DONE}, Standing.NOT_KNOWN
        ),
        Example(
            "Teachers are still refused sites they had asked for.",
            date(2026, 11, 3),
            {"filtering.over_blocking": replace(_DONE, so=False)},
            Standing.BROKEN,
        ),
    ),
)
def judge(*, over_blocking: Confirmed | None, today: date) -> Finding:
    return asked(over_blocking, _ASK, "termly", today)
