"""The school's own pages, used as a head uses them: everybody, one person, oneself, and a delegation's letter."""

import re
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client

from schoolgate.frame.actor import operator
from schoolgate.people import actions, opening, queries
from schoolgate.people.access import roles_of, today
from schoolgate.people.models import Account, Person, School

ACTOR = operator("test")
PASSWORD = "three plain words here"
LONG_AGO = date(2025, 9, 1)


@pytest.fixture
def school(db: None) -> School:
    return actions.add_school(name="Robin Hill Infant School", actor=ACTOR)


@pytest.fixture
def amara(school: School) -> Person:
    """The administrator, who is the head as well."""
    person = opening.add_administrator(school, "Amara Whitlock", "amara@robinhill.example", PASSWORD, actor=ACTOR)
    actions.give_role(person, "head", actor=ACTOR, valid_from=LONG_AGO)
    return person


@pytest.fixture
def head(amara: Person) -> Client:
    return signed_in("amara@robinhill.example")


def signed_in(email: str) -> Client:
    client = Client()
    client.force_login(Account.objects.get(email=email))
    return client


def somebody(school: School, name: str, *roles: str, email: str = "") -> Person:
    person = actions.add_person(school, name, actor=ACTOR)
    if email:
        actions.give_sign_in(person, opening.add_account(email, PASSWORD, actor=ACTOR), actor=ACTOR)
    for role in roles:
        actions.give_role(person, role, actor=ACTOR, valid_from=LONG_AGO)
    return person


def words(response: Any) -> str:
    """What a person reads of a page, white space folded."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def boxes(name: str, day: date) -> dict[str, str]:
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}


def change(client: Client, person: Person, do: str, **given: str) -> Any:
    address = f"/schools/{person.school.ref}/people/{person.ref}/change/"
    return client.post(address, {"do": do, **given}, follow=True)


def test_it_works(head: Client, school: School) -> None:
    given = {"name": "Kit Sparrow", "role": "teachers", "email": "kit@robinhill.example"}
    shown = head.post(f"/schools/{school.ref}/people/new/", given)
    password = re.search(r'class="sg-code">([^<]+)<', shown.content.decode())
    assert password is not None
    page = words(head.get(f"/schools/{school.ref}/people/"))
    assert "Kit Sparrow Teacher Yes" in page
    client = Client()
    client.post("/account/login/", {"login": "kit@robinhill.example", "password": password[1]})
    assert client.get(f"/schools/{school.ref}/me/").status_code == 200


def test_what_needs_a_look_is_told(head: Client, school: School) -> None:
    lark = somebody(school, "Lark Dale", "dsl")
    somebody(school, "Wren Hill")
    day = today(school)
    actions.give_role(
        somebody(school, "Jay Stone"), "it-lead", actor=ACTOR, valid_from=LONG_AGO,
        valid_to=day + timedelta(days=3), company="Fieldfare Networks",
    )  # fmt: skip
    deputy = somebody(school, "Dove Marsh", "deputy-dsl")
    for ends in (day + timedelta(days=5), day - timedelta(days=5)):
        actions.delegate(lark, deputy, "dsl", actor=ACTOR, valid_from=day - timedelta(days=20), valid_to=ends)
    page = words(head.get(f"/schools/{school.ref}/people/"))
    meanwhile = "Until somebody does, Amara Whitlock must act."
    assert f"Roles nobody holds Online safety lead {meanwhile} Online safety governor {meanwhile} Chair" in page
    assert "Hold no role Wren Hill" in page
    assert "Jay Stone : IT support, Fieldfare Networks" in page
    assert "Lark Dale to Dove Marsh: ends on" in page
    assert "Lark Dale to Dove Marsh: ended on" in page
    assert "Cannot sign in Dove Marsh , Jay Stone , Lark Dale" in page
    filtered = words(head.get(f"/schools/{school.ref}/people/", {"role": "dsl"}))
    assert "One person, on" in filtered
    assert "Wren Hill" not in filtered.partition("Cannot sign in")[0]


def test_a_role_nobody_holds_or_can_stand_in_for_says_so(school: School) -> None:
    opening.add_administrator(school, "Ash Bramley", "ash@robinhill.example", PASSWORD, actor=ACTOR)
    page = words(signed_in("ash@robinhill.example").get(f"/schools/{school.ref}/people/"))
    assert "Chair of governors Nobody can act meanwhile." in page
    somebody(school, "Grace Okafor", "chair")
    page = words(signed_in("ash@robinhill.example").get(f"/schools/{school.ref}/people/"))
    assert "Headteacher Until somebody does, Grace Okafor must act." in page


def test_families_are_shown_only_when_asked_for_and_a_pupil_never(head: Client, school: School) -> None:
    somebody(school, "Pip Finch", "parents")
    pupil = somebody(school, "Robyn Teal", "pupils")
    assert "Pip Finch" not in words(head.get(f"/schools/{school.ref}/people/"))
    assert "Pip Finch" in words(head.get(f"/schools/{school.ref}/people/", {"role": "parents"}))
    for role in ("", "pupils"):
        assert "Robyn Teal" not in words(head.get(f"/schools/{school.ref}/people/", {"role": role}))
    assert head.get(f"/schools/{school.ref}/people/{pupil.ref}/").status_code == 404
    assert change(head, pupil, "give", role="head", **boxes("first", LONG_AGO)).status_code == 404


def test_a_role_is_given_corrected_and_ended(head: Client, school: School) -> None:
    kit, day = somebody(school, "Kit Sparrow"), today(school)
    told = words(change(head, kit, "give", role="dsl", **boxes("first", day)))
    assert "Kit Sparrow is safeguarding lead from" in told
    early = day - timedelta(days=9)
    change(head, kit, "correct", role="dsl", was_from=day.isoformat(), **boxes("first", early))
    assert roles_of(kit, early) == {"dsl"}
    change(head, kit, "end", role="dsl", **boxes("last", day - timedelta(days=1)))
    assert roles_of(kit, day) == frozenset()


@pytest.mark.parametrize(
    ("do", "given", "told"),
    [
        ("give", {}, "Choose the role"),
        ("give", {"role": "it-lead", "company": "Fieldfare", **boxes("first", LONG_AGO)}, "contract's end"),
        (
            "give",
            {"role": "dsl", **boxes("first", LONG_AGO), **boxes("last", date(2025, 8, 1))},
            "before the first day",
        ),
        ("end", {"role": "dsl", "last-day": "31"}, "not a date in the calendar"),
        ("correct", {"role": "head", "was_from": "then", **boxes("first", LONG_AGO)}, "not said which"),
        ("close", {}, "nobody would be left"),
        ("leave", boxes("last", LONG_AGO), "nobody would be left"),
        ("away", boxes("first", LONG_AGO), "Give the day back"),
        ("pass-on", {"work": "head", "to": "nobody"}, "is not one of the available choices"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_is_told_and_nothing_changes(
    head: Client, amara: Person, do: str, given: dict[str, str], told: str
) -> None:
    before = roles_of(amara, today(amara.school))
    response = change(head, amara, do, **given)
    assert (response.status_code, told in words(response)) == (400, True), words(response)
    assert roles_of(amara, today(amara.school)) == before


def test_whoever_ends_a_role_of_their_own_signs_in_anew(head: Client, school: School, amara: Person) -> None:
    told = change(head, amara, "end", role="administrator", **boxes("last", today(school) - timedelta(days=1)))
    assert told.redirect_chain[-1][0].startswith("/account/login/")
    assert roles_of(amara, today(school)) == {"head"}


def test_somebody_leaves_in_one_press(head: Client, school: School) -> None:
    kit = somebody(school, "Kit Sparrow", "teachers", "dsl", email="kit@robinhill.example")
    yesterday = today(school) - timedelta(days=1)
    assert "leaves on" in words(change(head, kit, "leave", **boxes("last", yesterday)))
    assert signed_in("kit@robinhill.example").get(f"/schools/{school.ref}/me/").status_code == 404
    assert "Kit Sparrow" not in words(head.get(f"/schools/{school.ref}/people/"))


def test_i_say_myself_that_i_am_away_and_who_does_my_work_is_told(school: School, head: Client) -> None:
    lark = somebody(school, "Lark Dale", "dsl", email="lark@robinhill.example")
    somebody(school, "Dove Marsh", "deputy-dsl")
    me, day = signed_in("lark@robinhill.example"), today(school)
    address = f"/schools/{school.ref}/me/"
    given = {"do": "away", **boxes("first", day), **boxes("back", day + timedelta(days=3))}
    page = words(me.post(address, given, follow=True))
    assert "Safeguarding lead: Dove Marsh Deputy safeguarding lead, since Lark Dale is away until" in page
    me.post(address, {"do": "back"})
    assert queries.acting(school, "dsl", day).person == lark.ref
    refused = me.post(address, {"do": "away", **boxes("first", day), **boxes("back", day)})
    assert refused.status_code == 400


def test_a_parent_has_a_page_about_themselves_and_comes_to_it(school: School) -> None:
    somebody(school, "Pip Finch", "parents", email="pip@home.example")
    client = signed_in("pip@home.example")
    page = words(client.get("/", follow=True))
    assert "No page that shows a child by name" in page
    assert "away" not in page
    assert client.post(f"/schools/{school.ref}/me/", {"do": "back"}).status_code == 403


def test_work_passed_on_has_a_letter_for_those_it_concerns(head: Client, school: School, amara: Person) -> None:
    lark = somebody(school, "Lark Dale", "teachers", email="lark@robinhill.example")
    somebody(school, "Jay Stone", "teachers", email="jay@robinhill.example")
    day = today(school)
    given = {"work": "head", "area": "website-publishing", "to": lark.ref}
    given |= {**boxes("first", day), **boxes("last", day + timedelta(days=20))}
    page = change(head, amara, "pass-on", **given).content.decode()
    letter = re.search(r'href="([^"]+/passed-on/[^"]+)"', page)
    assert letter is not None
    told = words(signed_in("lark@robinhill.example").get(letter[1]))
    assert "Amara Whitlock passes this work to Lark Dale." in told
    assert signed_in("jay@robinhill.example").get(letter[1]).status_code == 404
    assert signed_in("lark@robinhill.example").post(f"{letter[1]}end/").status_code == 403
    assert queries.acting(school, "head", day, area="website-publishing").person == lark.ref
    head.post(f"{letter[1]}end/")
    assert queries.acting(school, "head", day, area="website-publishing").person == amara.ref


def test_a_role_given_to_oneself_is_told_until_another_leader_agrees(
    head: Client, school: School, amara: Person
) -> None:
    chair = somebody(school, "Robin Fell", "chair", email="chair@robinhill.example")
    change(head, amara, "give", role="dsl", **boxes("first", today(school)))
    assert "Given to themselves Amara Whitlock : Safeguarding lead" in words(head.get(f"/schools/{school.ref}/people/"))
    address = f"/schools/{school.ref}/people/{amara.ref}/agree/"
    assert head.post(address, {"role": "dsl"}).status_code == 403
    signed_in("chair@robinhill.example").post(address, {"role": "dsl"})
    assert "Given to themselves" not in words(head.get(f"/schools/{school.ref}/people/"))
    assert chair.ref != amara.ref
