"""A school with a head who looks after Schoolgate, and a policy in force."""

import pytest

from schoolgate.evidence.tests.a_school import ACTOR, LONG_AGO, amara, with_policy, works_as
from schoolgate.people.models import School

__all__ = ["ACTOR", "LONG_AGO", "amara", "works_as"]
POLICY = """# Online Safety Policy

Staff must lock their screens whenever they leave them. Staff must report a worry within one day.
Teachers must check each site before a lesson. Governors must review this policy every year.
IT support must update every laptop each week. Pupils must not share passwords.
Parents must sign the agreement each September.
"""


@pytest.fixture
def school(db: None) -> School:
    return with_policy(POLICY)
