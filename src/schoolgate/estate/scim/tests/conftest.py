"""Two schools, and an identity provider of the first, for its Microsoft 365."""

import pytest

from schoolgate.estate.scim.tests.a_provider import IdentityProvider, provider_of
from schoolgate.estate.tests.conftest import other, school
from schoolgate.people.models import School

__all__ = ["other", "school"]


@pytest.fixture
def entra(school: School) -> IdentityProvider:
    return provider_of(school)
