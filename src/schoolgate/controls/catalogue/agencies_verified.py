"""Would the numbers we ring in an emergency be answered?"""

from datetime import date

from schoolgate.controls.answers import counted, speaks_of
from schoolgate.controls.contract import Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Counted, PromiseFacts

_DAY, _TODAY = date(2026, 11, 2), date(2026, 11, 3)
_ABOUT = r"number|contact|phone|details|verif|up.to.date|director|\blist\b"


def _promise(text: str) -> PromiseFacts:
    return PromiseFacts(text, (), ("escalation-external.agencies",), ())


@control(
    title="Agencies’ contact details are checked each term",
    topics=("escalation-external.agencies",),
    owner="dsl",
    rhythm="termly",
    examples=(
        Example("All were rung this term.", _TODAY, {"registers.agencies": Counted(8, 8, 0, 0, _DAY)}, Standing.KEPT),
        Example(
            "Two have not been rung since spring.",
            _TODAY,
            {"registers.agencies": Counted(8, 6, 2, 0, _DAY)},
            Standing.BROKEN,
        ),
        Example(
            "One was written down and never tried.",
            _TODAY,
            {"registers.agencies": Counted(8, 7, 0, 1, _DAY)},
            Standing.NOT_KNOWN,
        ),
        Example(
            "Nothing was counted: an empty list shows nothing.",
            _TODAY,
            {"registers.agencies": Counted(0, 0, 0, 0, _DAY)},
            Standing.NOT_KNOWN,
        ),
        Example(
            "The count is too old to speak for today.",
            date(2027, 6, 1),
            {"registers.agencies": Counted(8, 8, 0, 0, _DAY)},
            Standing.NOT_KNOWN,
        ),
        Example(
            "Numbers that are right do not decide whom to tell.",
            _TODAY,
            {
                "policy.promise": _promise("The headteacher decides whether the police are told."),
                "registers.agencies": Counted(8, 8, 0, 0, _DAY),
            },
            None,
        ),
    ),
)
def judge(*, promise: PromiseFacts | None, agencies: Counted | None, today: date) -> Finding | None:
    if not speaks_of(promise, _ABOUT):
        return None
    return counted(
        agencies,
        today,
        things="agencies",
        good="were checked this term",
        late="not checked for over a term",
        unknown="never checked",
        days=92,
    )
