"""What calls for an early review of the policy and has had none, from the policy's own room."""

from datetime import date, datetime

from schoolgate.evidence.pulling import pulls
from schoolgate.people.models import School
from schoolgate.policy import queries as policies
from schoolgate.vocabulary.shapes import OpenTriggers


@pulls("policy.triggers")
def pull(school: School, on: date, known_at: datetime | None) -> OpenTriggers | None:
    found = policies.open_triggers(school, on, known_at)
    oldest = found[0] if found else None
    return OpenTriggers(len(found), on, oldest.raised_on if oldest else None, oldest.kind if oldest else "")
