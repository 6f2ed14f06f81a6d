"""Does personal data leave only by the ways that were agreed?"""

from dataclasses import replace
from datetime import date

from schoolgate.controls.answers import asked
from schoolgate.controls.contract import Ask, Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Confirmed

_ASK = Ask(
    "Ask the office and two teachers how they last sent personal data outside: each way was one of those agreed",
    "dpo",
    "data.transfers",
    5,
)
_DONE = Confirmed("Ruth Marsh", "dpo", date(2026, 10, 6), date(2026, 12, 18))


@control(
    title="Personal data leaves only secured",
    topics=("personal-data-transfer.secure", "encryption.files"),
    owner="dpo",
    rhythm="termly",
    ask=_ASK,
    examples=(
        Example("Asked in October.", date(2026, 11, 3), {"data.transfers": _DONE}, Standing.DECLARED),
        Example("Nobody has asked this term.", date(2027, 1, 11), {"data.transfers": _DONE}, Standing.NOT_KNOWN),
        Example(
            "A list had gone by ordinary mail.",
            date(2026, 11, 3),
            {"data.transfers": replace(_DONE, so=False)},
            Standing.BROKEN,
        ),
    ),
)
def judge(*, transfers: Confirmed | None, today: date) -> Finding:
    return asked(transfers, _ASK, "termly", today)
