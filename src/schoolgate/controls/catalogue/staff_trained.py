"""Is the online safety training of every member of staff in date?"""

from datetime import date

from schoolgate.controls.answers import counted, speaks_of
from schoolgate.controls.contract import Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Counted, PromiseFacts

_DAY, _TODAY = date(2026, 11, 2), date(2026, 11, 3)
_NOT_ABOUT = r"\black|feel|\btell|recommend|programme"


def _promise(text: str) -> PromiseFacts:
    return PromiseFacts(text, (), ("training-staff.regular",), ())


@control(
    title="Staff training is in date",
    topics=("training-staff.regular",),
    owner="head",
    rhythm="termly",
    examples=(
        Example("Everybody is in date.", _TODAY, {"training.staff": Counted(24, 24, 0, 0, _DAY)}, Standing.KEPT),
        Example(
            "One certificate has run out.", _TODAY, {"training.staff": Counted(24, 23, 1, 0, _DAY)}, Standing.BROKEN
        ),
        Example("Nobody knows about one.", _TODAY, {"training.staff": Counted(24, 23, 0, 1, _DAY)}, Standing.NOT_KNOWN),
        Example(
            "Nothing was counted: an empty list shows nothing.",
            _TODAY,
            {"training.staff": Counted(0, 0, 0, 0, _DAY)},
            Standing.NOT_KNOWN,
        ),
        Example(
            "The count is too old to speak for today.",
            date(2027, 6, 1),
            {"training.staff": Counted(24, 24, 0, 0, _DAY)},
            Standing.NOT_KNOWN,
        ),
        Example(
            "That all are trained does not say that whoever asks is answered.",
            _TODAY,
            {
                "policy.promise": _promise("Staff who feel they lack training tell the headteacher."),
                "training.staff": Counted(24, 24, 0, 0, _DAY),
            },
            None,
        ),
    ),
)
def judge(*, promise: PromiseFacts | None, staff: Counted | None, today: date) -> Finding | None:
    if promise is not None and speaks_of(promise, _NOT_ABOUT):
        return None
    return counted(
        staff,
        today,
        things="staff",
        good="are trained and in date",
        late="out of date",
        unknown="with no record of any",
        days=31,
    )
