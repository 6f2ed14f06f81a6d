"""The last review of the policy that was held."""

from datetime import date, datetime

from schoolgate.evidence.pulling import of_its_life, pulls
from schoolgate.people.models import School
from schoolgate.policy import kinds
from schoolgate.policy import queries as policies
from schoolgate.vocabulary.shapes import ReviewHeld


@pulls("policy.last_review", days=of_its_life, rests_on=kinds.REVIEWS)
def pull(school: School, on: date, known_at: datetime | None) -> ReviewHeld | None:
    held = policies.last_review(school, on, known_at)
    return None if held is None else ReviewHeld(held.held_on, held.next_due)
