"""Did every family’s agreement come back signed?"""

from datetime import date

from schoolgate.controls.answers import counted, speaks_of
from schoolgate.controls.contract import Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Counted, PromiseFacts

_DAY, _TODAY = date(2026, 11, 2), date(2026, 11, 3)
_ABOUT = r"\bsign|return|accept|complet|\bback\b|\bagree (?:to|with)"
_NOT_ABOUT = r"\bdeclar"


def _promise(text: str) -> PromiseFacts:
    return PromiseFacts(text, (), ("agreement-pupil-parent.signed",), ("parents",))


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
        Example(
            "The promise says where rules stand, and not that anybody signs them.",
            _TODAY,
            {
                "policy.promise": _promise("What children may do is set out in the home-school agreement."),
                "agreements.pupils_signed": Counted(150, 150, 0, 0, _DAY),
            },
            None,
        ),
        Example(
            "The promise is about another paper, on pictures at events.",
            _TODAY,
            {
                "policy.promise": _promise("Parents sign a declaration on pictures when their child starts."),
                "agreements.pupils_signed": Counted(150, 150, 0, 0, _DAY),
            },
            None,
        ),
    ),
)
def judge(*, promise: PromiseFacts | None, pupils_signed: Counted | None, today: date) -> Finding | None:
    if promise is not None and (speaks_of(promise, _NOT_ABOUT) or not speaks_of(promise, _ABOUT)):
        return None
    return counted(
        pupils_signed,
        today,
        things="families",
        good="have signed the agreement",
        late="refused or withdrew it",
        unknown="gave no answer",
        days=31,
    )
