"""Does a child’s access wait until both papers are back?

Not known of a child who has not both, where the access gate is not switched on: nothing here keeps them from it."""

from datetime import date

from schoolgate.controls.answers import counted, speaks_of
from schoolgate.controls.contract import Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Counted, PromiseFacts

_DAY, _TODAY = date(2026, 11, 2), date(2026, 11, 3)
_ABOUT = r"\bbefore\b|\bonly\b|\buntil\b|\bonce\b|\bupon\b|\bgranted?\b|not .{0,30}without"


def _promise(text: str) -> PromiseFacts:
    return PromiseFacts(text, (), ("agreement-pupil-parent.signed",), ())


@control(
    title="Children’s access waits for both signatures",
    topics=("agreement-pupil-parent.signed",),
    owner="office",
    rhythm="termly",
    examples=(
        Example(
            "Both are back for most, and the rest wait.",
            _TODAY,
            {"access.pupils_wait": Counted(168, 168, 0, 0, _DAY)},
            Standing.KEPT,
        ),
        Example(
            "A child with neither has an account that works.",
            _TODAY,
            {"access.pupils_wait": Counted(168, 167, 1, 0, _DAY)},
            Standing.BROKEN,
        ),
        Example(
            "Nine have not both, in classes where nothing waits yet.",
            _TODAY,
            {"access.pupils_wait": Counted(168, 159, 0, 9, _DAY)},
            Standing.NOT_KNOWN,
        ),
        Example(
            "Nothing was counted: an empty list shows nothing.",
            _TODAY,
            {"access.pupils_wait": Counted(0, 0, 0, 0, _DAY)},
            Standing.NOT_KNOWN,
        ),
        Example(
            "The count is too old to speak for today.",
            date(2027, 6, 1),
            {"access.pupils_wait": Counted(40, 40, 0, 0, _DAY)},
            Standing.NOT_KNOWN,
        ),
        Example(
            "The promise is that they sign, and says nothing of what waits for it.",
            _TODAY,
            {
                "policy.promise": _promise("Every family signs the home-school agreement."),
                "access.pupils_wait": Counted(168, 168, 0, 0, _DAY),
            },
            None,
        ),
    ),
)
def judge(*, promise: PromiseFacts | None, pupils_wait: Counted | None, today: date) -> Finding | None:
    if not speaks_of(promise, _ABOUT):
        return None
    return counted(
        pupils_wait,
        today,
        things="children",
        good="have what their family must sign, or wait for it, or were let in by name",
        late="with none of it, and an account that works",
        unknown="without it whom nothing here keeps waiting",
    )
