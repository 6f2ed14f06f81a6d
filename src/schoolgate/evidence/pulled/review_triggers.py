"""What calls for an early review of the policy and has had none, and when the last that had one had it."""

from datetime import date, datetime

from schoolgate.evidence.pulling import of_its_life, pulls
from schoolgate.people.models import School
from schoolgate.policy import kinds
from schoolgate.policy import queries as policies
from schoolgate.vocabulary.shapes import OpenTriggers


@pulls("policy.triggers", days=of_its_life, dated=True, rests_on=kinds.REVIEWS)
def pull(school: School, on: date, known_at: datetime | None) -> OpenTriggers:
    raised = policies.triggers(school, on, known_at)
    still = sorted((one for one in raised if one.answered_on is None), key=lambda one: (one.due, one.raised_on))
    last = max((one.answered_on for one in raised if one.answered_on is not None), default=None)
    if not still:
        return OpenTriggers(0, on, answered_on=last)
    return OpenTriggers(len(still), on, still[0].raised_on, still[0].kind, still[0].due, last)
