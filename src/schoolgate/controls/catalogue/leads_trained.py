"""Have the safeguarding lead and the deputies the training their role needs?"""

from datetime import date

from schoolgate.controls.answers import counted
from schoolgate.controls.contract import Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Counted

_DAY, _TODAY = date(2026, 11, 2), date(2026, 11, 3)


@control(
    title="Safeguarding leads’ training is in date",
    topics=("training-staff.safeguarding-lead",),
    owner="head",
    rhythm="termly",
    examples=(
        Example("All three are in date.", _TODAY, {"training.leads": Counted(3, 3, 0, 0, _DAY)}, Standing.KEPT),
        Example("One ran out after two years.", _TODAY, {"training.leads": Counted(3, 2, 1, 0, _DAY)}, Standing.BROKEN),
        Example(
            "Nobody knows about the new deputy.",
            _TODAY,
            {"training.leads": Counted(3, 2, 0, 1, _DAY)},
            Standing.NOT_KNOWN,
        ),
        Example(
            "Nothing was counted: an empty list shows nothing.",
            _TODAY,
            {"training.leads": Counted(0, 0, 0, 0, _DAY)},
            Standing.NOT_KNOWN,
        ),
        Example(
            "The count is too old to speak for today.",
            date(2027, 6, 1),
            {"training.leads": Counted(3, 3, 0, 0, _DAY)},
            Standing.NOT_KNOWN,
        ),
    ),
)
def judge(*, leads: Counted | None, today: date) -> Finding | None:
    return counted(
        leads,
        today,
        things="safeguarding leads and deputies",
        good="are trained and in date",
        late="out of date",
        unknown="with no record of any",
        days=31,
    )
