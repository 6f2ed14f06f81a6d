"""Was what should not be there taken down in a working day?"""

from datetime import date

from schoolgate.controls.answers import counted
from schoolgate.controls.contract import Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Counted

_DAY, _TODAY = date(2026, 11, 2), date(2026, 11, 3)


@control(
    title="What should not be there is taken down in a working day",
    topics=("copyright-takedown.removal",),
    owner="office",
    rhythm="termly",
    examples=(
        Example("Both were.", _TODAY, {"website.takedowns": Counted(2, 2, 0, 0, _DAY)}, Standing.KEPT),
        Example("One took a week.", _TODAY, {"website.takedowns": Counted(2, 1, 1, 0, _DAY)}, Standing.BROKEN),
        Example(
            "One came in this morning.", _TODAY, {"website.takedowns": Counted(2, 1, 0, 1, _DAY)}, Standing.NOT_KNOWN
        ),
        Example(
            "Nobody has asked for anything to be taken down. Whoever counts was told of none, which is an answer.",
            _TODAY,
            {"website.takedowns": Counted(0, 0, 0, 0, _DAY)},
            Standing.KEPT,
        ),
        Example(
            "The count is too old to speak for today.",
            date(2027, 6, 1),
            {"website.takedowns": Counted(2, 2, 0, 0, _DAY)},
            Standing.NOT_KNOWN,
        ),
    ),
)
def judge(*, takedowns: Counted | None, today: date) -> Finding | None:
    return counted(
        takedowns,
        today,
        things="requests to take something down",
        good="were met in one working day",
        late="met later or not at all",
        unknown="still inside their day",
        days=92,
        none="Nobody has asked for anything to be taken down.",
    )
