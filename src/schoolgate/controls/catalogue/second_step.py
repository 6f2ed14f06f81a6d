"""Is a second step needed to sign in to what is sensitive?"""

from datetime import date

from schoolgate.controls.answers import counted
from schoolgate.controls.contract import Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Counted

_DAY, _TODAY = date(2026, 11, 2), date(2026, 11, 3)


@control(
    title="Staff sign in with a second step",
    topics=("mfa.in-place",),
    owner="it-lead",
    rhythm="termly",
    examples=(
        Example("All do.", _TODAY, {"accounts.second_step": Counted(40, 40, 0, 0, _DAY)}, Standing.KEPT),
        Example("Two do without.", _TODAY, {"accounts.second_step": Counted(40, 38, 2, 0, _DAY)}, Standing.BROKEN),
        Example(
            "Nobody can say of one.", _TODAY, {"accounts.second_step": Counted(40, 39, 0, 1, _DAY)}, Standing.NOT_KNOWN
        ),
        Example(
            "Nothing was counted: an empty list shows nothing.",
            _TODAY,
            {"accounts.second_step": Counted(0, 0, 0, 0, _DAY)},
            Standing.NOT_KNOWN,
        ),
        Example(
            "The count is too old to speak for today.",
            date(2027, 6, 1),
            {"accounts.second_step": Counted(40, 40, 0, 0, _DAY)},
            Standing.NOT_KNOWN,
        ),
    ),
)
def judge(*, second_step: Counted | None, today: date) -> Finding | None:
    return counted(
        second_step,
        today,
        things="staff accounts",
        good="need a second step to sign in",
        late="do without",
        unknown="not heard of",
        days=31,
    )
