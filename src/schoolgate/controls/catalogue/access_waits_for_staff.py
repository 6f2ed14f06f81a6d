"""Do adults sign before they use school systems?

Not known of an adult who has not signed, where the access gate is not switched on for adults."""

from datetime import date

from schoolgate.controls.answers import counted, speaks_of
from schoolgate.controls.contract import Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Counted, PromiseFacts

_DAY, _TODAY = date(2026, 11, 2), date(2026, 11, 3)
_ABOUT = r"\bbefore\b|\bonly\b|\buntil\b|\bonce\b|\bupon\b|\bgranted?\b|not .{0,30}without"

_NOT_ABOUT = r"helper|each visit|\btrip"


def _promise(text: str) -> PromiseFacts:
    return PromiseFacts(text, (), ("agreement-staff.signed",), ("staff",))


@control(
    title="Adults sign before they use school systems",
    topics=("agreement-staff.signed",),
    owner="head",
    rhythm="termly",
    examples=(
        Example("All signed, or wait.", _TODAY, {"access.staff_wait": Counted(38, 38, 0, 0, _DAY)}, Standing.KEPT),
        Example(
            "A supply teacher who signed nothing has an account that works.",
            _TODAY,
            {"access.staff_wait": Counted(38, 37, 1, 0, _DAY)},
            Standing.BROKEN,
        ),
        Example(
            "Two have not signed, and nothing keeps them waiting.",
            _TODAY,
            {"access.staff_wait": Counted(38, 36, 0, 2, _DAY)},
            Standing.NOT_KNOWN,
        ),
        Example(
            "Nothing was counted: an empty list shows nothing.",
            _TODAY,
            {"access.staff_wait": Counted(0, 0, 0, 0, _DAY)},
            Standing.NOT_KNOWN,
        ),
        Example(
            "The count is too old to speak for today.",
            date(2027, 6, 1),
            {"access.staff_wait": Counted(40, 40, 0, 0, _DAY)},
            Standing.NOT_KNOWN,
        ),
        Example(
            "Helpers are not counted with the staff.",
            _TODAY,
            {
                "policy.promise": _promise("Helpers sign a short guide before each visit."),
                "access.staff_wait": Counted(38, 38, 0, 0, _DAY),
            },
            None,
        ),
        Example(
            "The promise is that they sign, and says nothing of what waits for it.",
            _TODAY,
            {
                "policy.promise": _promise("All staff sign an acceptable use agreement."),
                "access.staff_wait": Counted(38, 38, 0, 0, _DAY),
            },
            None,
        ),
    ),
)
def judge(*, promise: PromiseFacts | None, staff_wait: Counted | None, today: date) -> Finding | None:
    if not speaks_of(promise, _ABOUT) or (promise is not None and speaks_of(promise, _NOT_ABOUT)):
        return None
    return counted(
        staff_wait,
        today,
        things="adults",
        good="signed before use, or wait for it, or were let in by name",
        late="with nothing signed, and an account that works",
        unknown="without it whom nothing here keeps waiting",
    )
