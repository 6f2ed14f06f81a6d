"""The top bar: few ways, and behind each the pages that the visitor may see."""

import re

from django.test import Client
from django.urls import reverse

from schoolgate.frame.actor import operator
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


def test_a_head_sees_at_most_six_ways(school: School) -> None:
    client = works_as(school, "head", "administrator")
    ways = bar(client, reverse("home.today", args=[school.ref]))
    assert list(ways) == ["Today", "Our policy", "People", "Web filter", "Machines and files", "Record and health"]


def test_a_group_shows_its_pages_and_marks_where_we_are(school: School) -> None:
    client = works_as(school, "head")
    terms = reverse("people.terms", args=[school.ref])
    assert bar(client, terms)["People"][1] == 'aria-current="true"'
    within = bar(client, terms, "People")
    assert list(within) == ["People", "Classes", "Training", "Who has signed", "Term dates", "The school", "Settings"]
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
    client = works_as(school, "teachers")
    start = reverse("home.today", args=[school.ref])
    assert bar(client, start)["Classes"][0] == reverse("people.classes", args=[school.ref])
    assert "People" not in bar(client, start)


def test_it_support_sees_machinery_and_health(school: School) -> None:
    client = works_as(school, "it-lead")
    ways = bar(client, reverse("home.today", args=[school.ref]))
    assert list(ways) == ["Today", "Our policy", "Web filter", "Machines and files", "Health"]
    assert "Who was where" not in bar(client, reverse("estate.machines", args=[school.ref]), "Machines and files")
