"""The second step: who needs one, what is open until there is one, and that a printed sheet is one by itself."""

from datetime import timedelta
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core.cache import cache
from django.db import connection
from django.test import Client
from pytest_django import Settings

from schoolgate.frame import keyring, rotation
from schoolgate.frame.actor import operator
from schoolgate.kernel.errors import NotFoundError
from schoolgate.ledger.actions import INSTANCE
from schoolgate.ledger.queries import lines
from schoolgate.people import actions, opening, queries, second_step
from schoolgate.people.access import today
from schoolgate.people.models import Account, Person, SecondStepSecret

ACTOR = operator("test")
EMAIL, PASSWORD = "head@robinhill.example", "three plain words here"


@pytest.fixture(autouse=True)
def _asked_for(settings: Settings, db: None) -> None:
    settings.SCHOOLGATE_SECOND_STEP = True
    cache.clear()


@pytest.fixture
def head(db: None) -> Account:
    return _somebody(EMAIL, "head")


def _somebody(email: str, role: str, school_name: str = "Robin Hill Infant School") -> Account:
    school = actions.add_school(name=school_name, actor=ACTOR)
    account = opening.add_account(email, PASSWORD, actor=ACTOR)
    person = actions.give_sign_in(actions.add_person(school, "Amara Whitlock", actor=ACTOR), account, actor=ACTOR)
    actions.give_role(person, role, actor=ACTOR, valid_from=today(school))
    return account


def _sign_in(email: str = EMAIL) -> Client:
    client = Client()
    client.post("/account/login/", {"login": email, "password": PASSWORD})
    return client


def _is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def _sheet(client: Client) -> list[str]:
    client.get("/account/second-step/")
    answer = client.post("/account/2fa/recovery-codes/generate/", follow=True)
    return [str(code) for code in answer.context["unused_codes"]]


def test_it_works(head: Account) -> None:
    """A head with a password only is led to set up a second step, prints a sheet, and is let in."""
    client = _sign_in()
    assert client.get("/").headers["Location"] == "/account/second-step/"
    assert len(_sheet(client)) == 30
    assert client.get("/").headers.get("Location") != "/account/second-step/"


@pytest.mark.parametrize("role", sorted(second_step.POWERFUL))
def test_these_roles_need_one(role: str) -> None:
    assert second_step.owes_one(_somebody(EMAIL, role))


@pytest.mark.parametrize("role", ["teachers", "governors", "office", "parents"])
def test_these_do_not(role: str) -> None:
    account = _somebody(EMAIL, role)
    assert not second_step.owes_one(account)
    assert _is_in(_sign_in())


def test_power_at_any_school_of_the_account_counts(head: Account) -> None:
    teacher = _somebody("teacher@robinhill.example", "teachers", "Wren Lane Primary School")
    other = actions.add_school(name="Third School", actor=ACTOR)
    person = actions.give_sign_in(actions.add_person(other, "Tom Ferreira", actor=ACTOR), teacher, actor=ACTOR)
    actions.give_role(person, "dsl", deputy=True, actor=ACTOR, valid_from=today(other))
    assert second_step.owes_one(teacher)


def test_a_role_that_has_ended_or_not_begun_needs_none(head: Account) -> None:
    person = Person.objects.for_school(actions.add_school(name="Wren Lane Primary School", actor=ACTOR))
    assert not person.exists()
    late = _somebody("late@robinhill.example", "teachers", "Third School")
    (row,) = _persons(late)
    day = today(row.school)
    actions.give_role(row, "dsl", actor=ACTOR, valid_from=day - timedelta(days=9), valid_to=day)
    actions.give_role(row, "dpo", actor=ACTOR, valid_from=day + timedelta(days=1))
    assert not second_step.owes_one(late)


def _persons(account: Account) -> list[Person]:
    return queries.where(account)


def test_until_then_nothing_else_is_open_and_nothing_is_done(head: Account) -> None:
    client = _sign_in()
    school = _persons(head)[0].school
    for address in ("/", f"/schools/{school.ref}/", "/account/2fa/", "/account/password/change/"):
        for answer in (client.get(address), client.post(address, {"x": "y"})):
            assert answer.headers.get("Location") == "/account/second-step/", address
    for address in ("/account/second-step/", "/account/2fa/totp/activate/", "/account/2fa/webauthn/add/"):
        assert client.get(address).status_code == 200, address


def test_a_printed_code_lets_in_once(head: Account) -> None:
    code = _sheet(_sign_in())[7]
    client = _sign_in()
    assert not _is_in(client)  # the password alone is no longer enough
    client.post("/account/2fa/authenticate/", {"code": f"{code[:4]} {code[4:]}"})
    assert _is_in(client)
    assert second_step.codes_left(head) == 29
    again = _sign_in()
    again.post("/account/2fa/authenticate/", {"code": code})
    assert not _is_in(again)


def test_a_new_sheet_ends_the_old(head: Account) -> None:
    client = _sign_in()
    old, new = _sheet(client), _sheet(client)
    assert set(old).isdisjoint(new)
    late = _sign_in()
    late.post("/account/2fa/authenticate/", {"code": old[0]})
    assert not _is_in(late)
    late.post("/account/2fa/authenticate/", {"code": new[0]})
    assert _is_in(late)


def test_the_last_one_stays_while_the_role_needs_it(head: Account) -> None:
    client = _sign_in()
    _sheet(client)
    Authenticator.objects.filter(user=head).delete()
    app = Authenticator.objects.create(user=head, type="totp", data={"secret": "x"})
    client.post("/account/2fa/totp/deactivate/")
    assert Authenticator.objects.filter(pk=app.pk).exists()
    RecoveryCodes.activate(head)
    client.post("/account/2fa/totp/deactivate/")
    assert [one.type for one in Authenticator.objects.filter(user=head)] == ["recovery_codes"]  # the sheet stays


def test_each_that_comes_or_goes_is_recorded_and_nothing_secret_with_it(head: Account) -> None:
    codes = _sheet(_sign_in())
    second_step.forget(head, actor=ACTOR)
    told = lines(INSTANCE, labels=["school"])[:2]
    assert [line.kind for line in told] == ["account.second-step-removed", "account.second-step-added"]
    assert not any(code in str(told) for code in codes)
    assert second_step.owes_one(head)
    with pytest.raises(NotFoundError, match="has none"):
        second_step.forget(head, actor=ACTOR)


def test_the_sheets_secret_lies_locked_turns_with_the_key_and_goes_with_the_sheet(
    settings: Settings, tmp_path: Path
) -> None:
    settings.SCHOOLGATE_KEYS = tmp_path / "keys"
    keyring.make(tmp_path / "keys")
    head = _somebody(EMAIL, "head")
    codes = _sheet(_sign_in())
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM people_secondstepsecret")
        ((lies,),) = cursor.fetchall()
    kept = Authenticator.objects.get(user=head)
    assert SecondStepSecret.objects.get(ref=kept.data["seed"]).words not in lies
    rotation.rotate()
    assert Authenticator.objects.get(user=head).wrap().generate_codes() == codes
    second_step.forget(head, actor=ACTOR)
    assert SecondStepSecret.objects.count() == 0
