"""Were enough governors there when the policy was ratified? A meeting without its quorum decides nothing."""

from datetime import date

from schoolgate.controls.contract import Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Quorum


@control(
    title="Enough governors were there when the policy was ratified",
    topics=("policy-review.ratification",),
    owner="chair",
    rhythm="yearly",
    examples=(
        Example("Seven, and four are needed.", date(2026, 11, 3), {"policy.quorum": Quorum(7, 4)}, Standing.KEPT),
        Example("Exactly as many as are needed.", date(2026, 11, 3), {"policy.quorum": Quorum(4, 4)}, Standing.KEPT),
        Example("One too few.", date(2026, 11, 3), {"policy.quorum": Quorum(3, 4)}, Standing.BROKEN),
        Example("Nobody entered how many were there.", date(2026, 11, 3), {"policy.quorum": Quorum(None, 4)}, None),
    ),
)
def judge(
    *,
    quorum: Quorum | None,
    today: date,  # noqa: ARG001 - every control is asked on a day
) -> Finding | None:
    if quorum is None or quorum.present is None or quorum.needed is None:
        return None
    were = f"{quorum.present} were there when it was ratified, and {quorum.needed} are needed"
    if quorum.present < quorum.needed:
        return Finding(Standing.BROKEN, f"{were}, so it has to be put to the governors again.")
    return Finding(Standing.KEPT, f"{were}.")
