"""Are remote lessons and links for homework checked before children use them?"""

from dataclasses import replace
from datetime import date

from schoolgate.controls.answers import asked
from schoolgate.controls.contract import Ask, Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Confirmed

_ASK = Ask(
    "Look through the links and video lessons children were given to use at home",
    "online-safety-lead",
    "learning.remote",
    5,
    nothing="Nothing was set to do online at home",
)
_DONE = Confirmed("Ada Okoro", "online-safety-lead", date(2026, 10, 6), date(2026, 12, 18))


@control(
    title="Remote lessons and homework links are checked",
    topics=("remote-learning.safe",),
    owner="online-safety-lead",
    rhythm="termly",
    ask=_ASK,
    examples=(
        Example(
            "Nothing was set online this term.",
            date(2026, 11, 3),
            {"learning.remote": replace(_DONE, nothing=True)},
            Standing.DECLARED,
        ),
        Example("Nobody has looked this term.", date(2027, 1, 11), {"learning.remote": _DONE}, Standing.NOT_KNOWN),
        Example(
            "A homework link led to chat with strangers.",
            date(2026, 11, 3),
            {"learning.remote": replace(_DONE, so=False)},
            Standing.BROKEN,
        ),
    ),
)
def judge(*, remote: Confirmed | None, today: date) -> Finding:
    return asked(remote, _ASK, "termly", today)
