"""Is each device that holds personal data encrypted? A password is not encryption."""

from datetime import date

from schoolgate.controls.answers import counted
from schoolgate.controls.contract import Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Counted

_DAY, _TODAY = date(2026, 11, 2), date(2026, 11, 3)


@control(
    title="Devices that hold personal data are encrypted",
    topics=("encryption.devices",),
    owner="it-lead",
    rhythm="termly",
    examples=(
        Example("All are.", _TODAY, {"devices.encrypted": Counted(14, 14, 0, 0, _DAY)}, Standing.KEPT),
        Example("One laptop is not.", _TODAY, {"devices.encrypted": Counted(14, 13, 1, 0, _DAY)}, Standing.BROKEN),
        Example(
            "Nobody can say of one.", _TODAY, {"devices.encrypted": Counted(14, 13, 0, 1, _DAY)}, Standing.NOT_KNOWN
        ),
        Example(
            "Nothing was counted: an empty list shows nothing.",
            _TODAY,
            {"devices.encrypted": Counted(0, 0, 0, 0, _DAY)},
            Standing.NOT_KNOWN,
        ),
        Example(
            "The count is too old to speak for today.",
            date(2027, 6, 1),
            {"devices.encrypted": Counted(14, 14, 0, 0, _DAY)},
            Standing.NOT_KNOWN,
        ),
    ),
)
def judge(*, encrypted: Counted | None, today: date) -> Finding | None:
    return counted(
        encrypted,
        today,
        things="devices that hold personal data",
        good="are encrypted",
        late="not encrypted",
        unknown="not heard from",
        days=31,
    )
