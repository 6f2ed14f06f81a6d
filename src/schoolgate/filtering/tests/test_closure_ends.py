"""How long one adult's word keeps a site closed: to the end of so many school days as were agreed, and whose word."""

from dataclasses import replace
from datetime import timedelta

import pytest

from schoolgate.filtering import actions
from schoolgate.filtering.agreed.setting import Setting
from schoolgate.filtering.models import SiteClosure
from schoolgate.filtering.tests.conftest import ACTOR, Hires
from schoolgate.filtering.tests.test_agreeing import agreed
from schoolgate.kernel.errors import DeniedError
from schoolgate.people.models import Person, School
from schoolgate.people.queries import calendar


@pytest.mark.parametrize("days", [1, 3])
def test_it_lasts_as_many_school_days_as_were_agreed(school: School, amara: Person, hires: Hires, days: int) -> None:
    agreed(school, replace(Setting(), closure_days=days), amara, hires("Ruth Lark", "dsl"))
    row = actions.close_at_once(school, "a.example", by=amara, why="It shows a cruel film.", actor=ACTOR)
    here = calendar(school)
    first, last = here.local_day(row.since), here.local_day(row.until - timedelta(seconds=1))
    after = [first + timedelta(days=each) for each in range(1, (last - first).days + 1)]
    assert sum(map(here.is_school_day, after)) == days
    assert here.is_school_day(last)


def test_it_is_an_adults_who_works_here(school: School, hires: Hires) -> None:
    with pytest.raises(DeniedError):
        actions.close_at_once(school, "a.example", by=hires("Leo Wren", "pupils"), why="I lost.", actor=ACTOR)
    assert not SiteClosure.objects.for_school(school).exists()
