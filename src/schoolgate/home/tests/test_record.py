"""The permanent record's page, asked for as a browser asks."""

from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from schoolgate.frame.templatetags.schoolgate import moment
from schoolgate.ledger.actions import school_chain
from schoolgate.ledger.queries import lines
from schoolgate.people.models import School


def test_it_works(client: Client, school: School) -> None:
    assert "added the school" in client.get(f"/schools/{school.ref}/record/").content.decode()


def test_times_are_told_by_the_schools_own_clock(client: Client, school: School) -> None:
    zone = ZoneInfo("Pacific/Kiritimati")
    School.objects.filter(pk=school.pk).update(time_zone=zone.key)
    at = lines(school_chain(school.ref), labels=["school"])[0].at
    there = moment(at.astimezone(zone).replace(tzinfo=None))
    assert there in client.get(f"/schools/{school.ref}/record/").content.decode()


@pytest.mark.parametrize("before", ["9" * 30, "9" * 5000, "²", "no number"])
def test_asked_from_no_real_place_it_begins_at_its_end(client: Client, school: School, before: str) -> None:
    page = client.get(f"/schools/{school.ref}/record/", {"before": before})
    assert "added the school" in page.content.decode()
