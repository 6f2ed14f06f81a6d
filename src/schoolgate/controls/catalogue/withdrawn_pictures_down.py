"""Where a family took back its yes to pictures, was the picture down by the next working day?

Where nobody took a yes back there is nothing to say: it does not show that anything is taken down in time."""

from datetime import date

from schoolgate.controls.answers import counted
from schoolgate.controls.contract import Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Counted

_DAY, _TODAY = date(2026, 11, 2), date(2026, 11, 3)


@control(
    title="A picture whose yes was taken back is down in a working day",
    topics=("copyright-takedown.removal",),
    owner="office",
    rhythm="termly",
    examples=(
        Example("All three were.", _TODAY, {"agreements.pictures_down": Counted(3, 3, 0, 0, _DAY)}, Standing.KEPT),
        Example("One took a week.", _TODAY, {"agreements.pictures_down": Counted(3, 2, 1, 0, _DAY)}, Standing.BROKEN),
        Example(
            "One was taken back this morning.",
            _TODAY,
            {"agreements.pictures_down": Counted(3, 2, 0, 1, _DAY)},
            Standing.NOT_KNOWN,
        ),
        Example(
            "The count is too old to speak for today.",
            date(2027, 6, 1),
            {"agreements.pictures_down": Counted(3, 3, 0, 0, _DAY)},
            Standing.NOT_KNOWN,
        ),
        Example("Nobody took a yes back.", _TODAY, {}, None),
    ),
)
def judge(*, pictures_down: Counted | None, today: date) -> Finding | None:
    return counted(
        pictures_down,
        today,
        things="yeses to pictures that were taken back",
        good="were acted on by the end of the next working day",
        late="later or not at all",
        unknown="still inside their day",
    )
