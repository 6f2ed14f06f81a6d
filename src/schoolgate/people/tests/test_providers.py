"""Signing in through a real OpenID Connect provider on this machine: the whole code flow, and what it is not let do."""

import base64
import hashlib
import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import oidc_provider_mock
import pytest
import requests
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from schoolgate.frame.actor import operator
from schoolgate.kernel.errors import DeniedError
from schoolgate.ledger.actions import INSTANCE
from schoolgate.ledger.queries import lines
from schoolgate.people import actions, opening, providers
from schoolgate.people.access import today
from schoolgate.people.models import Account, Person, ProviderIdentity

ACTOR = operator("test")
EMAIL = "tom@robinhill.example"
CLAIMS = {"email": EMAIL, "email_verified": True, "hd": "robinhill.example"}


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    with oidc_provider_mock.run_server_in_thread(require_nonce=True) as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture
def google(issuer: str, settings: Settings, db: None) -> str:
    """Set up as Google is, but for where it is."""
    cache.clear()
    providers.client.cache_clear()
    said = {"key": "google", "name": "Google", "issuer": issuer, "client_id": "gate", "client_secret": "shared"}
    settings.SCHOOLGATE_PROVIDERS = [{**said, "domains": ("robinhill.example",)}]
    return issuer


@pytest.fixture
def teacher(db: None) -> Person:
    school = actions.add_school(name="Robin Hill Infant School", actor=ACTOR)
    account = opening.add_account(EMAIL, "three plain words here", actor=ACTOR)
    person = actions.give_sign_in(actions.add_person(school, "Tom Ferreira", actor=ACTOR), account, actor=ACTOR)
    actions.give_role(person, "teachers", actor=ACTOR, valid_from=today(school))
    return person


def _ask(issuer: str, claims: dict[str, Any], sub: str = "sub-of-tom") -> tuple[Client, str]:
    """Out to the provider, which asks who it is; the address it sends the browser back to."""
    requests.put(f"{issuer}/users/{sub}", json=claims, timeout=10).raise_for_status()
    client = Client()
    out = client.get("/account/with/google/").headers["Location"]
    back = requests.post(out, data={"sub": sub}, allow_redirects=False, timeout=10)
    return client, back.headers["Location"].removeprefix("http://testserver")


def _comes(issuer: str, claims: dict[str, Any], sub: str = "sub-of-tom") -> Client:
    client, back = _ask(issuer, claims, sub)
    client.get(back)
    return client


def _is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_it_works(google: str, teacher: Person) -> None:
    assert "Google" in Client().get("/account/login/").text
    client = _comes(google, CLAIMS)
    assert client.get(f"/schools/{teacher.school.ref}/").status_code == 200
    assert lines(INSTANCE, labels=["school"])[0].kind == "account.provider-tied"
    assert _is_in(_comes(google, CLAIMS))
    assert ProviderIdentity.objects.count() == 1


def test_it_asks_with_state_nonce_and_a_challenge_and_the_least_scope(google: str) -> None:
    asked = parse_qs(urlsplit(Client().get("/account/with/google/").headers["Location"]).query)
    assert {"state", "nonce", "code_challenge"} <= set(asked)
    assert (asked["code_challenge_method"], asked["scope"], asked["response_type"]) == (
        ["S256"],
        ["openid email"],
        ["code"],
    )


def test_an_answer_that_was_not_asked_for_by_this_browser_is_refused(google: str, teacher: Person) -> None:
    _, back = _ask(google, CLAIMS)
    stranger = Client()
    assert stranger.get(back).status_code == 403  # its state is another browser's
    client, back = _ask(google, CLAIMS)
    client.get(back)
    client.logout()
    assert client.get(back).status_code == 403  # and it is good once
    assert not _is_in(client)


def test_a_token_with_another_nonce_is_refused(google: str, teacher: Person) -> None:
    client, back = _ask(google, CLAIMS)
    session = client.session
    (key,) = [key for key, _ in session.items() if key.startswith("_state_google_")]
    session[key]["data"]["nonce"] = "another"
    session.save()
    assert client.get(back).status_code == 403
    assert not _is_in(client)


def test_a_forged_token_is_refused(google: str, teacher: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if somebody stood between: the claims are changed after they were signed."""
    said = next(iter(providers.known().values()))
    client = providers.client(said)
    real = client.fetch_access_token

    def changed(**asked: object) -> dict[str, object]:
        token: dict[str, object] = real(**asked)
        head, body, signature = str(token["id_token"]).split(".")
        claims = json.loads(base64.urlsafe_b64decode(body + "=="))
        forged = base64.urlsafe_b64encode(json.dumps({**claims, "email": EMAIL}).encode()).decode().rstrip("=")
        return {**token, "id_token": f"{head}.{forged}.{signature}"}

    monkeypatch.setattr(client, "fetch_access_token", changed)
    assert not _is_in(_comes(google, {**CLAIMS, "email": "other@robinhill.example"}))


@pytest.mark.parametrize(
    "claims",
    [
        {**CLAIMS, "email": "nobody@robinhill.example"},  # nobody signs up
        {**CLAIMS, "email_verified": False},
        {**CLAIMS, "email_verified": "true"},
        {"email": EMAIL, "email_verified": True},  # a private account that carries the address
        {**CLAIMS, "hd": "elsewhere.example"},
        {**CLAIMS, "email": "tom@elsewhere.example"},
        {"hd": "robinhill.example"},
    ],
)
def test_these_do_not_come_in_and_are_told_the_same(google: str, teacher: Person, claims: dict[str, Any]) -> None:
    client, back = _ask(google, claims, "sub-of-somebody")
    answer = client.get(back)
    assert (answer.status_code, "did not vouch for an account that is known here" in answer.text) == (403, True)
    assert (_is_in(client), Account.objects.count(), ProviderIdentity.objects.count()) == (False, 1, 0)


def test_after_the_first_time_it_is_the_subject_that_counts(google: str, teacher: Person) -> None:
    _comes(google, CLAIMS)
    assert not _is_in(_comes(google, CLAIMS, "sub-of-a-new-tom"))  # the address was given to somebody new
    renamed = {**CLAIMS, "email": "thomas@robinhill.example"}
    assert _is_in(_comes(google, renamed))  # the same person, whose address changed


def test_a_closed_sign_in_stays_closed(google: str, teacher: Person) -> None:
    _comes(google, CLAIMS)
    assert teacher.account is not None
    actions.close_account(teacher.account, actor=ACTOR)
    assert not _is_in(_comes(google, CLAIMS))


def test_roles_in_the_token_are_not_listened_to(google: str, teacher: Person) -> None:
    client = _comes(google, {**CLAIMS, "roles": ["administrator"], "groups": ["head"]})
    assert client.get(f"/schools/{teacher.school.ref}/emergency/").status_code == 403


@pytest.mark.parametrize(
    ("extra", "asked"),
    [({}, True), ({"amr": ["pwd"]}, True), ({"amr": ["pwd", "mfa"]}, False), ({"acr": "phr"}, False)],
)
def test_ours_is_asked_unless_the_provider_says_it_asked(
    google: str, teacher: Person, settings: Settings, extra: dict[str, object], asked: bool
) -> None:
    settings.SCHOOLGATE_SECOND_STEP = True
    actions.give_role(teacher, "dsl", actor=ACTOR, valid_from=today(teacher.school))
    client = _comes(google, {**CLAIMS, **extra})
    answer = client.get(f"/schools/{teacher.school.ref}/")
    assert (answer.headers.get("Location") == "/account/second-step/") is asked


def test_another_tenant_of_microsoft_is_refused() -> None:
    said = providers.Provider("microsoft", "Microsoft", "", "", "", ("robinhill.example",), "tenant-of-ours")
    assert providers.check(said, {"email": "Tom@RobinHill.example", "tid": "tenant-of-ours"}) == EMAIL
    for claims in ({"tid": "another"}, {}, {"email_verified": True}):
        with pytest.raises(DeniedError):
            providers.check(said, {"email": EMAIL, **claims})


def test_a_provider_that_is_not_set_up_or_does_not_answer(google: str, settings: Settings, db: None) -> None:
    assert Client().get("/account/with/microsoft/").status_code == 404
    providers.client.cache_clear()
    settings.SCHOOLGATE_PROVIDERS = [{**settings.SCHOOLGATE_PROVIDERS[0], "issuer": "http://127.0.0.1:9"}]
    answer = Client().get("/account/with/google/")
    assert (answer.status_code, "does not answer" in answer.text) == (502, True)


def test_the_challenge_is_the_digest_of_what_is_sent_with_the_code(google: str) -> None:
    client = Client()
    asked = parse_qs(urlsplit(client.get("/account/with/google/").headers["Location"]).query)
    (kept,) = [value["data"] for key, value in client.session.items() if key.startswith("_state_google_")]
    digest = hashlib.sha256(kept["code_verifier"].encode()).digest()
    assert asked["code_challenge"] == [base64.urlsafe_b64encode(digest).decode().rstrip("=")]
