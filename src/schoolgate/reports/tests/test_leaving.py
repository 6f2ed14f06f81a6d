"""What leaves this building is told from the settings as they are, and the same on every page's foot."""

from datetime import timedelta

import pytest
from django.conf import settings as configured
from django.test import Client
from pytest_django import Settings

from schoolgate.estate import actions as estate
from schoolgate.estate.pushing.registry import WAYS
from schoolgate.filtering import actions as filters
from schoolgate.frame.actor import system
from schoolgate.people.access import today
from schoolgate.people.models import School
from schoolgate.reports import leaving

SMTP = {"default": {"BACKEND": "x", "OPTIONS": {"host": "mail.robinhill.example"}}}
PROVIDER = {
    "key": "google", "name": "Google", "issuer": "https://accounts.google.example", "client_id": "1",
    "client_secret": "2", "domains": ["robinhill.example"],
}  # fmt: skip


@pytest.fixture(autouse=True)
def _nothing(settings: Settings) -> None:
    settings.SCHOOLGATE_PROVIDERS, settings.SCHOOLGATE_SAML = [], {}
    settings.MAILERS = {"default": {"BACKEND": "x", "OPTIONS": {"file_path": "mail"}}}


def test_it_works(db: None) -> None:
    page = Client().get("/leaves/").content.decode()
    assert "<h1>Nothing leaves this building.</h1>" in page
    assert 'href="/leaves/">nothing</a>' in page
    assert "What we hold, and for how long" in page


def test_letters_by_a_mail_server_are_told_and_its_name_only_to_those_who_sign_in(
    head: Client, settings: Settings
) -> None:
    settings.MAILERS = SMTP
    assert leaving.answer() == "What leaves this building: letters."
    stranger, inside = (client.get("/leaves/").content.decode() for client in (Client(), head))
    assert "What leaves this building: letters." in stranger
    assert 'href="/leaves/">what the school chose</a>' in stranger
    assert "mail.robinhill.example" not in stranger
    assert "mail.robinhill.example" in inside


def test_signing_in_elsewhere_is_told(db: None, settings: Settings) -> None:
    settings.SCHOOLGATE_PROVIDERS = [PROVIDER]
    assert [(way.what, way.where) for way in leaving.chosen()] == [("Signing in with an account elsewhere", "Google")]


@pytest.mark.parametrize(("host", "leaves"), [("", 0), ("/run/pg", 0), ("localhost", 0), ("db.robinhill.example", 1)])
def test_a_database_leaves_only_for_another_computer(
    db: None, monkeypatch: pytest.MonkeyPatch, host: str, leaves: int
) -> None:
    monkeypatch.setitem(configured.DATABASES["default"], "HOST", host)
    assert len(leaving.chosen()) == leaves


def test_a_block_list_that_is_fetched_is_told_until_it_is_taken_off(school: School, head: Client) -> None:
    new = filters.NewList(name="Birds", category="games", address="https://lists.heron.example/birds.txt")
    row = filters.choose_list(school, new, actor=system("test"))
    stranger, inside = (client.get("/leaves/").content.decode() for client in (Client(), head))
    assert "What leaves this building: fetching block lists." in stranger
    assert 'href="/leaves/">what the school chose</a>' in stranger
    assert ("lists.heron.example" in stranger, "lists.heron.example" in inside) == (False, True)
    filters.end_list(row, actor=system("test"))
    assert 'href="/leaves/">nothing</a>' in head.get("/leaves/").content.decode()


def test_a_directory_that_is_told_is_told_of_and_one_on_this_computer_is_not(school: School, head: Client) -> None:
    way, by = WAYS.get("scim"), system("test")
    estate.set_way(school, way, "google", {"server": "http://127.0.0.1:1/v2", "password": "three words"}, actor=by)
    assert leaving.chosen() == ()
    estate.set_way(
        school, way, "google", {"server": "https://id.heron.example/v2", "password": "three words"}, actor=by
    )
    assert [(one.what[:7], one.where) for one in leaving.chosen()] == [("Telling", "id.heron.example")]
    assert 'href="/leaves/">what the school chose</a>' in head.get("/leaves/").content.decode()


def test_an_identity_provider_that_may_ask_is_told_of_until_its_token_ends(school: School, head: Client) -> None:
    ends = today(school) + timedelta(days=2)
    made = estate.make_token(school, "Entra ID", ["estate.scim-microsoft"], ends_on=ends, actor=system("test"))
    assert "telling the school’s directory" in leaving.answer()
    estate.end_token(school, made.row.ref, actor=system("test"))
    assert leaving.chosen() == ()


def test_the_paper_says_the_same(school: School, head: Client, settings: Settings) -> None:
    settings.MAILERS = SMTP
    page = head.get(f"/schools/{school.ref}/ask/what-leaves/").content.decode()
    assert "<h1>What leaves this building: letters.</h1>" in page
    assert "Yes: mail.robinhill.example" in page
