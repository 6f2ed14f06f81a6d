import pytest

from schoolgate.people.models import School


@pytest.fixture
def school(db: None) -> School:
    return School.objects.create(name="Robin Hill Infant School")
