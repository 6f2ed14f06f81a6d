"""Is each device on the network in the inventory?"""

from datetime import date

from schoolgate.controls.answers import counted
from schoolgate.controls.contract import Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Counted

_DAY, _TODAY = date(2026, 11, 2), date(2026, 11, 3)


@control(
    title="The inventory holds every device",
    topics=("asset-inventory.register",),
    owner="it-lead",
    rhythm="termly",
    examples=(
        Example("All are.", _TODAY, {"devices.listed": Counted(60, 60, 0, 0, _DAY)}, Standing.KEPT),
        Example("Three are not.", _TODAY, {"devices.listed": Counted(60, 57, 3, 0, _DAY)}, Standing.BROKEN),
        Example(
            "One appeared this morning.", _TODAY, {"devices.listed": Counted(60, 59, 0, 1, _DAY)}, Standing.NOT_KNOWN
        ),
        Example(
            "Nothing was counted: an empty list shows nothing.",
            _TODAY,
            {"devices.listed": Counted(0, 0, 0, 0, _DAY)},
            Standing.NOT_KNOWN,
        ),
        Example(
            "The count is too old to speak for today.",
            date(2027, 6, 1),
            {"devices.listed": Counted(60, 60, 0, 0, _DAY)},
            Standing.NOT_KNOWN,
        ),
    ),
)
def judge(*, listed: Counted | None, today: date) -> Finding | None:
    return counted(
        listed,
        today,
        things="devices seen on the network",
        good="are in the inventory",
        late="not in it",
        unknown="not looked up yet",
        days=31,
    )
