"""Did the governor and the lead sit down together this term?"""

from dataclasses import replace
from datetime import date

from schoolgate.controls.answers import asked, speaks_of
from schoolgate.controls.contract import Ask, Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Confirmed, PromiseFacts

_ASK = Ask(
    "Meet the online safety lead, and attach a short note", "online-safety-governor", "governance.governor_met_lead", 5
)
_DONE = Confirmed("Tom Hale", "online-safety-governor", date(2026, 10, 6), date(2026, 12, 18))
_ABOUT = r"\b(?:meet|met|report|monitor|visit|log)"


def _promise(text: str) -> PromiseFacts:
    return PromiseFacts(text, (), ("governor-reporting.governor-role",), ("online-safety-governor",))


@control(
    title="The online safety governor meets the lead each term",
    topics=("governor-reporting.governor-role",),
    owner="online-safety-governor",
    rhythm="termly",
    ask=_ASK,
    examples=(
        Example(
            "They met in October.",
            date(2026, 11, 3),
            {
                "policy.promise": _promise("The governor meets the lead and reports to the committee."),
                "governance.governor_met_lead": replace(_DONE, attached=1),
            },
            Standing.DECLARED,
        ),
        Example(
            "They have not met this term.",
            date(2027, 1, 11),
            {
                "policy.promise": _promise("The governor meets the lead and reports to the committee."),
                "governance.governor_met_lead": _DONE,
            },
            Standing.NOT_KNOWN,
        ),
        Example(
            "The meeting was put off.",
            date(2026, 11, 3),
            {
                "policy.promise": _promise("The governor meets the lead and reports to the committee."),
                "governance.governor_met_lead": replace(_DONE, so=False),
            },
            Standing.BROKEN,
        ),
        Example(
            "The promise is about something else.",
            date(2026, 11, 3),
            {
                "policy.promise": _promise("A governor for online safety is appointed."),
                "governance.governor_met_lead": _DONE,
            },
            None,
        ),
    ),
)
def judge(*, promise: PromiseFacts | None, governor_met_lead: Confirmed | None, today: date) -> Finding | None:
    return asked(governor_met_lead, _ASK, "termly", today) if speaks_of(promise, _ABOUT) else None
