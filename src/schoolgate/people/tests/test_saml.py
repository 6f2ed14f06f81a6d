"""Signing in through a provider that speaks SAML: real answers, signed by one on this machine."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from pytest_django import Settings

from schoolgate.frame.actor import operator
from schoolgate.ledger.actions import INSTANCE
from schoolgate.ledger.queries import lines
from schoolgate.people import actions, saml
from schoolgate.people.access import today
from schoolgate.people.models import Person, ProviderIdentity
from schoolgate.people.tests.saml_browser import COOKIE, EMAIL, IDP, ask, comes, is_in, post, saying, set_up
from schoolgate.people.tests.saml_provider import BACK, ENTITY, META, PERSISTENT, SIGN_IN, Idp, posted

ACTOR = operator("test")


@pytest.fixture
def teacher(db: None, settings: Settings, tmp_path: Path) -> Person:
    return set_up(settings, tmp_path)


def test_it_works(teacher: Person) -> None:
    assert "Federation" in Client().get("/account/login/").text
    client = comes()
    assert client.get(f"/schools/{teacher.school.ref}/").status_code == 200
    assert lines(INSTANCE, labels=["school"])[0].kind == "account.provider-tied"
    assert is_in(comes())
    assert ProviderIdentity.objects.get().provider == "saml"


def test_a_whole_answer_signed_comes_in_too(teacher: Person) -> None:
    def whole(asked: str) -> str:
        response = IDP.unsigned(asked)
        IDP.sign(response)
        return posted(response)

    assert is_in(comes(whole))


def test_the_cookie_that_binds_comes_with_a_post_from_elsewhere_and_holds_the_id_alone(teacher: Person) -> None:
    client = Client()
    asked = ask(client)
    cookie = client.cookies[COOKIE]
    assert (cookie["samesite"], cookie["secure"], cookie["httponly"], cookie["path"]) == ("None", True, True, "/")
    assert cookie.value.rsplit(":", 2)[0] == asked


def test_an_answer_is_good_once_and_for_the_browser_that_asked(teacher: Person) -> None:
    client, stranger = Client(), Client()
    asked = ask(client)
    answer, kept = IDP.answer(asked), client.cookies[COOKIE].value
    assert post(stranger, answer) == 403  # it asked nothing
    ask(stranger)
    assert post(stranger, answer) == 403  # it asked something else
    assert post(client, answer) == 302
    assert post(client, answer) == 403  # its question is answered
    stranger.cookies[COOKIE] = kept
    assert post(stranger, answer) == 403  # and the assertion is used, whoever has the cookie
    assert not is_in(stranger)


def test_a_question_that_was_forged_or_is_old_is_none(teacher: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client()
    asked = ask(client)
    client.cookies[COOKIE] = f"{asked}:1:forged"
    assert post(client, IDP.answer(asked)) == 403
    asked = ask(client)
    monkeypatch.setattr(saml, "MINUTES", -1)
    assert post(client, IDP.answer(asked)) == 403


def test_after_the_first_time_it_is_the_lasting_name_that_counts(teacher: Person) -> None:
    comes()
    assert not is_in(comes(saying(subject="lasting-name-of-a-new-tom")))  # the address was given to somebody new
    assert is_in(comes(saying(email="thomas@robinhill.example")))  # the same person, whose address changed
    assert teacher.account is not None
    actions.close_account(teacher.account, actor=ACTOR)
    assert not is_in(comes())


def test_an_attribute_may_be_the_lasting_name(teacher: Person, settings: Settings) -> None:
    settings.SCHOOLGATE_SAML = {**settings.SCHOOLGATE_SAML, "subject": "staff"}
    assert is_in(comes(saying(format="urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress", subject=EMAIL)))
    assert not is_in(comes(saying(staff="S-2000")))
    assert not is_in(comes(saying(staff="")))


@pytest.mark.parametrize(
    ("context", "asked"),
    [("urn:oasis:names:tc:SAML:2.0:ac:classes:Password", True), ("https://refeds.org/profile/mfa", False)],
)
def test_ours_is_asked_unless_the_class_says_two_steps(
    teacher: Person, settings: Settings, context: str, asked: bool
) -> None:
    settings.SCHOOLGATE_SECOND_STEP = True
    actions.give_role(teacher, "dsl", actor=ACTOR, valid_from=today(teacher.school))
    answer = comes(saying(context=context)).get(f"/schools/{teacher.school.ref}/")
    assert (answer.headers.get("Location") == "/account/second-step/") is asked


def test_the_provider_is_told_who_we_are_and_a_key_signs_what_we_ask(
    teacher: Person, settings: Settings, tmp_path: Path
) -> None:
    assert "Signature" not in parse_qs(urlsplit(Client().get("/account/with/saml/").headers["Location"]).query)
    ours = Idp()
    (tmp_path / "ours.pem").write_bytes(ours.private + ours.certificate)
    (tmp_path / "idp.pem").write_bytes(IDP.certificate)
    said = {**settings.SCHOOLGATE_SAML, "signing": str(tmp_path / "ours.pem"), "metadata": "", "entity": ENTITY}
    settings.SCHOOLGATE_SAML = {**said, "address": SIGN_IN, "certificate": str(tmp_path / "idp.pem")}
    told = Client().get("/account/with/saml/metadata/").text
    for words in (f'entityID="{META}"', f'Location="{BACK}"', PERSISTENT, "X509Certificate", 'Signed="true"'):
        assert words in told
    assert "validUntil" not in told
    assert "PRIVATE" not in told
    asked = parse_qs(urlsplit(Client().get("/account/with/saml/").headers["Location"]).query)
    assert asked["SigAlg"] == ["http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"]
    assert is_in(comes())


def test_one_that_is_set_up_wrongly_says_so_and_one_that_is_not_is_not_there(
    teacher: Person, settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "other.xml").write_text("<IDPSSODescriptor/>")
    settings.SCHOOLGATE_SAML = {**settings.SCHOOLGATE_SAML, "metadata": str(tmp_path / "other.xml")}
    assert Client().get("/account/with/saml/").status_code == 502
    settings.SCHOOLGATE_SAML = {}
    for path in ("", "metadata/", "back/"):
        assert Client().get(f"/account/with/saml/{path}").status_code == 404
