"""Have visitors and helpers given their word, as they came in, on telephones and pictures?

What they do afterwards nobody counts here, so it is their word, and never said to be measured."""

from datetime import date

from schoolgate.controls.answers import accepted, speaks_of
from schoolgate.controls.contract import Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Counted, PromiseFacts

_DAY, _TODAY = date(2026, 11, 2), date(2026, 11, 3)
_HELP = r"\bhelp|volunteer|school (?:visit|trip)"
_VISIT = r"visitor|contractor"


def _promise(text: str, *who: str) -> PromiseFacts:
    return PromiseFacts(text, (), ("mobile-phones-byod.not-near-children",), who)


_VISITORS = _promise("Visitors use no telephones near children.", "visitors")
_HELPERS = _promise("Parents use no telephones while they help at school.", "parents")


@control(
    title="Visitors and helpers have given their word on telephones and pictures",
    topics=("mobile-phones-byod.not-near-children", "photo-consent.devices"),
    owner="office",
    rhythm="termly",
    examples=(
        Example(
            "All who came accepted the rule.",
            _TODAY,
            {"policy.promise": _VISITORS, "door.rule_accepted": Counted(212, 212, 0, 0, _DAY)},
            Standing.DECLARED,
        ),
        Example(
            "Two came in without accepting it.",
            _TODAY,
            {"policy.promise": _VISITORS, "door.rule_accepted": Counted(212, 210, 2, 0, _DAY)},
            Standing.NOT_KNOWN,
        ),
        Example(
            "Every helper accepted it, whatever other visitors did.",
            _TODAY,
            {
                "policy.promise": _HELPERS,
                "door.rule_accepted": Counted(212, 210, 2, 0, _DAY),
                "door.helpers_accepted": Counted(40, 40, 0, 0, _DAY),
            },
            Standing.DECLARED,
        ),
        Example(
            "A helper was let in without.",
            _TODAY,
            {"policy.promise": _HELPERS, "door.helpers_accepted": Counted(40, 39, 1, 0, _DAY)},
            Standing.NOT_KNOWN,
        ),
        Example(
            "Nobody signs in at the door here.",
            _TODAY,
            {"policy.promise": _VISITORS},
            None,
        ),
        Example(
            "The promise binds staff alone.",
            _TODAY,
            {
                "policy.promise": _promise("Staff keep telephones in the staff room.", "staff"),
                "door.rule_accepted": Counted(212, 212, 0, 0, _DAY),
            },
            None,
        ),
    ),
)
def judge(
    *,
    promise: PromiseFacts | None,
    rule_accepted: Counted | None,
    helpers_accepted: Counted | None,
    today: date,
) -> Finding | None:
    helpers = _said(helpers_accepted, "helpers’ visits this term", today)
    visits = _said(rule_accepted, "visits this term", today)
    if promise is None:
        return visits or helpers
    if (speaks_of(promise, _HELP) or "volunteers" in promise.who) and "staff" not in promise.who:
        return helpers
    return visits if "visitors" in promise.who or speaks_of(promise, _VISIT) else None


def _said(given: Counted | None, who: str, today: date) -> Finding | None:
    what = "began with the rule on telephones and pictures accepted"
    return accepted(given, today, who=who, what=what, missing="did not")
