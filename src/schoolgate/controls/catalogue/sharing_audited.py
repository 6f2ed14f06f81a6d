"""Does anybody know what is shared outside the school?"""

from dataclasses import replace
from datetime import date

from schoolgate.controls.answers import asked, speaks_of
from schoolgate.controls.contract import Ask, Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Confirmed, PromiseFacts

_ASK = Ask("Go through the folders and files that people outside can open", "it-lead", "cloud.sharing_audited", 15)
_NOT_ABOUT = r"(?:\bonly\b|\bbefore\b|\buntil\b|\bonce\b).*(?:underst|demonstrat|\bshow|\bquiz|\bpass)"
_DONE = Confirmed("Sam Reed", "it-lead", date(2026, 10, 6), date(2026, 12, 18))


def _promise(text: str) -> PromiseFacts:
    return PromiseFacts(text, (), ("cloud-sharing.sharing",), ())


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
        Example(
            "That it was gone through does not show that those who share understood.",
            date(2026, 11, 3),
            {
                "policy.promise": _promise("Staff share only once they have shown that they understand it."),
                "cloud.sharing_audited": _DONE,
            },
            None,
        ),
    ),
)
def judge(*, promise: PromiseFacts | None, sharing_audited: Confirmed | None, today: date) -> Finding | None:
    if promise is not None and speaks_of(promise, _NOT_ABOUT):
        return None
    return asked(sharing_audited, _ASK, "termly", today)
