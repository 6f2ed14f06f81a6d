"""Does each account belong to one named person?"""

from datetime import date

from schoolgate.controls.answers import counted, speaks_of
from schoolgate.controls.contract import Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Counted, PromiseFacts

_DAY, _TODAY = date(2026, 11, 2), date(2026, 11, 3)
_ABOUT = (
    r"dedicated|own account|individual|account (?:of|for) (?:each|every)|(?:provided|given) .{0,30}account|one account"
)
_NOT_ABOUT = r"responsib|another|someone|somebody|applied"


def _promise(text: str) -> PromiseFacts:
    return PromiseFacts(text, (), ("access-rights.own-account",), ())


@control(
    title="Each account belongs to one named person",
    topics=("passwords.unique-accounts", "access-rights.own-account"),
    owner="it-lead",
    rhythm="termly",
    examples=(
        Example("All do.", _TODAY, {"accounts.own": Counted(60, 60, 0, 0, _DAY)}, Standing.KEPT),
        Example(
            "A class signs in with one account.", _TODAY, {"accounts.own": Counted(60, 59, 1, 0, _DAY)}, Standing.BROKEN
        ),
        Example(
            "Nobody knows whose one is.", _TODAY, {"accounts.own": Counted(60, 59, 0, 1, _DAY)}, Standing.NOT_KNOWN
        ),
        Example(
            "Nothing was counted: an empty list shows nothing.",
            _TODAY,
            {"accounts.own": Counted(0, 0, 0, 0, _DAY)},
            Standing.NOT_KNOWN,
        ),
        Example(
            "The count is too old to speak for today.",
            date(2027, 6, 1),
            {"accounts.own": Counted(60, 60, 0, 0, _DAY)},
            Standing.NOT_KNOWN,
        ),
        Example(
            "That each has their own does not say that nobody uses another’s.",
            _TODAY,
            {
                "policy.promise": _promise("Nobody signs in as somebody else."),
                "accounts.own": Counted(60, 60, 0, 0, _DAY),
            },
            None,
        ),
    ),
)
def judge(*, promise: PromiseFacts | None, own: Counted | None, today: date) -> Finding | None:
    if promise is not None and speaks_of(promise, _NOT_ABOUT):
        return None
    about = promise.topics[:1] if promise is not None else ()
    if about == ("access-rights.own-account",) and not speaks_of(promise, _ABOUT):
        return None
    return counted(
        own,
        today,
        things="accounts",
        good="belong to one named person",
        late="shared by several",
        unknown="belonging to nobody known",
        days=31,
    )
