"""Are staff passwords changed as often as the policy says?"""

from datetime import date

from schoolgate.controls.answers import counted
from schoolgate.controls.contract import Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Counted

_DAY, _TODAY = date(2026, 11, 2), date(2026, 11, 3)


@control(
    title="Passwords are changed as often as the policy says",
    topics=("passwords.changed",),
    owner="it-lead",
    rhythm="termly",
    examples=(
        Example("All were.", _TODAY, {"accounts.passwords_changed": Counted(40, 40, 0, 0, _DAY)}, Standing.KEPT),
        Example("Six were not.", _TODAY, {"accounts.passwords_changed": Counted(40, 34, 6, 0, _DAY)}, Standing.BROKEN),
        Example(
            "Three are of unknown age.",
            _TODAY,
            {"accounts.passwords_changed": Counted(40, 37, 0, 3, _DAY)},
            Standing.NOT_KNOWN,
        ),
        Example(
            "Nothing was counted: an empty list shows nothing.",
            _TODAY,
            {"accounts.passwords_changed": Counted(0, 0, 0, 0, _DAY)},
            Standing.NOT_KNOWN,
        ),
        Example(
            "The count is too old to speak for today.",
            date(2027, 6, 1),
            {"accounts.passwords_changed": Counted(40, 40, 0, 0, _DAY)},
            Standing.NOT_KNOWN,
        ),
    ),
)
def judge(*, passwords_changed: Counted | None, today: date) -> Finding | None:
    return counted(
        passwords_changed,
        today,
        things="staff passwords",
        good="were changed in time",
        late="not changed in time",
        unknown="of unknown age",
        days=31,
    )
