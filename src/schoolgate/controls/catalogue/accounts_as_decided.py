"""Does the directory give each account what was decided for its holder, and nothing else?"""

from datetime import date

from schoolgate.controls.answers import counted, speaks_of
from schoolgate.controls.contract import Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Counted, PromiseFacts

_DAY, _TODAY = date(2026, 11, 2), date(2026, 11, 3)
_ABOUT = r"defined|access rights|authoris|\brights\b|privileg|permission"


def _promise(text: str) -> PromiseFacts:
    return PromiseFacts(text, (), ("access-rights.defined",), ())


@control(
    title="Accounts may do what was decided",
    topics=("access-rights.defined",),
    owner="it-lead",
    rhythm="termly",
    examples=(
        Example("All do.", _TODAY, {"accounts.as_decided": Counted(60, 60, 0, 0, _DAY)}, Standing.KEPT),
        Example(
            "Two may do more than was decided.",
            _TODAY,
            {"accounts.as_decided": Counted(60, 58, 2, 0, _DAY)},
            Standing.BROKEN,
        ),
        Example(
            "The directory could not be asked.",
            _TODAY,
            {"accounts.as_decided": Counted(60, 0, 0, 60, _DAY)},
            Standing.NOT_KNOWN,
        ),
        Example(
            "Nothing was counted: an empty list shows nothing.",
            _TODAY,
            {"accounts.as_decided": Counted(0, 0, 0, 0, _DAY)},
            Standing.NOT_KNOWN,
        ),
        Example(
            "The count is too old to speak for today.",
            date(2027, 6, 1),
            {"accounts.as_decided": Counted(40, 40, 0, 0, _DAY)},
            Standing.NOT_KNOWN,
        ),
        Example(
            "The promise is about looking after equipment.",
            _TODAY,
            {
                "policy.promise": _promise("Everybody looks after school systems."),
                "accounts.as_decided": Counted(60, 60, 0, 0, _DAY),
            },
            None,
        ),
    ),
)
def judge(*, promise: PromiseFacts | None, as_decided: Counted | None, today: date) -> Finding | None:
    if not speaks_of(promise, _ABOUT):
        return None
    return counted(
        as_decided,
        today,
        things="accounts",
        good="are in the directory as was decided here",
        late="differ from it",
        unknown="in a directory that could not be asked",
    )
