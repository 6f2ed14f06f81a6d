"""The technician's pages of accounts, asked and posted to as a browser does."""

import html

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from schoolgate.estate import actions, queries
from schoolgate.estate.likeness import name_digest
from schoolgate.estate.models import DirectoryAccount
from schoolgate.estate.pushing.registry import WAYS
from schoolgate.estate.tests.conftest import OPERATOR
from schoolgate.estate.tests.robin_hill import RobinHill
from schoolgate.estate.tests.test_pages import _as
from schoolgate.estate.tests.test_pushing import may
from schoolgate.people import actions as people
from schoolgate.people.access import today
from schoolgate.people.models import Person, School


@pytest.fixture
def technician(school: School) -> Client:
    return _as(school, "it-lead")


@pytest.fixture
def zoe(school: School) -> Person:
    return pupil(school, "Zoë Ó Briain")


def pupil(school: School, name: str) -> Person:
    person = people.add_person(school, name, actor=OPERATOR)
    people.give_role(person, "pupils", actor=OPERATOR, valid_from=today(school))
    return person


def listed(school: School, address: str, name: str = "", *, active: bool = True, gone: str = "") -> DirectoryAccount:
    """As a directory's list names it."""
    now = actions.Told(active, gone, name_digest(school, name))
    said = actions.AccountListed(f"dac_{address[:8]}", "google", "added", address, now)
    actions.load_accounts(school, [said], actions.Still(), ref=address, actor=OPERATOR, at=timezone.now())
    row: DirectoryAccount = DirectoryAccount.objects.for_school(school).get(ref=said.account)
    return row


def at(school: School, rest: str = "") -> str:
    return f"/schools/{school.ref}/machines/accounts/{rest}"


def seen(client: Client, where: str) -> str:
    answer = client.get(where)
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def holder_of(account: DirectoryAccount) -> str:
    known = queries.every_account(account.school, on=today(account.school))
    return next(one.holder for one in known if one.ref == account.ref)


def test_counts_come_first_and_each_leads_to_its_list(school: School, technician: Client) -> None:
    assert "No account is known yet." in seen(technician, at(school))
    hill = RobinHill(school)
    hill.account("priya@robinhill.example", hill.office)
    hill.account("wrens@robinhill.example", hill.wrens)
    listed(school, "ada@robinhill.example", active=False)
    listed(school, "old@robinhill.example", gone="2026-11-01")

    told = seen(technician, at(school))

    assert "One account is nobody’s." in told
    assert "Natarajan" not in told
    for key, address in (
        ("owned", "priya"),
        ("class", "wrens"),
        ("blocked", "ada"),
        ("gone", "old"),
        ("nobody", "ada"),
    ):
        only = seen(technician, at(school, f"?show={key}"))
        shown = [one for one in ("priya@", "wrens@", "ada@", "old@") if one in only]
        assert shown == [f"{address}@"], key


def test_a_name_is_only_suggested_and_ticked_by_a_person(school: School, technician: Client, zoe: Person) -> None:
    account = listed(school, "zoe@robinhill.example", "zoe o briain")
    assert holder_of(account) == ""
    told = seen(technician, at(school, "?show=suggested"))
    assert "Only they have this name here" in told
    assert "A pupil" in told
    assert "Briain" not in told

    technician.post(at(school), {"tie": f"{account.ref}:{zoe.ref}"})

    assert holder_of(account) == zoe.ref
    assert account.told.name_digest == ""


def test_what_is_not_suggested_is_not_tied_by_the_list(school: School, technician: Client, zoe: Person) -> None:
    account, other = listed(school, "zoe@robinhill.example", "zoe o briain"), pupil(school, "Ada Lane")
    for sent in ({"tie": f"{account.ref}:{other.ref}"}, {}):
        refused = technician.post(at(school), sent)
        assert (refused.status_code, "no box was ticked" in refused.content.decode()) == (422, True)
    assert holder_of(account) == ""


@pytest.mark.parametrize("why", ["two people", "two accounts", "one already"])
def test_where_it_is_not_plain_there_is_no_box(school: School, technician: Client, zoe: Person, why: str) -> None:
    listed(school, "zoe@robinhill.example", "zoe o briain")
    if why == "two people":
        pupil(school, "Zoe O'Briain")
    elif why == "two accounts":
        listed(school, "zob@robinhill.example", "zoe o briain")
    else:
        actions.hold_account(listed(school, "z@robinhill.example"), zoe, actor=OPERATOR, valid_from=today(school))
    told = seen(technician, at(school, "?show=suggested"))
    assert "zoe@robinhill.example" in told
    assert 'name="tie"' not in told


def test_one_account_is_tied_by_a_number_or_address_and_untied(school: School, technician: Client) -> None:
    account = listed(school, "priya@robinhill.example")
    where = at(school, f"{account.ref}/")
    refused = technician.post(where, {"do": "tie", "who": "Priya Natarajan"})
    assert refused.status_code == 422
    assert technician.post(where, {"do": "tie", "who": "it-lead@robinhill.example"}).status_code == 302
    assert "An adult" in seen(technician, where)
    technician.post(where, {"do": "untie"})
    assert holder_of(account) == ""


def test_an_account_is_said_to_be_a_classes_a_services_or_over(school: School, technician: Client) -> None:
    hill = RobinHill(school)
    account = listed(school, "wrens@robinhill.example")
    where = at(school, f"{account.ref}/")
    assert technician.post(where, {"do": "is", "kind": "class"}).status_code == 422
    technician.post(where, {"do": "is", "kind": "class", "group": hill.wrens.ref})
    assert "Wrens" in seen(technician, where)
    technician.post(where, {"do": "is", "kind": "service"})
    assert holder_of(account) == ""
    assert "A service’s" in seen(technician, where)
    technician.post(where, {"do": "end"})
    assert "No account is known yet." in seen(technician, at(school))
    assert "on our list no more" in seen(technician, where)


def test_a_tie_on_the_page_makes_a_difference_go(school: School, technician: Client, zoe: Person) -> None:
    may(zoe, internet="infant")
    account = listed(school, "zoe@robinhill.example", "zoe o briain")
    differs = f"/schools/{school.ref}/machines/directories/gam/"
    assert "No person owns it" in seen(technician, differs)
    technician.post(at(school), {"tie": f"{account.ref}:{zoe.ref}"})
    assert "No account differs" in seen(technician, differs)
    assert queries.drift(school, WAYS.get("gam"), today(school)).count == 0


def test_a_long_list_has_pages_and_an_address_is_found_by_a_part(school: School, technician: Client) -> None:
    said = [
        actions.AccountListed(f"dac_{n}", "google", "added", f"p{n:03}@robinhill.example", actions.Told(True))
        for n in range(120)
    ]
    actions.load_accounts(school, said, actions.Still(), ref="l", actor=OPERATOR, at=timezone.now())
    assert "1 to 50 of 120" in seen(technician, at(school))
    assert "p119@robinhill.example" in seen(technician, at(school, "?page=3"))
    assert "101 to 120 of 120" in seen(technician, at(school, "?page=99"))
    assert "1 to 1 of 1" in seen(technician, at(school, "?q=P077"))


def test_a_page_costs_at_most_fifteen_queries(school: School, technician: Client, zoe: Person) -> None:
    listed(school, "zoe@robinhill.example", "zoe o briain")
    hill = RobinHill(school)
    hill.account("wrens@robinhill.example", hill.wrens)
    for rest in ("", "?show=suggested", "?show=class"):
        technician.get(at(school, rest))
        with CaptureQueriesContext(connection) as asked:
            technician.get(at(school, rest))
        assert len(asked) <= 15, "\n".join(one["sql"] for one in asked.captured_queries)
