"""Did every family’s agreement come back signed?"""

from datetime import date

from schoolgate.controls.answers import counted
from schoolgate.controls.contract import Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Counted

_DAY, _TODAY = date(2026, 11, 2), date(2026, 11, 3)


@control(
    title="Families have signed their agreement",
    topics=("agreement-pupil-parent.signed",),
    owner="office",
    rhythm="termly",
    examples=(
        Example(
            "Every family has signed.",
            _TODAY,
            {"agreements.pupils_signed": Counted(150, 150, 0, 0, _DAY)},
            Standing.KEPT,
        ),
        Example(
            "Two families withdrew theirs.",
            _TODAY,
            {"agreements.pupils_signed": Counted(150, 148, 2, 0, _DAY)},
            Standing.BROKEN,
        ),
        Example(
            "Ten slips never came back, and that is not a yes.",
            _TODAY,
            {"agreements.pupils_signed": Counted(150, 140, 0, 10, _DAY)},
            Standing.NOT_KNOWN,
        ),
        Example(
            "Nothing was counted: an empty list shows nothing.",
            _TODAY,
            {"agreements.pupils_signed": Counted(0, 0, 0, 0, _DAY)},
            Standing.NOT_KNOWN,
        ),
        Example(
            "The count is too old to speak for today.",
            date(2027, 6, 1),
            {"agreements.pupils_signed": Counted(150, 150, 0, 0, _DAY)},
            Standing.NOT_KNOWN,
        ),
    ),
)
def judge(*, pupils_signed: Counted | None, today: date) -> Finding | None:
    return counted(
        pupils_signed,
        today,
        things="families",
        good="have signed the agreement",
        late="refused or withdrew it",
        unknown="gave no answer",
        days=31,
    )
