"""Is the governors’ training in date?"""

from datetime import date

from schoolgate.controls.answers import counted
from schoolgate.controls.contract import Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Counted

_DAY, _TODAY = date(2026, 11, 2), date(2026, 11, 3)


@control(
    title="Governors’ training is in date",
    topics=("training-governors.regular",),
    owner="chair",
    rhythm="termly",
    examples=(
        Example("All nine are in date.", _TODAY, {"training.governors": Counted(9, 9, 0, 0, _DAY)}, Standing.KEPT),
        Example("Two are out of date.", _TODAY, {"training.governors": Counted(9, 7, 2, 0, _DAY)}, Standing.BROKEN),
        Example(
            "Nobody knows about one.", _TODAY, {"training.governors": Counted(9, 8, 0, 1, _DAY)}, Standing.NOT_KNOWN
        ),
        Example(
            "Nothing was counted: an empty list shows nothing.",
            _TODAY,
            {"training.governors": Counted(0, 0, 0, 0, _DAY)},
            Standing.NOT_KNOWN,
        ),
        Example(
            "The count is too old to speak for today.",
            date(2027, 6, 1),
            {"training.governors": Counted(9, 9, 0, 0, _DAY)},
            Standing.NOT_KNOWN,
        ),
    ),
)
def judge(*, governors: Counted | None, today: date) -> Finding | None:
    return counted(
        governors,
        today,
        things="governors",
        good="are trained and in date",
        late="out of date",
        unknown="with no record of any",
        days=31,
    )
