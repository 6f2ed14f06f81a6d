"""Asking for a day that cannot be shown: it is said, and today is what stands there."""

import re

from django.test import Client

from schoolgate.people.models import School
from schoolgate.policy.models import Version


def test_a_day_to_come_is_not_passed_off_as_today(client: Client, school: School, in_force: Version) -> None:
    page = client.get(f"/schools/{school.ref}/policy/?on-day=1&on-month=1&on-year=2999").text
    assert "1 January 2999 has not come yet. This is today." in page


def test_what_is_wrong_with_a_day_is_not_folded_away(client: Client, school: School, in_force: Version) -> None:
    address = f"/schools/{school.ref}/policy/"
    promise = re.search(r"open=(promise_\w+)", client.get(address).text)
    assert promise is not None
    page = client.get(f"{address}?open={promise[1]}&on-day=30&on-month=2&on-year=2026").text
    assert re.search(r"<details [^>]* open>.*not a date in the calendar", page, re.DOTALL)
