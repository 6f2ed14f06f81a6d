"""Were those who joined trained when they started?"""

from datetime import date

from schoolgate.controls.answers import counted
from schoolgate.controls.contract import Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Counted

_DAY, _TODAY = date(2026, 11, 2), date(2026, 11, 3)


@control(
    title="New staff are trained when they start",
    topics=("training-staff.induction",),
    owner="head",
    rhythm="termly",
    examples=(
        Example("All four were.", _TODAY, {"training.induction": Counted(4, 4, 0, 0, _DAY)}, Standing.KEPT),
        Example(
            "One has been here two months.", _TODAY, {"training.induction": Counted(4, 3, 1, 0, _DAY)}, Standing.BROKEN
        ),
        Example(
            "Nobody knows about one.", _TODAY, {"training.induction": Counted(4, 3, 0, 1, _DAY)}, Standing.NOT_KNOWN
        ),
        Example(
            "Nobody new has started. Whoever counts was told of none, which is an answer.",
            _TODAY,
            {"training.induction": Counted(0, 0, 0, 0, _DAY)},
            Standing.KEPT,
        ),
        Example(
            "The count is too old to speak for today.",
            date(2027, 6, 1),
            {"training.induction": Counted(4, 4, 0, 0, _DAY)},
            Standing.NOT_KNOWN,
        ),
    ),
)
def judge(*, induction: Counted | None, today: date) -> Finding | None:
    return counted(
        induction,
        today,
        things="new staff",
        good="were trained when they started",
        late="still not trained a month on",
        unknown="with no record of any",
        days=31,
        none="Nobody new has started.",
    )
