"""Does sharing open only for whoever has shown that they understand it?

Not known of an adult who has not passed the quiz in date, where the access gate is not switched on for adults."""

from datetime import date

from schoolgate.controls.answers import counted, speaks_of
from schoolgate.controls.contract import Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Counted, PromiseFacts

_DAY, _TODAY = date(2026, 11, 2), date(2026, 11, 3)
_ABOUT = r"(?:\bonly\b|\bbefore\b|\buntil\b|\bonce\b).*(?:underst|demonstrat|\bshow|\bquiz|\bpass)"


def _promise(text: str) -> PromiseFacts:
    return PromiseFacts(text, (), ("cloud-sharing.sharing",), ())


@control(
    title="Sharing opens for whoever has shown that they understand it",
    topics=("cloud-sharing.sharing",),
    owner="it-lead",
    rhythm="termly",
    examples=(
        Example(
            "Those who share have passed, and the rest wait.",
            _TODAY,
            {"access.sharing_understood": Counted(31, 31, 0, 0, _DAY)},
            Standing.KEPT,
        ),
        Example(
            "Four have not passed, and nothing keeps them waiting.",
            _TODAY,
            {"access.sharing_understood": Counted(31, 27, 0, 4, _DAY)},
            Standing.NOT_KNOWN,
        ),
        Example(
            "One who signed and passed nothing has an account that works.",
            _TODAY,
            {"access.sharing_understood": Counted(31, 30, 1, 0, _DAY)},
            Standing.BROKEN,
        ),
        Example(
            "Nothing was counted: an empty list shows nothing.",
            _TODAY,
            {"access.sharing_understood": Counted(0, 0, 0, 0, _DAY)},
            Standing.NOT_KNOWN,
        ),
        Example(
            "The count is too old to speak for today.",
            date(2027, 6, 1),
            {"access.sharing_understood": Counted(40, 40, 0, 0, _DAY)},
            Standing.NOT_KNOWN,
        ),
        Example(
            "The promise is about looking through what is shared.",
            _TODAY,
            {
                "policy.promise": _promise("What is shared outside the school is gone through each term."),
                "access.sharing_understood": Counted(31, 31, 0, 0, _DAY),
            },
            None,
        ),
    ),
)
def judge(*, promise: PromiseFacts | None, sharing_understood: Counted | None, today: date) -> Finding | None:
    if not speaks_of(promise, _ABOUT):
        return None
    return counted(
        sharing_understood,
        today,
        things="adults",
        good="have passed the quiz and signed, or wait for it, or were let in by name",
        late="with nothing signed or passed, and an account that works",
        unknown="without it whom nothing here keeps waiting",
    )
