"""Are the accounts of people who left closed?"""

from datetime import date

from schoolgate.controls.answers import counted, speaks_of
from schoolgate.controls.contract import Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Counted, PromiseFacts

_DAY, _TODAY = date(2026, 11, 2), date(2026, 11, 3)
_ABOUT = r"leav|\bleft\b|depart|former|clos|last day|no longer|remov"


def _promise(text: str) -> PromiseFacts:
    return PromiseFacts(text, (), ("access-rights.leavers",), ())


@control(
    title="Leavers’ accounts are closed",
    topics=("access-rights.leavers",),
    owner="it-lead",
    rhythm="termly",
    examples=(
        Example("All five are closed.", _TODAY, {"accounts.leavers": Counted(5, 5, 0, 0, _DAY)}, Standing.KEPT),
        Example("One still signs in.", _TODAY, {"accounts.leavers": Counted(5, 4, 1, 0, _DAY)}, Standing.BROKEN),
        Example("One could not be found.", _TODAY, {"accounts.leavers": Counted(5, 4, 0, 1, _DAY)}, Standing.NOT_KNOWN),
        Example(
            "Nobody has left. Whoever counts was told of none, which is an answer.",
            _TODAY,
            {"accounts.leavers": Counted(0, 0, 0, 0, _DAY)},
            Standing.KEPT,
        ),
        Example(
            "The count is too old to speak for today.",
            date(2027, 6, 1),
            {"accounts.leavers": Counted(5, 5, 0, 0, _DAY)},
            Standing.NOT_KNOWN,
        ),
        Example(
            "The promise is about those who stay.",
            _TODAY,
            {
                "policy.promise": _promise("The headteacher goes through who may see what every term."),
                "accounts.leavers": Counted(5, 5, 0, 0, _DAY),
            },
            None,
        ),
    ),
)
def judge(*, promise: PromiseFacts | None, leavers: Counted | None, today: date) -> Finding | None:
    if not speaks_of(promise, _ABOUT):
        return None
    return counted(
        leavers,
        today,
        things="people who left",
        good="have had their accounts closed",
        late="whose account is still open",
        unknown="who could not be matched to an account",
        days=31,
        none="Nobody has left.",
    )
