"""Does a child’s school e-mail wait for what their family signs?

What a child uses it for is not counted, only that nobody has it whose family has not signed."""

from datetime import date

from schoolgate.controls.answers import counted, speaks_of
from schoolgate.controls.contract import Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Counted, PromiseFacts

_DAY, _TODAY = date(2026, 11, 2), date(2026, 11, 3)
_ABOUT = r"(?:pupil|student|child).*e-?mail|e-?mail.*(?:pupil|student|child)"


def _promise(text: str) -> PromiseFacts:
    return PromiseFacts(text, (), ("remote-learning.safe",), ())


@control(
    title="Children’s school e-mail waits for what their family signs",
    topics=("remote-learning.safe", "email-use.school-account"),
    owner="office",
    rhythm="termly",
    examples=(
        Example(
            "Those who have it are signed for, and the rest wait.",
            _TODAY,
            {"access.pupil_mail": Counted(168, 168, 0, 0, _DAY)},
            Standing.KEPT,
        ),
        Example(
            "One for whom nothing is signed has an account that works.",
            _TODAY,
            {"access.pupil_mail": Counted(168, 167, 1, 0, _DAY)},
            Standing.BROKEN,
        ),
        Example(
            "Nothing keeps nine of them waiting.",
            _TODAY,
            {"access.pupil_mail": Counted(168, 159, 0, 9, _DAY)},
            Standing.NOT_KNOWN,
        ),
        Example(
            "Nothing was counted: an empty list shows nothing.",
            _TODAY,
            {"access.pupil_mail": Counted(0, 0, 0, 0, _DAY)},
            Standing.NOT_KNOWN,
        ),
        Example(
            "The count is too old to speak for today.",
            date(2027, 6, 1),
            {"access.pupil_mail": Counted(40, 40, 0, 0, _DAY)},
            Standing.NOT_KNOWN,
        ),
        Example(
            "The promise is about lessons from home, and not about e-mail.",
            _TODAY,
            {
                "policy.promise": _promise("Children are in earshot of an adult while they learn from home."),
                "access.pupil_mail": Counted(168, 168, 0, 0, _DAY),
            },
            None,
        ),
    ),
)
def judge(*, promise: PromiseFacts | None, pupil_mail: Counted | None, today: date) -> Finding | None:
    if not speaks_of(promise, _ABOUT):
        return None
    return counted(
        pupil_mail,
        today,
        things="children",
        good="have what their family must sign for school e-mail, or wait for it, or were let in by name",
        late="with none of it, and an account that works",
        unknown="without it whom nothing here keeps waiting",
    )
