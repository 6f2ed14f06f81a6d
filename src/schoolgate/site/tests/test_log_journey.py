"""A journey is told line by line, and no line holds a name, an address, a token or what somebody typed."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path

from schoolgate.frame import logs
from schoolgate.frame.actor import operator
from schoolgate.people import opening
from schoolgate.people.access import anyone
from schoolgate.people.models import Account

EMAIL, PASSWORD, NAME = "amara@robinhill.example", "three plain words here", "Amara Whitlock"


@pytest.fixture
def told() -> Iterator[io.StringIO]:
    """What the real formatter writes while the test runs, at every level."""
    screen = io.StringIO()
    handler = logging.StreamHandler(screen)
    handler.setFormatter(logs.JsonLines())
    root, before = logging.getLogger(), logging.getLogger("schoolgate.requests").level
    root.addHandler(handler)
    logging.getLogger("schoolgate.requests").setLevel(logging.INFO)
    yield screen
    root.removeHandler(handler)
    logging.getLogger("schoolgate.requests").setLevel(before)


def test_it_works(told: io.StringIO, db: None) -> None:
    answer = Client().get("/healthy/")
    line = json.loads(told.getvalue().splitlines()[-1])
    assert (line["route"], line["method"], line["status"]) == ("people.healthy", "GET", 200)
    assert line["request"] == answer.headers[logs.HEADER]
    assert line["said"] == "answered"


def test_a_journey_names_nobody_and_holds_no_token(told: io.StringIO, db: None) -> None:
    token = opening.make_setup_link(actor=operator("test"))
    client = Client()
    client.get(f"/set-up/{token}/?note={NAME}")
    school = opening.use_setup_link(
        str(token), school_name="Robin Hill", name=NAME, email=EMAIL, password=PASSWORD
    ).school
    client.get(f"/set-up/{token}/")  # which is used by now: not found, and not told by its address
    client.post("/account/login/", {"login": EMAIL, "password": "not the right one"})
    client.force_login(Account.objects.get(email=EMAIL))
    client.get(f"/schools/{school.ref}/")
    client.post("/account/password/reset/", {"email": EMAIL})
    held = told.getvalue()
    lines = [json.loads(line) for line in held.splitlines()]
    assert {"people.set_up", "account_login", "home.today"} <= {line.get("route") for line in lines}
    assert any(line.get("school") == school.ref for line in lines)
    for word in (str(token), NAME, "Amara", EMAIL, "amara", PASSWORD, "not the right one", "Robin Hill"):
        assert word not in held


@anyone("a test")
def _fails(_request: HttpRequest, token: str) -> HttpResponse:
    raise ValueError(f"{NAME} and {token}")


urlpatterns = [path("fails/<str:token>/", _fails, name="test.fails")]


@pytest.mark.urls(__name__)
def test_a_page_that_fails_is_told_by_its_kind_and_place(told: io.StringIO, db: None) -> None:
    Client(raise_request_exception=False).get("/fails/a-one-time-link/")
    line = next(json.loads(one) for one in told.getvalue().splitlines() if "error" in json.loads(one))
    assert (line["error"], line["route"]) == ("ValueError", "test.fails")
    assert any("test_log_journey.py" in place for place in line["where"])
    assert "Amara" not in told.getvalue()
    assert "a-one-time-link" not in told.getvalue()


def test_an_address_that_leads_nowhere_is_told_as_none() -> None:
    assert logs.route_of(RequestFactory().get("/no/such/page")) == "none"
