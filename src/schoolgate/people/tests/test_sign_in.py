"""Signing in, as a browser does it, and the one-time link of the first administrator."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from schoolgate.frame import upkeep
from schoolgate.frame.actor import operator, system
from schoolgate.kernel.errors import BadInputError, NotFoundError
from schoolgate.ledger.actions import INSTANCE, school_chain
from schoolgate.ledger.queries import lines
from schoolgate.people import actions, opening, queries
from schoolgate.people.access import roles_of, schools_of, today, visit_of
from schoolgate.people.models import Account, Person, School, SetupLink

ACTOR = operator("test")
PASSWORD = "three plain words here"
ANSWERS = {
    "school_name": "Robin Hill Infant School",
    "name": "Amara Whitlock",
    "email": "Head@RobinHill.example",
    "password": PASSWORD,
}


@pytest.fixture(autouse=True)
def _no_limits_used_up(db: None) -> None:
    cache.clear()


@pytest.fixture
def head(db: None) -> Person:
    school = actions.add_school(name="Robin Hill Infant School", actor=ACTOR)
    return opening.add_administrator(school, "Amara Whitlock", "head@robinhill.example", PASSWORD, actor=ACTOR)


def sign_in(client: Client, email: str, password: str) -> bool:
    client.post("/account/login/", {"login": email, "password": password})
    return "_auth_user_id" in client.session


def test_it_works(head: Person) -> None:
    client = Client()
    assert client.get("/account/login/").status_code == 200
    assert sign_in(client, "Head@RobinHill.example", PASSWORD)  # however they write their address
    client.post("/account/logout/")
    assert "_auth_user_id" not in client.session


def test_a_wrong_password_and_an_unknown_address_are_told_alike(head: Person) -> None:
    wrong = Client().post("/account/login/", {"login": "head@robinhill.example", "password": "not this one"})
    unknown = Client().post("/account/login/", {"login": "nobody@robinhill.example", "password": "not this one"})
    told = [list(answer.context["form"].non_field_errors()) for answer in (wrong, unknown)]
    assert told[0] == told[1] != []


def test_guessing_is_stopped_even_when_the_last_guess_is_right(head: Person) -> None:
    client = Client()
    for number in range(5):
        assert not sign_in(client, "head@robinhill.example", f"guess {number}")
    assert not sign_in(client, "head@robinhill.example", PASSWORD)


def test_a_shared_computer_keeps_no_page_for_the_back_button(head: Person) -> None:
    client = Client()
    assert "no-store" in client.get("/account/login/")["Cache-Control"]
    assert sign_in(client, "head@robinhill.example", PASSWORD)
    assert "no-store" in client.get("/", follow=True)["Cache-Control"]


def test_a_closed_account_is_put_out_at_once(head: Person) -> None:
    client = Client()
    assert head.account is not None
    client.force_login(head.account)
    actions.close_account(head.account, actor=ACTOR)
    assert client.get("/account/2fa/").status_code == 302
    assert not sign_in(Client(), "head@robinhill.example", PASSWORD)


def test_nobody_signs_up_by_themselves(db: None) -> None:
    answer = Client().post("/account/signup/", {"email": "x@y.example", "password1": PASSWORD})
    assert (answer.status_code, Account.objects.count()) == (403, 0)


def test_every_page_carries_a_strict_policy(head: Person) -> None:
    policy = Client().get("/account/login/").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_the_first_administrator_comes_in_by_the_link(db: None) -> None:
    token = opening.make_setup_link(actor=system("start"))
    client = Client()
    assert client.get(f"/set-up/{token}/").status_code == 200
    answer = client.post(f"/set-up/{token}/", ANSWERS)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")

    account = queries.account("head@robinhill.example")
    assert account is not None
    (school,) = schools_of(account)
    here = visit_of(account, school.ref)
    assert here.administers
    assert here.person.name == "Amara Whitlock"
    assert "_auth_user_id" in client.session
    kinds = [line.kind for line in lines(INSTANCE, labels=["school"])]
    assert kinds == ["setup.link-used", "account.added", "setup.link-made"]


def test_set_up_goes_on_to_a_second_step_without_the_password_again(db: None, settings: Settings) -> None:
    settings.SCHOOLGATE_SECOND_STEP = True
    client = Client()
    client.post(f"/set-up/{opening.make_setup_link(actor=system('start'))}/", ANSWERS)
    assert client.get("/account/second-step/").status_code == 200
    assert client.get("/account/2fa/recovery-codes/generate/").status_code == 200


def test_the_link_works_once(db: None) -> None:
    token = opening.make_setup_link(actor=system("start"))
    Client().post(f"/set-up/{token}/", ANSWERS)
    used, never = (Client().get(f"/set-up/{which}/") for which in (token, "never-was"))
    assert (used.status_code, used.content) == (410, never.content)
    assert "start Schoolgate again" in used.text
    assert opening.make_setup_link(actor=system("start")) is None


def test_the_link_ends_as_soon_as_somebody_can_sign_in(db: None) -> None:
    token = opening.make_setup_link(actor=system("start"))
    opening.add_account("head@robinhill.example", PASSWORD, actor=ACTOR)
    assert Client().post(f"/set-up/{token}/", {**ANSWERS, "email": "x@y.example"}).status_code == 410
    assert School.objects.count() == 0


def test_a_newer_link_ends_the_older_and_each_ends_after_a_day(db: None) -> None:
    older, newer = (opening.make_setup_link(actor=system("start")) for _ in range(2))
    assert older is not None
    assert newer is not None
    with pytest.raises(NotFoundError):
        opening.check_setup_link(older)
    opening.check_setup_link(newer)
    with pytest.raises(NotFoundError):
        opening.check_setup_link(newer, now=timezone.now() + timedelta(days=1, seconds=1))


@pytest.mark.parametrize(
    ("field", "value"),
    [("password", "short"), ("password", "password1234"), ("email", "no address"), ("school_name", "")],
)
def test_what_will_not_do_saves_nothing_and_the_link_stays_good(db: None, field: str, value: str) -> None:
    token = opening.make_setup_link(actor=system("start"))
    answer = Client().post(f"/set-up/{token}/", {**ANSWERS, field: value})
    assert answer.status_code == 400
    assert field in answer.context["form"].errors
    assert (Account.objects.count(), School.objects.count()) == (0, 0)
    assert Client().get(f"/set-up/{token}/").status_code == 200


def test_one_account_may_be_a_person_at_two_schools(head: Person) -> None:
    other = actions.add_school(name="Wren Lane Primary School", actor=ACTOR)
    opening.add_administrator(other, "Amara Whitlock", "head@robinhill.example", "", actor=ACTOR)
    assert head.account is not None
    assert [school.name for school in schools_of(head.account)] == [head.school.name, other.name]
    assert Account.objects.count() == 1


def test_who_has_lost_every_role_is_told_there_is_no_such_school(head: Person) -> None:
    opening.add_administrator(head.school, "Sam Rook", "sam@robinhill.example", PASSWORD, actor=ACTOR)
    actions.end_role(head, "administrator", actor=ACTOR, valid_to=today(head.school))
    assert roles_of(head, today(head.school)) == frozenset()
    assert head.account is not None
    with pytest.raises(NotFoundError):
        visit_of(head.account, head.school.ref)


def test_a_new_password_ends_the_sessions_and_is_recorded(head: Person) -> None:
    client = Client()
    assert head.account is not None
    client.force_login(head.account)
    opening.set_password(head.account, "four other plain words", actor=ACTOR)
    assert client.get("/account/2fa/").status_code == 302
    assert lines(INSTANCE, labels=["school"])[0].kind == "account.password-set"


def test_an_address_is_taken_once(head: Person) -> None:
    with pytest.raises(BadInputError, match="there is a sign-in with that address"):
        opening.add_account("HEAD@robinhill.example", PASSWORD, actor=ACTOR)
    assert lines(school_chain(head.school.ref), labels=["school"])[0].kind == "person.role-given"


def test_where_no_letter_leaves_nobody_is_told_to_wait_for_one(
    client: Client, settings: Settings, tmp_path: Path, db: None
) -> None:
    options = {"OPTIONS": {"file_path": str(tmp_path)}}
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.filebased.EmailBackend"} | options}
    asks, asked = (client.get(f"/account/password/reset/{page}").text for page in ("", "done/"))
    assert "no mail server here" in asks
    assert "Ask whoever looks after Schoolgate" in asked
    assert "junk mail" not in asked


def test_a_forgotten_password_is_set_anew_by_a_letter(head: Person, mailoutbox: list[EmailMessage]) -> None:
    client = Client()
    client.post("/account/password/reset/", {"email": "head@robinhill.example"})
    (letter,) = mailoutbox
    (address,) = re.findall(r"http://testserver(/account/password/reset/key/\S+)", str(letter.body))
    form = client.get(address, follow=True)
    new = "four other plain words"
    client.post(form.redirect_chain[-1][0], {"password1": new, "password2": new})
    assert sign_in(Client(), "head@robinhill.example", new)
    assert not sign_in(Client(), "head@robinhill.example", PASSWORD)


def test_no_letter_goes_to_an_address_nobody_signs_in_by(head: Person, mailoutbox: list[EmailMessage]) -> None:
    answer = Client().post("/account/password/reset/", {"email": "nobody@robinhill.example"})
    assert (answer.status_code, mailoutbox) == (302, [])  # and the page says the same as for one that is known


def test_old_links_and_ended_sessions_are_taken_out(head: Person) -> None:
    assert head.account is not None
    Client().force_login(head.account)
    SetupLink.objects.create(digest="x", made_at=timezone.now(), ends_at=timezone.now())
    assert upkeep.sweep(timezone.now())["people.setup-links"] == 0
    swept = upkeep.sweep(timezone.now() + timedelta(days=31))
    assert (swept["people.setup-links"], swept["frame.sessions"]) == (1, 1)
