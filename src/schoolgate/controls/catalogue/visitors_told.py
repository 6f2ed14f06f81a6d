"""Are visitors and helpers told the rules before they meet children?"""

from dataclasses import replace
from datetime import date

from schoolgate.controls.answers import asked, counted
from schoolgate.controls.contract import Ask, Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Confirmed, Counted

_ASK = Ask(
    "Look at the sign-in book: visitors and helpers are given the rules as they sign in",
    "office",
    "agreements.visitors_told",
    2,
)
_DAY = date(2026, 11, 2)
_DONE = Confirmed("Lena Frost", "office", date(2026, 10, 6), date(2026, 12, 18))


@control(
    title="Visitors and helpers are told the rules",
    topics=("visitors.rules",),
    owner="office",
    rhythm="termly",
    ask=_ASK,
    examples=(
        Example(
            "The office looked this term.", date(2026, 11, 3), {"agreements.visitors_told": _DONE}, Standing.DECLARED
        ),
        Example(
            "Last term’s word does not speak for this one.",
            date(2027, 1, 11),
            {"agreements.visitors_told": _DONE},
            Standing.NOT_KNOWN,
        ),
        Example(
            "Contractors had gone in without them.",
            date(2026, 11, 3),
            {"agreements.visitors_told": replace(_DONE, so=False)},
            Standing.BROKEN,
        ),
        Example(
            "Everybody who came accepted the rule on telephones at the door.",
            date(2026, 11, 3),
            {"door.rule_accepted": Counted(212, 212, 0, 0, _DAY)},
            Standing.KEPT,
        ),
        Example(
            "Two came in without accepting it: what is measured speaks before a word does.",
            date(2026, 11, 3),
            {"door.rule_accepted": Counted(212, 210, 2, 0, _DAY), "agreements.visitors_told": _DONE},
            Standing.BROKEN,
        ),
        Example(
            "A sheet of paper did not say whether they had.",
            date(2026, 11, 3),
            {"door.rule_accepted": Counted(212, 204, 0, 8, _DAY)},
            Standing.NOT_KNOWN,
        ),
    ),
)
def judge(*, visitors_told: Confirmed | None, rule_accepted: Counted | None, today: date) -> Finding:
    """What the door measured this term; where nobody signs in there, the office's word."""
    measured = counted(
        rule_accepted,
        today,
        things="visits this term",
        good="began with the rule on telephones accepted",
        late="did not",
        unknown="were not asked",
    )
    return measured or asked(visitors_told, _ASK, "termly", today)
