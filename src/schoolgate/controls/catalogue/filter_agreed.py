"""Did the head and the safeguarding lead sign the setting that the filter runs on, and within the year?

Where one person is both, a deputy or the chair of governors signs with them; the provider's technician never does.
"""

from dataclasses import replace
from datetime import date
from typing import Final

from schoolgate.controls.answers import day, lasting
from schoolgate.controls.contract import Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import AgreedFilter
from schoolgate.vocabulary.roles import in_a_sentence

_FIRST: Final = frozenset({"head", "dsl"})
_SECOND: Final = ("head", "dsl", "deputy-dsl", "chair")
_TODAY = date(2026, 11, 3)
_SIGNED = AgreedFilter(3, date(2026, 10, 6), ("head", "dsl"), date(2027, 10, 6))


@control(
    title="The filter’s setting is signed by the head and the safeguarding lead",
    topics=("filter-change.two-person",),
    owner="head",
    rhythm="yearly",
    examples=(
        Example("Both signed it in October.", _TODAY, {"filtering.agreed": _SIGNED}, Standing.KEPT),
        Example(
            "The head is the safeguarding lead, so the deputy signed too.",
            _TODAY,
            {"filtering.agreed": replace(_SIGNED, roles=("head", "deputy-dsl"))},
            Standing.KEPT,
        ),
        Example(
            "Only the head signed.", _TODAY, {"filtering.agreed": replace(_SIGNED, roles=("head",))}, Standing.BROKEN
        ),
        Example(
            "A technician signed in the place of a leader.",
            _TODAY,
            {"filtering.agreed": replace(_SIGNED, roles=("head", "it-lead"))},
            Standing.BROKEN,
        ),
        Example("Nobody has looked for a year.", date(2027, 10, 7), {"filtering.agreed": _SIGNED}, Standing.NOT_KNOWN),
    ),
)
def judge(*, agreed: AgreedFilter | None, today: date) -> Finding | None:
    if agreed is None or agreed.on > today:
        return None
    roles = sorted({role for role in agreed.roles if role in _SECOND}, key=_SECOND.index)
    said = " and ".join(in_a_sentence(role) for role in roles) or "nobody who may"
    because = (
        f"Version {agreed.version} of the filter’s setting, in force since {day(agreed.on)}, was signed by {said}."
    )
    if len(roles) < 2 or not _FIRST.intersection(roles):
        finding = Finding(Standing.BROKEN, f"{because} Two people must sign, the head and the safeguarding lead.")
    else:
        finding = Finding(Standing.KEPT, because)
    return finding if agreed.until is None else lasting(finding, agreed.until, today)
