"""The facts of agreements, in counts and dates."""

from collections import Counter
from datetime import date, timedelta
from typing import Any, Final

from schoolgate.agreements.queries import signers, wording
from schoolgate.people.models import School
from schoolgate.policy.queries import in_force
from schoolgate.vocabulary.shapes import Counted

_READ: Final = "agreements.policy_read"
GOOD_FOR: Final = timedelta(days=14)  # where the clock stands still, the count is good for no longer


def counted(school: School, *, on: date) -> dict[str, Any]:
    """Who is away is not counted until they are back; who still has time is nobody we have heard from yet."""
    policy = in_force(school, on=on)
    asked = wording(school, policy.version) if policy else None
    if asked is None:
        return {_READ: None}
    states = Counter(one.state for one in signers(school, asked, on=on))
    good, late, waiting = states["signed"], states["late"], states["open"]
    if not good + late + waiting:
        return {_READ: None}
    return {_READ: Counted(good + late + waiting, good, late, waiting, on, on + GOOD_FOR)}
