"""Was each unsuitable find in a lesson dealt with?"""

from datetime import date
from typing import Final

from schoolgate.controls.answers import counted, speaks_of
from schoolgate.controls.contract import Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Counted, PromiseFacts

_ABOUT: Final = r"unsuitable|inappropriate|found|finds?\b|come across|got through|see something|upset"
_DAY, _TODAY = date(2026, 11, 2), date(2026, 11, 3)


def _promise(text: str) -> PromiseFacts:
    return PromiseFacts(text, (), ("web-filtering.site-checks",), ())


@control(
    title="Unsuitable finds in lessons are dealt with",
    topics=("web-filtering.site-checks",),
    owner="dsl",
    rhythm="weekly",
    examples=(
        Example("Both were.", _TODAY, {"filtering.finds": Counted(2, 2, 0, 0, _DAY)}, Standing.KEPT),
        Example(
            "Nothing was found. Whoever counts was told of none, which is an answer.",
            _TODAY,
            {"filtering.finds": Counted(0, 0, 0, 0, _DAY)},
            Standing.KEPT,
        ),
        Example("One has waited a week.", _TODAY, {"filtering.finds": Counted(2, 1, 1, 0, _DAY)}, Standing.BROKEN),
        Example(
            "The promise is about checking before a lesson.",
            _TODAY,
            {
                "policy.promise": _promise("Teachers look at each video before they show it."),
                "filtering.finds": Counted(2, 2, 0, 0, _DAY),
            },
            None,
        ),
    ),
)
def judge(*, promise: PromiseFacts | None, finds: Counted | None, today: date) -> Finding | None:
    if not speaks_of(promise, _ABOUT):
        return None
    return counted(
        finds,
        today,
        things="unsuitable finds",
        good="were dealt with",
        late="still waiting",
        unknown="with nothing on record",
        none="Nothing unsuitable was found in a lesson.",
    )
