"""The pages on access: counts by class, who waits and why, the head's switch and rulings, and what teachers see."""

from collections.abc import Callable

import pytest
from django.test import Client

from schoolgate.agreements import actions
from schoolgate.agreements.models import AccessRuling, GateSwitch
from schoolgate.agreements.tests.some_class import Robins
from schoolgate.people import actions as people
from schoolgate.people import opening
from schoolgate.people.access import today
from schoolgate.people.models import Account, Person, School

type Enter = Callable[[str], Client]


@pytest.fixture
def robins(school: School, amara: Person) -> Robins:
    return Robins(school, amara)


@pytest.fixture
def head(robins: Robins, works_as: Enter) -> Client:
    return works_as("head")


def address(robins: Robins, of: str | None = None) -> str:
    return f"/schools/{robins.school.ref}/access/" + (f"{of}/" if of else "")


def words(client: Client, where: str) -> str:
    answer = client.get(where)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_first_line_says_how_many_wait(robins: Robins, head: Client) -> None:
    robins.signs(robins.children[0])

    told = words(head, address(robins))

    # Zoë and Sam; Ada and Amara, who signed nothing yet.
    assert "4 people wait for access." in told
    assert "nothing is closed by it yet" in told


def test_a_class_says_who_waits_and_why(robins: Robins, head: Client) -> None:
    leo, zoe, _ = robins.children
    robins.signs(leo)
    robins.signs(zoe, kinds=("home-school", "remote-learning"))

    told = words(head, address(robins, robins.group.ref))

    assert "Robin: 2 people wait." in told
    assert "“Internet code of practice” is not signed." in told
    assert "The device cannot tell who holds it. 2 children may not use a school device" in told
    assert "nothing measures it" in told


def test_the_head_switches_it_on_and_off_by_a_press(robins: Robins, head: Client) -> None:
    where = address(robins, robins.group.ref)

    assert head.post(where, {"do": "on"}).status_code == 302
    assert "what waits is closed" in words(head, where)
    head.post(where, {"do": "lessons"})
    assert "uses class devices in lessons that an adult leads" in words(head, where)
    head.post(where, {"do": "no-lessons"})
    head.post(where, {"do": "off"})
    assert not GateSwitch.objects.for_school(robins.school).as_of(today(robins.school)).exists()


def test_the_head_rules_for_one_by_name_and_ends_it(robins: Robins, head: Client) -> None:
    where, zoe, day = address(robins, robins.group.ref), robins.children[1], today(robins.school)
    parts = {"day": day.day, "month": day.month, "year": day.year}
    days = {f"{name}-{part}": value for name in ("first", "last") for part, value in parts.items()}
    given = {"do": "rule", "person": zoe.ref, "thing": "internet", "verb": "opens", "why": "The post is late", **days}

    assert head.post(where, given | {"why": ""}).status_code == 422
    assert head.post(where, given | {"last-year": day.year - 1}).status_code == 422
    assert head.post(where, given).status_code == 302
    assert "The post is late." in words(head, where)
    assert robins.asked(zoe).is_open

    row = AccessRuling.objects.for_school(robins.school).known().get()
    head.post(where, {"do": "end", "ruling": row.ref})
    assert not robins.asked(zoe).is_open


def test_adults_have_a_page_of_their_own(robins: Robins, head: Client) -> None:
    told = words(head, address(robins, "adults"))

    assert "Ada Quill" in told
    assert "Leo" not in told


def test_the_office_looks_and_switches_nothing(robins: Robins, works_as: Enter) -> None:
    office = works_as("office")

    assert "Switch it on" not in words(office, address(robins, robins.group.ref))
    assert office.post(address(robins, robins.group.ref), {"do": "on"}).status_code == 403


def test_teachers_have_the_list_of_their_own_class_without_reasons(robins: Robins) -> None:
    account = opening.add_account("ada@robinhill.example", "three plain words here", actor=robins.head)
    people.give_sign_in(robins.ada, account, actor=robins.head)
    teacher = Client()
    teacher.force_login(Account.objects.get(email="ada@robinhill.example"))

    told = words(teacher, address(robins, robins.group.ref))

    assert "May not use them yet" in told
    assert "Zoë Brannigan" in told
    assert "is not signed" not in told
    assert "Adults" not in words(teacher, address(robins))
    assert teacher.get(address(robins, "adults")).status_code == 404


def test_what_cannot_be_is_refused_in_words(robins: Robins, head: Client) -> None:
    where = address(robins, robins.group.ref)

    assert head.post(where, {"do": "dance"}).status_code == 422
    assert head.get(address(robins, "no-such-class")).status_code == 404
    new = actions.draft(robins.school, "home-school", actor=robins.head)
    assert not new.approved_by
