"""What is long and easily guessed is refused; ordinary good ones pass; kept ones are Argon2id."""

import pytest
from django.contrib.auth.hashers import ScryptPasswordHasher, identify_hasher
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from schoolgate.frame.actor import operator
from schoolgate.kernel.errors import BadInputError
from schoolgate.people import actions, opening
from schoolgate.people.models import Account
from schoolgate.people.passwords import ENOUGH, strength

ACTOR = operator("test")
SITE_HASHERS = ["schoolgate.people.hashing.Argon2", "django.contrib.auth.hashers.ScryptPasswordHasher"]
WEAK = (
    "aaaaaaaaaaaaaaaa",
    "abcabcabcabcabc",
    "qwertyuiopasdf",
    "asdfghjkl12345",
    "123456789012345",
    "1qaz2wsx3edc4rfv",
    "Password2024!!",
    "P@ssw0rd123456",
    "RobinHill2025!",
    "robin-hill-infant-school",
    "Wrenlane-12345",
    "september2025!",
    "letmeinletmein1",
)
GOOD = ("three plain words here", "three-small-owls", "x7Kd2mQ9vLpz", "tram kettle orchid", opening.new_password())


@pytest.fixture
def as_in_use(settings: Settings, db: None) -> None:
    """The hashers of a real installation; other tests keep passwords by something quick."""
    settings.PASSWORD_HASHERS = SITE_HASHERS


def test_it_works() -> None:
    assert strength("aaaaaaaaaaaaaaaa") == 2
    assert strength("tram kettle orchid") >= ENOUGH


@pytest.mark.parametrize("password", WEAK)
def test_what_is_guessed_first_is_refused(db: None, password: str) -> None:
    actions.add_school(name="Robin Hill Infant School", actor=ACTOR)
    actions.add_school(name="Wren Lane Primary School", actor=ACTOR)
    with pytest.raises(BadInputError, match="the password"):
        opening.add_account("head@robinhill.example", password, actor=ACTOR)
    assert Account.objects.count() == 0


@pytest.mark.parametrize("password", GOOD, ids=range(len(GOOD)))
def test_good_ones_are_taken_and_kept_by_argon2(as_in_use: None, password: str) -> None:
    actions.add_school(name="Robin Hill Infant School", actor=ACTOR)
    account = opening.add_account("head@robinhill.example", password, actor=ACTOR)
    assert identify_hasher(account.password).algorithm == "argon2"
    assert account.check_password(password)


def test_a_password_kept_the_old_way_still_opens_and_is_kept_the_new_way(as_in_use: None) -> None:
    account = opening.add_account("head@robinhill.example", "three plain words here", actor=ACTOR)
    account.password = ScryptPasswordHasher().encode("three plain words here", "salt")
    account.save()
    assert account.check_password("three plain words here")
    account.refresh_from_db()
    assert account.password.startswith("argon2")


@given(st.text(min_size=1, max_size=4), st.integers(min_value=4, max_value=30))
def test_repeating_adds_nothing(unit: str, times: int) -> None:
    assert strength(unit * times) <= max(strength(unit), 2) + len(unit)


@given(st.text(max_size=40))
def test_a_password_is_never_worth_more_than_its_length(password: str) -> None:
    assert 0 <= strength(password) <= len(password.lower())
