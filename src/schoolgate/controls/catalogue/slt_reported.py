"""Did senior leaders have the lead’s report this half term?"""

from dataclasses import replace
from datetime import date

from schoolgate.controls.answers import asked, speaks_of
from schoolgate.controls.contract import Ask, Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Confirmed, PromiseFacts

_ASK = Ask("Give senior leaders the half term’s report", "online-safety-lead", "governance.slt_reported", 10)
_DONE = Confirmed("Ada Okoro", "online-safety-lead", date(2026, 9, 29), date(2026, 10, 23))
_ABOUT = r"report|senior|\bslt\b|leadership|governor"


def _promise(text: str) -> PromiseFacts:
    return PromiseFacts(text, (), ("roles-assigned.advice",), ("online-safety-lead",))


@control(
    title="The lead reports to senior leaders each half term",
    topics=("roles-assigned.advice",),
    owner="online-safety-lead",
    rhythm="half-termly",
    ask=_ASK,
    examples=(
        Example(
            "Given in September.",
            date(2026, 10, 12),
            {
                "policy.promise": _promise("The lead reports to the senior leadership team."),
                "governance.slt_reported": _DONE,
            },
            Standing.DECLARED,
        ),
        Example(
            "The next half term began and there was none.",
            date(2026, 11, 3),
            {
                "policy.promise": _promise("The lead reports to the senior leadership team."),
                "governance.slt_reported": _DONE,
            },
            Standing.NOT_KNOWN,
        ),
        Example(
            "It was not on the agenda.",
            date(2026, 10, 12),
            {
                "policy.promise": _promise("The lead reports to the senior leadership team."),
                "governance.slt_reported": replace(_DONE, so=False),
            },
            Standing.BROKEN,
        ),
        Example(
            "The promise is about something else.",
            date(2026, 10, 12),
            {"policy.promise": _promise("The lead keeps up to date with new risks."), "governance.slt_reported": _DONE},
            None,
        ),
    ),
)
def judge(*, promise: PromiseFacts | None, slt_reported: Confirmed | None, today: date) -> Finding | None:
    return asked(slt_reported, _ASK, "half-termly", today) if speaks_of(promise, _ABOUT) else None
