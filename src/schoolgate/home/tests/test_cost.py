"""What a page costs in queries: at most fifteen, and none more for a longer policy."""

import pytest
from django.db import connection
from django.db.models.signals import post_init
from django.test import Client
from django.test.utils import CaptureQueriesContext

from schoolgate.home.tests import a_document
from schoolgate.home.tests.asking import opened
from schoolgate.home.tests.conftest import OPERATOR
from schoolgate.people import actions as people
from schoolgate.people.access import today
from schoolgate.people.models import Person, School
from schoolgate.policy.models import Version

MOST = 15
PAGES = ("", "policy/", "friday/", "frameworks/", "jobs/", "governors/", "record/", "people/", "open")


def queries(client: Client, address: str) -> list[str]:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(address).status_code == 200
    return [one["sql"] for one in asked.captured_queries]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_costs_at_most_fifteen_queries(client: Client, school: School, in_force: Version, page: str) -> None:
    address = opened(client, school, a_document.FILTER) if page == "open" else f"/schools/{school.ref}/{page}"
    client.get(address)
    asked = queries(client, address)
    assert len(asked) <= MOST, "\n".join(asked)


def test_a_longer_staff_costs_no_more(client: Client, school: School, in_force: Version) -> None:
    address = opened(client, school, a_document.FILTER)
    client.get(address)
    before = len(queries(client, address))
    for number in range(12):
        person = people.add_person(school, f"Ada Fern {number}", actor=OPERATOR)
        people.give_role(person, "dsl", actor=OPERATOR, valid_from=today(school))
    cold = len(queries(client, address))  # everything is reckoned anew
    assert cold <= MOST + 12
    assert len(queries(client, address)) == before


def test_a_longer_roll_costs_the_record_no_more(client: Client, school: School) -> None:
    governor = people.add_person(school, "Grace Okafor", actor=OPERATOR)
    parent = people.add_person(school, "Michael Adeyemi", actor=OPERATOR)
    for person, role in ((governor, "governors"), (parent, "governors"), (parent, "parents")):
        people.give_role(person, role, actor=OPERATOR, valid_from=today(school))
    for number in range(12):
        pupil = people.add_person(school, f"Wren Fern {number}", actor=OPERATOR)
        people.give_role(pupil, "pupils", actor=OPERATOR, valid_from=today(school))
    unlocked = set[str]()

    def met(instance: Person, **_rest: object) -> None:
        unlocked.add(instance.name)

    post_init.connect(met, sender=Person)
    try:
        client.get(f"/schools/{school.ref}/record/")
    finally:
        post_init.disconnect(met, sender=Person)
    assert unlocked == {"Amara Whitlock", "Grace Okafor"}
