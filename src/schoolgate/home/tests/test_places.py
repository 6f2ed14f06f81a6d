"""The top bar: few ways, and behind each the pages that the visitor may see."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from schoolgate.frame.actor import operator
from schoolgate.home import places
from schoolgate.people import actions as people
from schoolgate.people import opening
from schoolgate.people.access import today
from schoolgate.people.models import School

OPERATOR = operator("test")
_LINK = re.compile(r'<a href="([^"]+)"( aria-current="(?:page|true)")?>([^<]+)</a>')


def bar(client: Client, address: str, label: str = "Main") -> dict[str, tuple[str, str]]:
    """The words of each way in a bar, with where it leads and how it is marked."""
    page = client.get(address).content.decode()
    found = re.search(rf'<nav [^>]*aria-label="{label}">(.*?)</nav>', page, re.DOTALL)
    return {words: (href, mark.strip()) for href, mark, words in _LINK.findall(found[1])} if found else {}


def works_as(school: School, *roles: str) -> Client:
    address = f"{roles[0]}@robinhill.example"
    person = people.add_person(school, "Ash Bramley", actor=OPERATOR)
    account = opening.add_account(address, "three plain words here", actor=OPERATOR)
    people.give_sign_in(person, account, actor=OPERATOR)
    for role in roles:
        people.give_role(person, role, actor=OPERATOR, valid_from=today(school))
    client = Client()
    client.force_login(account)
    return client


def test_a_head_sees_at_most_eight_ways(school: School) -> None:
    client = works_as(school, "head", "administrator")
    ways = bar(client, reverse("home.today", args=[school.ref]))
    assert list(ways) == [
        "Today", "Our policy", "People", "Agreements", "Web filter", "Monitoring", "Machines", "Record",
    ]  # fmt: skip


def test_no_way_has_more_than_eight_pages() -> None:
    assert {group.words: len(group.places) for group in places._groups() if len(group.places) > 8} == {}


def test_whom_to_turn_to_is_one_step_away_for_a_teacher(school: School) -> None:
    """They see no other page beside it, so it stands in the bar itself."""
    client = works_as(school, "teachers")
    turn = reverse("registers.agencies", args=[school.ref])
    assert bar(client, reverse("home.today", args=[school.ref]))["Whom to turn to"][0] == turn


def test_a_group_shows_its_pages_and_marks_where_we_are(school: School) -> None:
    client = works_as(school, "head")
    terms = reverse("people.terms", args=[school.ref])
    assert bar(client, terms)["People"][1] == 'aria-current="true"'
    within = bar(client, terms, "People")
    assert list(within) == [
        "People", "Classes", "Training", "Term dates", "The school", "Settings",
    ]  # fmt: skip
    agreements = bar(client, reverse("agreements.families", args=[school.ref]), "Agreements")
    assert list(agreements)[:3] == ["Families’ agreements", "Access", "Pictures"]
    assert within["Term dates"] == (terms, 'aria-current="page"')
    assert [words for words, (_, mark) in within.items() if mark] == ["Term dates"]


def test_every_way_of_the_bar_opens_for_whom_it_is_shown(school: School) -> None:
    for roles in (("it-lead",), ("office",), ("teachers",), ("chair",), ("dpo",), ("head", "administrator")):
        client = works_as(school, *roles)
        page = client.get(reverse("people.mine", args=[school.ref])).content.decode()
        first = re.search(r'<nav [^>]*aria-label="Main">(.*?)</nav>', page, re.DOTALL)
        assert first, roles
        ways = {href for href, _, _ in _LINK.findall(first[1])}
        for way in [*ways]:
            ways |= {href for href, _, _ in _LINK.findall(client.get(way).content.decode().split("</header>")[0])}
        assert [way for way in ways if client.get(way).status_code >= 400] == [], roles


def test_a_group_of_one_page_is_a_plain_way(school: School) -> None:
    client = works_as(school, "it-lead")
    start = reverse("home.today", args=[school.ref])
    assert bar(client, start)["Health"][0] == reverse("caretaking.health", args=[school.ref])
    assert "Record" not in bar(client, start)


def test_teachers_come_to_their_classes_and_to_who_waits_there(school: School) -> None:
    client = works_as(school, "teachers")
    classes = reverse("people.classes", args=[school.ref])
    ways = bar(client, classes)
    assert "Classes" in ways
    access = reverse("agreements.access", args=[school.ref])
    assert access in [href for href, _ in (ways | bar(client, access, "Agreements")).values()]


def test_it_support_sees_machinery_and_health(school: School) -> None:
    client = works_as(school, "it-lead")
    ways = bar(client, reverse("home.today", args=[school.ref]))
    assert list(ways) == ["Today", "Our policy", "Web filter", "Monitoring", "Machines", "Health"]
    assert "Who was where" not in bar(client, reverse("estate.machines", args=[school.ref]), "Machines")
    assert "Sources of activity" in bar(client, reverse("estate.machines", args=[school.ref]), "Machines")


_SEEN = ("Coverage", "Web activity", "How long it is kept", "Told to families", "Whom to turn to")
_PERMITTED = ("Coverage", "Web activity", "Permission to look", "How long it is kept")
_LOOKED_AT = ("Coverage", "Web activity", "Permission to look", "Who looked", "How long it is kept")
WATCHED = {
    "head": [*_LOOKED_AT, *_SEEN[-2:]],
    "dsl": [*_LOOKED_AT, *_SEEN[-2:]],
    "governors": [*_PERMITTED, *_SEEN[-2:]],
    "it-lead": list(_SEEN),
}


@pytest.mark.parametrize("role", WATCHED)
def test_what_is_watched_over_is_behind_one_way(school: School, role: str) -> None:
    client = works_as(school, role)
    within = bar(client, reverse("monitoring.coverage", args=[school.ref]), "Monitoring")
    assert [words.replace("What we can and can’t see", "Coverage") for words in within] == WATCHED[role]
    check = "Morning check" in bar(client, reverse("home.today", args=[school.ref]), "Today")
    assert check == (role == "dsl")


def test_families_find_what_is_kept_of_the_web(school: School) -> None:
    told = reverse("monitoring.about", args=[school.ref])
    parent, anybody = works_as(school, "parents"), Client()
    assert told in parent.get(reverse("people.mine", args=[school.ref])).content.decode()
    for visitor in (parent, anybody):
        assert told in visitor.get(reverse("home.leaves")).content.decode()
        assert visitor.get(told).status_code == 200
    people.add_school(name="Wren Lane Primary School", actor=OPERATOR)
    assert told in parent.get(reverse("home.leaves")).content.decode()
    assert "what-we-log" not in anybody.get(reverse("home.leaves")).content.decode()
