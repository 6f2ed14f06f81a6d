"""Does each account belong to one named person?"""

from datetime import date

from schoolgate.controls.answers import counted
from schoolgate.controls.contract import Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Counted

_DAY, _TODAY = date(2026, 11, 2), date(2026, 11, 3)


@control(
    title="Each account belongs to one named person",
    topics=("passwords.unique-accounts",),
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
    ),
)
def judge(*, own: Counted | None, today: date) -> Finding | None:
    return counted(
        own,
        today,
        things="accounts",
        good="belong to one named person",
        late="shared by several",
        unknown="belonging to nobody known",
        days=31,
    )
