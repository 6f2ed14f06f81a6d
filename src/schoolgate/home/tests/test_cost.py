"""What a page costs in queries: at most fifteen, and none more for a longer policy."""

from collections import OrderedDict
from collections.abc import Callable

import pytest
from django.db import connection
from django.db.models.signals import post_init
from django.test import Client
from django.test.utils import CaptureQueriesContext

from schoolgate.evidence import actions as evidence
from schoolgate.home.tests import a_document
from schoolgate.home.tests.asking import opened
from schoolgate.home.tests.conftest import OPERATOR
from schoolgate.ledger import kept
from schoolgate.people import actions as people
from schoolgate.people.access import today
from schoolgate.people.models import Person, School
from schoolgate.policy import actions as policies
from schoolgate.policy.models import Version
from schoolgate.vocabulary.shapes import Counted

MOST = 15
FIRST = 34  # of them two ask which directories are told, for the foot of every page
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


def counted(school: School, promise: str) -> None:
    day = today(school)
    evidence.put_fact(school, "accounts.own", Counted(3, 3, 0, 0, day), actor=OPERATOR, true_from=day)


def asked(school: School, promise: str) -> None:
    day = today(school)
    evidence.raise_job(school, kind="try", about="x", role="head", due=day, actor=OPERATOR, promise=promise, on=day)


def joined(school: School, promise: str) -> None:
    person = people.add_person(school, "Ada Fern", actor=OPERATOR)
    people.give_role(person, "dsl", actor=OPERATOR, valid_from=today(school))


def confirmed(school: School, promise: str) -> None:
    policies.answer_reading(school, promise, correction=None, actor=OPERATOR, actor_name="Joan Achebe")


def called_for(school: School, promise: str) -> None:
    policies.trigger_review(school, "incident", reason_ref="made-up:x", words="A page opened.", actor=OPERATOR)


@pytest.mark.parametrize("change", [counted, asked, joined, confirmed, called_for])
@pytest.mark.parametrize("page", PAGES)
def test_the_first_to_look_after_a_change_costs_no_more_than_fifteen(
    client: Client, school: School, in_force: Version, page: str, change: Callable[[School, str], None]
) -> None:
    found = opened(client, school, a_document.FILTER)
    address = found if page == "open" else f"/schools/{school.ref}/{page}"
    client.get(address)
    change(school, found.partition("open=")[2])
    asked = queries(client, address)
    # The governors' page counts the looks that were made, which is one more question after a change of anything.
    assert len(asked) <= MOST + (page == "governors/"), "\n".join(asked)


def test_the_very_first_page_reads_all_that_is_kept_afterwards(
    client: Client, school: School, in_force: Version, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a process, or since another policy was put in force: the policy, its life, the staff, the jobs, once each."""
    board = f"/schools/{school.ref}/"
    client.get(board)  # which begins the session
    monkeypatch.setattr(kept, "_kept", OrderedDict())
    first = queries(client, board)
    assert len(first) <= FIRST, "\n".join(first)


def test_a_longer_staff_costs_no_more(client: Client, school: School, in_force: Version) -> None:
    address = opened(client, school, a_document.FILTER)
    client.get(address)
    before = len(queries(client, address))
    for number in range(12):
        person = people.add_person(school, f"Ada Fern {number}", actor=OPERATOR)
        people.give_role(person, "dsl", actor=OPERATOR, valid_from=today(school))
    cold = len(queries(client, address))  # everything about the staff is reckoned anew
    assert cold <= MOST
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
