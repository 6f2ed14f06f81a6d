"""Does the mail filter stop what it should?"""

from datetime import date

from schoolgate.controls.answers import counted
from schoolgate.controls.contract import Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Counted

_DAY, _TODAY = date(2026, 11, 2), date(2026, 11, 3)


@control(
    title="The mail filter stops what it should",
    topics=("email-filtering.in-place",),
    owner="it-lead",
    rhythm="termly",
    examples=(
        Example("All six were stopped.", _TODAY, {"mail.filtered": Counted(6, 6, 0, 0, _DAY)}, Standing.KEPT),
        Example("One came through.", _TODAY, {"mail.filtered": Counted(6, 5, 1, 0, _DAY)}, Standing.BROKEN),
        Example(
            "One was not seen again, stopped or not.",
            _TODAY,
            {"mail.filtered": Counted(6, 5, 0, 1, _DAY)},
            Standing.NOT_KNOWN,
        ),
        Example(
            "Nothing was counted: an empty list shows nothing.",
            _TODAY,
            {"mail.filtered": Counted(0, 0, 0, 0, _DAY)},
            Standing.NOT_KNOWN,
        ),
        Example(
            "The count is too old to speak for today.",
            date(2027, 6, 1),
            {"mail.filtered": Counted(6, 6, 0, 0, _DAY)},
            Standing.NOT_KNOWN,
        ),
    ),
)
def judge(*, filtered: Counted | None, today: date) -> Finding | None:
    return counted(
        filtered,
        today,
        things="test messages",
        good="were stopped",
        late="let through",
        unknown="never arrived anywhere",
        days=92,
    )
