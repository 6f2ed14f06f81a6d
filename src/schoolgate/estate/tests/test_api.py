"""The way in for machines, whatever they ask: errors as RFC 9457 spells them, requests sent twice, the description."""

from datetime import date, timedelta

import pytest
from django.http import HttpRequest
from django.test import Client
from django.urls import include, path
from django.utils import timezone
from ninja import NinjaAPI, Router, Schema

from schoolgate.estate import scopes
from schoolgate.estate.actions import make_token
from schoolgate.estate.api.admission import machine_of
from schoolgate.estate.api.operations import addresses, operation
from schoolgate.estate.models import GivenAnswer
from schoolgate.estate.tests.conftest import machine, secret_of
from schoolgate.frame.upkeep import sweep
from schoolgate.kernel.errors import BadInputError
from schoolgate.people.access import today
from schoolgate.people.models import School
from schoolgate.people.queries import person

TEST_SCOPE = scopes.scope("test.scribble", "scribble, in a test")
ROUTER = Router()


class Words(Schema):
    words: str


@operation(ROUTER, "POST", "/scribble", scope=TEST_SCOPE, answer=Words)
def scribble(request: HttpRequest, given: Words) -> Words:
    here = machine_of(request)
    if given.words == "wrong":
        raise BadInputError("the words", "they are wrong.", "Write others.")
    if given.words == "broken":
        raise RuntimeError("a child's name, say")
    made = make_token(here.school, given.words, ["estate.who"], ends_on=_soon(here.school), actor=here.actor)
    return Words(words=made.row.ref)


@operation(ROUTER, "GET", "/persons/{ref}", scope=TEST_SCOPE, answer=Words)
def one_person(request: HttpRequest, ref: str) -> Words:
    return Words(words=person(machine_of(request).school, ref).ref)


@ROUTER.get("/silent", response=Words)
def silent(request: HttpRequest) -> Words:
    return Words(words="seen")


def _soon(school: School) -> date:
    return today(school) + timedelta(days=1)


API = NinjaAPI(title="Test", version="1", docs_url=None, openapi_url=None, urls_namespace="test-api")
API.add_router("", ROUTER)
urlpatterns = [path("api/v1/", include(addresses(API))), path("", include("schoolgate.site.urls"))]
pytestmark = pytest.mark.urls(__name__)


@pytest.fixture
def scribbler(school: School) -> Client:
    return machine(secret_of(school, ["test.scribble"]))


def test_it_works(scribbler: Client) -> None:
    assert scribbler.post("/api/v1/scribble", {"words": "A machine"}, "application/json").status_code == 200


def test_a_token_with_other_rights_is_told_which_it_lacks(asker: Client) -> None:
    told = asker.post("/api/v1/scribble", {"words": "A"}, "application/json")
    assert told.status_code == 403
    assert 'scope="test.scribble"' in told.headers["WWW-Authenticate"]
    assert told.json()["cause"] == "it may not scribble, in a test."


def test_an_operation_that_does_not_say_for_whom_it_is_is_refused(scribbler: Client) -> None:
    assert scribbler.get("/api/v1/silent").status_code == 403
    assert Client().get("/api/v1/silent").status_code == 403


def test_a_thing_of_another_school_and_one_that_is_not_there_look_alike(
    scribbler: Client, other: School, school: School
) -> None:
    from_other = machine(secret_of(other, ["test.scribble"]))
    for asked in (scribbler, from_other):
        told = asked.get("/api/v1/persons/per_aaaaaaaaaaaaaaaa")
        assert (told.status_code, told.headers["Content-Type"]) == (404, "application/problem+json")


def test_what_cannot_be_used_is_told_as_thing_cause_and_next_step(scribbler: Client) -> None:
    told = scribbler.post("/api/v1/scribble", {"words": "wrong"}, "application/json")
    assert told.status_code == 422
    problem = told.json()
    assert (problem["thing"], problem["cause"], problem["next_step"]) == (
        "the words",
        "they are wrong.",
        "Write others.",
    )
    assert (problem["status"], problem["type"]) == (422, "about:blank")


@pytest.mark.parametrize(
    ("body", "status"), [('{"words": 3}', 422), ("{}", 422), ('{"words": ', 400), ("\xff", 400), ("[]", 422)]
)
def test_a_body_that_is_not_as_described_is_refused_with_where_and_why(
    scribbler: Client, body: str, status: int
) -> None:
    told = scribbler.generic("POST", "/api/v1/scribble", body.encode("latin-1"), "application/json")
    assert told.status_code == status
    assert told.headers["Content-Type"] == "application/problem+json"
    assert status == 400 or told.json()["errors"][0]["where"].startswith("body")


def test_a_fault_of_ours_is_told_without_its_words(scribbler: Client, caplog: pytest.LogCaptureFixture) -> None:
    told = scribbler.post("/api/v1/scribble", {"words": "broken"}, "application/json")
    assert (told.status_code, told.headers["Content-Type"]) == (500, "application/problem+json")
    assert "child" not in told.content.decode()


def test_another_method_and_an_address_that_is_not_there_are_problems_too(scribbler: Client) -> None:
    told = scribbler.delete("/api/v1/scribble")
    assert (told.status_code, told.headers["Allow"]) == (405, "POST")
    nowhere = scribbler.get("/api/v1/nowhere/at/all")
    assert (nowhere.status_code, nowhere.json()["status"]) == (404, 404)


def _send(client: Client, words: str, key: str) -> tuple[int, str, bool]:
    told = client.post("/api/v1/scribble", {"words": words}, "application/json", headers={"Idempotency-Key": key})
    return told.status_code, told.content.decode(), "Idempotency-Replayed" in told.headers


def test_a_request_sent_twice_is_done_once_and_answered_alike(scribbler: Client) -> None:
    first = _send(scribbler, "Agent", "k-1")
    assert _send(scribbler, "Agent", '"k-1"') == (200, first[1], True)
    assert _send(scribbler, "Agent", "k-2")[1] != first[1]


def test_the_same_key_with_another_request_is_refused(scribbler: Client) -> None:
    _send(scribbler, "Agent", "k-1")
    assert _send(scribbler, "Another", "k-1")[0] == 422


def test_two_machines_may_choose_the_same_key(scribbler: Client, other: School) -> None:
    first = _send(scribbler, "Agent", "k-1")
    second = _send(machine(secret_of(other, ["test.scribble"])), "Agent", "k-1")
    assert second[0] == 200
    assert first[1] != second[1]


def test_a_key_whose_request_was_refused_may_be_tried_again(scribbler: Client, school: School) -> None:
    assert _send(scribbler, "wrong", "k-1")[0] == 422
    assert _send(scribbler, "Agent", "k-1")[0] == 200


@pytest.mark.parametrize("key", ["", " ", "x" * 256, "caf\N{LATIN SMALL LETTER E WITH ACUTE}"])
def test_a_key_that_is_none_is_refused(scribbler: Client, key: str) -> None:
    assert _send(scribbler, "Agent", key)[0] == 400


def test_a_form_that_breaks_off_is_a_problem_with_a_key_too(scribbler: Client) -> None:
    """The key's digest reads the form before the operation does."""
    told = scribbler.post("/api/v1/scribble", b"--", "multipart/form-data", headers={"Idempotency-Key": "k-1"})
    assert (told.status_code, told.headers["Content-Type"]) == (400, "application/problem+json")


def test_an_answer_is_kept_for_a_day(scribbler: Client, school: School) -> None:
    first = _send(scribbler, "Agent", "k-1")
    rows = GivenAnswer.objects.for_school(school)
    rows.update(given_at=timezone.now() - timedelta(hours=25))
    assert _send(scribbler, "Agent", "k-1")[1] != first[1]
    rows.update(given_at=timezone.now() - timedelta(hours=25))
    assert sweep(timezone.now())["estate.given-answers"] == 1


def test_the_description_names_the_right_each_operation_needs(client: Client, db: None) -> None:
    described = client.get("/api/v1/openapi.json").json()
    posted = described["paths"]["/api/v1/scribble"]["post"]
    assert posted["security"] == [{"token": ["test.scribble"]}]
    assert [one["name"] for one in posted["parameters"]] == ["Idempotency-Key"]
    assert set(posted["responses"]) >= {"200", "401", "403", "404", "422", "429"}
    assert described["components"]["securitySchemes"]["token"] == {"type": "http", "scheme": "bearer"}


def test_no_scope_is_declared_twice_with_other_words() -> None:
    with pytest.raises(ValueError, match="two scopes"):
        scopes.scope("test.scribble", "something else")
