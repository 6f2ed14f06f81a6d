"""Are guests, and devices people bring, filtered as well?"""

from datetime import date
from typing import Final

from schoolgate.controls.answers import counted, speaks_of
from schoolgate.controls.contract import Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Counted, PromiseFacts

_ABOUT: Final = r"guest|visitor|wi-?fi|wireless|own device|personal (?:device|equipment)|belong|bring"
_DAY, _TODAY = date(2026, 11, 2), date(2026, 11, 3)


def _promise(text: str) -> PromiseFacts:
    return PromiseFacts(text, (), ("mobile-phones-byod.personal-devices",), ())


@control(
    title="Guests and their own devices are filtered",
    topics=("web-filtering.in-place", "mobile-phones-byod.personal-devices"),
    owner="it-lead",
    rhythm="half-termly",
    examples=(
        Example("Both networks are.", _TODAY, {"filtering.guests": Counted(2, 2, 0, 0, _DAY)}, Standing.KEPT),
        Example(
            "The guests’ wireless opened what it should block.",
            _TODAY,
            {
                "policy.promise": _promise("Visitors' own devices use the guest wireless, which is filtered."),
                "filtering.guests": Counted(2, 1, 1, 0, _DAY),
            },
            Standing.BROKEN,
        ),
        Example(
            "Nobody has tried it from a phone that is not the school’s.",
            _TODAY,
            {"filtering.guests": Counted(2, 1, 0, 1, _DAY)},
            Standing.NOT_KNOWN,
        ),
        Example(
            "The promise is about pictures, which no filter keeps.",
            _TODAY,
            {
                "policy.promise": _promise("Staff never keep pictures of children on a private telephone."),
                "filtering.guests": Counted(2, 2, 0, 0, _DAY),
            },
            None,
        ),
    ),
)
def judge(*, promise: PromiseFacts | None, guests: Counted | None, today: date) -> Finding | None:
    if not speaks_of(promise, _ABOUT):
        return None
    return counted(
        guests,
        today,
        things="networks for guests",
        good="are filtered",
        late="let through what they should not",
        unknown="not tried",
        days=31,
    )
