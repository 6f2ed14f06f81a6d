"""Was a training programme put to those who decide on it?"""

from dataclasses import replace
from datetime import date

from schoolgate.controls.answers import asked, speaks_of
from schoolgate.controls.contract import Ask, Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Confirmed, PromiseFacts

_ASK = Ask(
    "Put the year’s training programme to the head and governors", "online-safety-lead", "training.programme", 15
)
_DONE = Confirmed("Ada Okoro", "online-safety-lead", date(2026, 10, 6), date(2027, 10, 6))
_ABOUT = r"programme|recommend|training needs|\bplan"


def _promise(text: str) -> PromiseFacts:
    return PromiseFacts(text, (), ("training-staff.regular",), ("online-safety-lead",))


@control(
    title="A training programme is put to the head and governors",
    topics=("training-staff.regular",),
    owner="online-safety-lead",
    rhythm="yearly",
    ask=_ASK,
    examples=(
        Example(
            "Put to them in October.",
            date(2026, 11, 3),
            {
                "policy.promise": _promise("The lead recommends a training programme to the head and governors."),
                "training.programme": _DONE,
            },
            Standing.DECLARED,
        ),
        Example(
            "Nothing was put to them since last year.",
            date(2027, 10, 7),
            {
                "policy.promise": _promise("The lead recommends a training programme to the head and governors."),
                "training.programme": _DONE,
            },
            Standing.NOT_KNOWN,
        ),
        Example(
            "It was never on an agenda.",
            date(2026, 11, 3),
            {
                "policy.promise": _promise("The lead recommends a training programme to the head and governors."),
                "training.programme": replace(_DONE, so=False),
            },
            Standing.BROKEN,
        ),
        Example(
            "The promise is about something else.",
            date(2026, 11, 3),
            {"policy.promise": _promise("Staff are trained every year."), "training.programme": _DONE},
            None,
        ),
    ),
)
def judge(*, promise: PromiseFacts | None, programme: Confirmed | None, today: date) -> Finding | None:
    return asked(programme, _ASK, "yearly", today) if speaks_of(promise, _ABOUT) else None
