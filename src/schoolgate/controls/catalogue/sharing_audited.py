"""Does anybody know what is shared outside the school?"""

from dataclasses import replace
from datetime import date

from schoolgate.controls.answers import asked
from schoolgate.controls.contract import Ask, Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Confirmed

_ASK = Ask("Go through the folders and files that people outside can open", "it-lead", "cloud.sharing_audited", 15)
_DONE = Confirmed("Sam Reed", "it-lead", date(2026, 10, 6), date(2026, 12, 18))


@control(
    title="What is shared outside is gone through each term",
    topics=("cloud-sharing.sharing",),
    owner="it-lead",
    rhythm="termly",
    ask=_ASK,
    examples=(
        Example("Gone through in October.", date(2026, 11, 3), {"cloud.sharing_audited": _DONE}, Standing.DECLARED),
        Example(
            "Nobody has gone through them this term.",
            date(2027, 1, 11),
            {"cloud.sharing_audited": _DONE},
            Standing.NOT_KNOWN,
        ),
        Example(
            "A class folder was open to anybody with the link.",
            date(2026, 11, 3),
            {"cloud.sharing_audited": replace(_DONE, so=False)},
            Standing.BROKEN,
        ),
    ),
)
def judge(*, sharing_audited: Confirmed | None, today: date) -> Finding:
    return asked(sharing_audited, _ASK, "termly", today)
