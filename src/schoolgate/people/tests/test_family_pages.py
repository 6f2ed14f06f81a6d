"""A child's family by page: a carer added, changed and ended, one person kept once, and what few may know."""

from datetime import date

import pytest
from django.test import Client

from schoolgate.frame.actor import operator
from schoolgate.people import actions
from schoolgate.people.access import today
from schoolgate.people.actions import Tie
from schoolgate.people.families import queries
from schoolgate.people.models import Account, Person, School

ACTOR = operator("test")
SINCE = date(2025, 9, 1)
ANN = {"do": "add", "name": "Ann O’Hara", "relation": "mother", "responsibility": "yes", "home": "1", "order": "1"}


@pytest.fixture
def school(db: None) -> School:
    return actions.add_school(name="Robin Hill Infant School", actor=ACTOR)


def somebody(school: School, name: str, role: str) -> Person:
    person = actions.add_person(school, name, actor=ACTOR)
    actions.give_role(person, role, actor=ACTOR, valid_from=SINCE)
    return person


def signed_in(school: School, role: str) -> Client:
    account = Account(email=f"{role}@robinhill.example")
    account.save()
    actions.give_sign_in(somebody(school, f"Pat {role}", role), account, actor=ACTOR)
    client = Client()
    client.force_login(account)
    return client


@pytest.fixture
def tess(school: School) -> Person:
    return somebody(school, "Tess O’Hara", "pupils")


@pytest.fixture
def page(school: School, tess: Person) -> str:
    return f"/schools/{school.ref}/pupils/{tess.ref}/family/"


def test_the_office_says_who_cares_for_a_child_and_how_they_are_reached(
    school: School, tess: Person, page: str
) -> None:
    office = signed_in(school, "office")
    assert "No carer of Tess" in office.get(page).content.decode()
    assert office.post(page, ANN | {"email": "ann@family.example"}).status_code == 302
    (ann,) = queries.carers_of(school, tess.ref, today(school))
    assert (ann.name, ann.relation, ann.responsibility, ann.home) == ("Ann O’Hara", "mother", "yes", 1)
    assert "ann@family.example" in office.get(page).content.decode()

    changed = {
        "do": "change",
        "person": ann.ref,
        "relation": "mother",
        "responsibility": "no",
        "home": "",
        "order": "2",
    }
    assert office.post(page, changed).status_code == 302
    assert "Signs for nothing." in office.get(page).content.decode()
    assert not queries.who_may_sign(school, tess.ref, today(school))
    assert office.post(page, {"do": "end", "person": ann.ref}).status_code == 302
    assert queries.carers_of(school, tess.ref, today(school)) == ()


def test_somebody_of_the_same_name_is_asked_about_and_kept_once(school: School, tess: Person, page: str) -> None:
    sam = somebody(school, "Sam O’Hara", "pupils")
    ann = somebody(school, "Ann O’Hara", "teachers")
    actions.set_carer(sam, ann, Tie("mother", "yes"), actor=ACTOR, valid_from=SINCE)
    office = signed_in(school, "office")
    asked = office.post(page, ANN | {"name": " ann  o’hara "})
    assert asked.status_code == 422
    assert "who cares for Sam O’Hara, who works here" in asked.content.decode()
    assert office.post(page, ANN | {"same": ann.ref}).status_code == 302
    (carer,) = queries.carers_of(school, tess.ref, today(school))
    assert (carer.ref, carer.staff) == (ann.ref, True)
    assert office.post(page, ANN | {"same": "new", "relation": "relative", "order": "2"}).status_code == 302
    assert len({one.ref for one in queries.carers_of(school, tess.ref, today(school))}) == 2


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"name": ""}, "Give their name."),
        ({"relation": ""}, "Choose what they are to the child."),
        ({"relation": "owl"}, "owl"),
        ({"home": "4"}, "4"),
        ({"email": "nobody"}, "address"),
        ({"name": "Tess O’Hara"}, ""),
    ],
)
def test_what_is_wrong_is_said_beside_its_box_and_nothing_is_half_kept(
    school: School, tess: Person, page: str, wrong: dict[str, str], told: str
) -> None:
    office, before = signed_in(school, "office"), Person.objects.for_school(school).count()
    answer = office.post(page, ANN | wrong)
    if told:
        assert (answer.status_code, told in answer.content.decode()) == (422, True)
        assert Person.objects.for_school(school).count() == before
        assert queries.carers_of(school, tess.ref, today(school)) == ()
    else:  # an adult may be called as the child is
        assert answer.status_code == 302


def test_what_protects_a_child_is_for_few(school: School, tess: Person, page: str) -> None:
    dsl, office = signed_in(school, "dsl"), signed_in(school, "office")
    said = {"do": "flag", "kind": "court-order", "words": "Not to be met by Mr Quillfeather."}
    assert office.post(page, said).status_code == 404
    assert dsl.post(page, said).status_code == 302
    assert "Quillfeather" in dsl.get(page).content.decode()
    told = office.get(page).content.decode()
    assert "Quillfeather" not in told
    assert "court order" not in told.lower()
    assert office.post(page, {"do": "unflag", "kind": "court-order"}).status_code == 403
    assert dsl.post(page, {"do": "unflag", "kind": "court-order"}).status_code == 302
    assert "Nothing is noted." in dsl.get(page).content.decode()


def test_a_child_of_another_school_has_no_family_here(school: School, page: str) -> None:
    other = actions.add_school(name="Wren Lane Primary School", actor=ACTOR)
    theirs = somebody(other, "Kit Sparrow", "pupils")
    assert signed_in(school, "office").get(f"/schools/{school.ref}/pupils/{theirs.ref}/family/").status_code == 404
