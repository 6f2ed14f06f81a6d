"""Finding promises by a person's name: through the roles they hold today, not through the words of a sentence."""

from datetime import date, timedelta

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from schoolgate.frame.actor import operator
from schoolgate.home.tests import a_document
from schoolgate.home.tests.asking import words_of
from schoolgate.home.whose import among, matches, whose
from schoolgate.people import actions
from schoolgate.people.access import today
from schoolgate.people.models import School
from schoolgate.people.queries import Holder
from schoolgate.policy import actions as policies
from schoolgate.policy.models import Version
from schoolgate.reading.formats import extract
from schoolgate.reading.model import PostHolder
from schoolgate.reading.read import read

BY = operator("test")


def holds(school: School, name: str, role: str) -> None:
    person = actions.add_person(school, name, actor=BY)
    actions.give_role(person, role, actor=BY, valid_from=today(school) - timedelta(days=30))


def asked(client: Client, school: School, question: str) -> str:
    return words_of(client.get(f"/schools/{school.ref}/policy/?{question}"))


def test_a_name_finds_what_the_persons_roles_must_do(client: Client, school: School, in_force: Version) -> None:
    holds(school, "Tomás Ó Briain-Hale", "dsl")
    text = asked(client, school, "name=tomas+hale")
    assert "Tomás Ó Briain-Hale : Safeguarding lead. 1 of 5 promises." in text
    assert a_document.FILTER in text
    assert a_document.LOGS not in text
    assert "What binds all staff" in text


def test_who_holds_the_role_now_is_found_and_who_held_it_is_not(
    client: Client, school: School, in_force: Version
) -> None:
    person = actions.add_person(school, "Ines Marlowe", actor=BY)
    day = today(school)
    actions.give_role(person, "dsl", actor=BY, valid_from=day - timedelta(days=30), valid_to=day - timedelta(days=9))
    text = asked(client, school, "name=Marlowe")
    assert "Nobody called “Marlowe” holds a role here." in text
    assert a_document.FILTER not in text
    assert whose(school, "marlowe", day - timedelta(days=20)).roles == {"dsl", "safeguarding-team"}


def test_a_name_goes_with_the_other_ways_to_find(client: Client, school: School, in_force: Version) -> None:
    holds(school, "Tom Ferreira", "dsl")
    holds(school, "Tom Ferreira", "it-lead")
    assert "Safeguarding lead" in asked(client, school, "name=ferreira&words=filter")
    both = asked(client, school, "name=ferreira&about=monitoring")
    assert a_document.FILTER in both
    assert a_document.LOGS in both
    assert "No promise is like that." in asked(client, school, "name=ferreira&words=swimming")


def test_a_heading_shows_what_stands_under_it(client: Client, school: School) -> None:
    words = "# Online Safety\n\n## Phones\n\nStaff must lock phones away.\n\n## Mail\n\nStaff must use school email.\n"
    version = policies.keep_version(
        school, read(extract(words.encode(), "policy.md")), filename="policy.md", data=b"the file", actor=BY
    )
    day = today(school)
    policies.put_in_force(version, body="governing-body", ratified_on=day, actor=BY, actor_name="operator")
    text = asked(client, school, "part=Phones")
    assert "1 of 2 promises." in text
    assert "Staff must lock phones away." in text
    assert "Staff must use school email." not in text
    assert "0 of 2" not in asked(client, school, "part=Nowhere")
    assert "No promise is like that." in asked(client, school, "part=Nowhere")


def test_no_child_and_no_parent_is_found_by_name(client: Client, school: School, in_force: Version) -> None:
    holds(school, "Wren Oakley", "pupils")
    assert "Nobody called “Oakley” holds a role here." in asked(client, school, "name=Oakley")


def test_whom_the_policy_names_is_found_only_where_nobody_holds_the_role() -> None:
    named = (PostHolder("dsl", "Ada Finch", "DSL: Ada Finch"),)
    assert among("finch", (), named).roles == {"dsl", "safeguarding-team"}
    held = Holder("person_1", "Ben Lark", "dsl", False, date(2026, 9, 1), None)
    assert among("finch", (held,), named).people == ()


@pytest.mark.parametrize(
    ("typed", "name", "found"),
    [
        ("sian", "Siân Prothero-Lane", True),
        ("prothero-lane", "Siân Prothero-Lane", True),
        ("Mrs O’Neill", "Aoife O'Neill", True),
        ("lane sian", "Siân Prothero-Lane", True),
        ("ann", "Joanna Petrie", False),
        ("", "Joanna Petrie", False),
        ("Mrs", "Joanna Petrie", False),
    ],
)
def test_a_name_as_people_type_it(typed: str, name: str, found: bool) -> None:
    assert matches(typed, name) is found


@given(st.text(alphabet="abéÉ '’-", max_size=20))
def test_whatever_has_letters_matches_itself(name: str) -> None:
    assert matches(name, name) is any(letter.isalpha() for letter in name)
