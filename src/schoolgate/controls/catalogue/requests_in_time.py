"""Were requests about personal data answered inside the time the law gives?"""

from dataclasses import replace
from datetime import date

from schoolgate.controls.answers import asked
from schoolgate.controls.contract import Ask, Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Confirmed

_ASK = Ask(
    "Go through this term’s requests and complaints about personal data: each was answered in time",
    "dpo",
    "data.requests_in_time",
    5,
    nothing="There were none",
)
_DONE = Confirmed("Ruth Marsh", "dpo", date(2026, 10, 6), date(2026, 12, 18))


@control(
    title="Requests about personal data are answered in time",
    topics=("personal-data-transfer.lawful",),
    owner="dpo",
    rhythm="termly",
    ask=_ASK,
    examples=(
        Example(
            "There were none this term.",
            date(2026, 11, 3),
            {"data.requests_in_time": replace(_DONE, nothing=True)},
            Standing.DECLARED,
        ),
        Example(
            "Nobody has gone through them this term.",
            date(2027, 1, 11),
            {"data.requests_in_time": _DONE},
            Standing.NOT_KNOWN,
        ),
        Example(
            "One was a week late.",
            date(2026, 11, 3),
            {"data.requests_in_time": replace(_DONE, so=False)},
            Standing.BROKEN,
        ),
    ),
)
def judge(*, requests_in_time: Confirmed | None, today: date) -> Finding:
    return asked(requests_in_time, _ASK, "termly", today)
