"""The made-up trust: several schools beside the made-up one, each with a policy in force, by a seed."""

from pathlib import Path

import pytest

from schoolgate.evidence.queries import standing
from schoolgate.frame.actor import system
from schoolgate.people.access import today
from schoolgate.people.models import School, Trust
from schoolgate.site.demo import trust
from schoolgate.site.demo.school import POLICY, RATIFIED

HEAD = ("Amara Whitlock", "head@robinhill.example", "three-small-owls")


@pytest.mark.django_db
def test_it_works() -> None:
    made = trust.make(HEAD, Path(POLICY), RATIFIED, many=3, seed=1, actor=system("test"))
    schools = list(School.objects.filter(trust=made))
    assert len({school.name for school in schools}) == 3
    assert Trust.objects.count() == 1
    found = [standing(school, on=today(school)) for school in schools]
    assert [len(one.promises) > 120 for one in found if one] == [True] * 3
