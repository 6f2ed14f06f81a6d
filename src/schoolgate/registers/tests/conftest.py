"""A school with a head who looks after Schoolgate, and a policy in force."""

import pytest

from schoolgate.evidence.tests.a_school import ACTOR, LONG_AGO, amara, with_policy, works_as
from schoolgate.people.models import School

__all__ = ["ACTOR", "LONG_AGO", "amara", "works_as"]
POLICY = "# Online Safety Policy\n\nStaff lock their screens. IT support updates every laptop each week.\n"


@pytest.fixture
def school(db: None) -> School:
    return with_policy(POLICY)
