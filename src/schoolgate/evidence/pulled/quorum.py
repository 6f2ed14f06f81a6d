"""How many were there when the policy in force was ratified, and how many were needed, from the policy's own room."""

from datetime import date, datetime

from schoolgate.evidence.pulling import of_its_life, pulls
from schoolgate.people.models import School
from schoolgate.policy import queries as policies
from schoolgate.vocabulary.shapes import Quorum


@pulls("policy.quorum", days=of_its_life, rests_on=frozenset())  # only putting a policy in force changes it
def pull(school: School, on: date, known_at: datetime | None) -> Quorum | None:
    return policies.quorum(school, on, known_at)
