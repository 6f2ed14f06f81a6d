"""When people were last asked about the policy, and who, from the policy's own room."""

from datetime import date, datetime

from schoolgate.evidence.pulling import of_its_life, pulls
from schoolgate.people.models import School
from schoolgate.policy import kinds
from schoolgate.policy import queries as policies
from schoolgate.vocabulary.shapes import Consultation


@pulls("policy.consultation", days=of_its_life, rests_on=kinds.REVIEWS)
def pull(school: School, on: date, known_at: datetime | None) -> Consultation | None:
    return policies.last_consultation(school, on, known_at)
