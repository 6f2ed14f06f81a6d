"""Guessing is slowed, and nobody can be locked out by somebody else's guesses."""

from collections.abc import Callable

import pytest
from allauth.core import context
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client, RequestFactory
from pytest_django import Settings

from schoolgate.frame.actor import operator
from schoolgate.people import opening, slowing
from schoolgate.people.models import Account

ACTOR = operator("test")
EMAIL, PASSWORD = "head@robinhill.example", "three plain words here"


@pytest.fixture(autouse=True)
def _nothing_counted(db: None) -> None:
    cache.clear()


@pytest.fixture
def head(db: None) -> Account:
    return opening.add_account(EMAIL, PASSWORD, actor=ACTOR)


def _try(client: Client, password: str, email: str = EMAIL) -> HttpResponse:
    answer = client.post("/account/login/", {"login": email, "password": password})
    assert isinstance(answer, HttpResponse)
    return answer


def _is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def _count_on(guesses: int, where: Callable[[int], str]) -> None:
    """Further guesses, at the count alone: the page round it adds nothing but time."""
    for number in range(guesses):
        request = RequestFactory().post("/account/login/", REMOTE_ADDR=where(number))
        with context.request_context(request):
            slowing.attempt(request, EMAIL, "password")


def _own_machine() -> Client:
    """The head's computer: signed in once before, and out again."""
    client = Client(REMOTE_ADDR="10.4.2.17")
    _try(client, PASSWORD)
    assert _is_in(client)
    client.post("/account/logout/")
    return client


def test_it_works(head: Account) -> None:
    stranger = Client(REMOTE_ADDR="192.0.2.1")
    for number in range(5):
        assert _try(stranger, f"guess {number}").status_code == 200
    _try(stranger, PASSWORD)
    assert not _is_in(stranger)  # even when the sixth guess is right


def test_strangers_at_many_addresses_are_counted_together(head: Account) -> None:
    _count_on(60, lambda number: f"198.51.100.{number}")
    stranger = Client(REMOTE_ADDR="192.0.2.1")
    _try(stranger, PASSWORD)
    assert not _is_in(stranger)


def test_a_thousand_guesses_from_one_address_do_not_keep_the_head_out(head: Account) -> None:
    own, stranger = _own_machine(), Client(REMOTE_ADDR="192.0.2.1")
    for number in range(100):
        _try(stranger, f"guess {number}")
    _count_on(900, lambda _number: "192.0.2.1")
    assert not _is_in(stranger)
    _try(own, PASSWORD)
    assert _is_in(own)


def test_nor_do_a_thousand_from_as_many_addresses_and_few_of_them_are_looked_at(
    head: Account, settings: Settings
) -> None:
    own = _own_machine()
    settings.PASSWORD_HASHERS = ["schoolgate.people.tests.test_slowing.Counting"]
    Counting.looked = 0
    for number in range(100):
        _try(Client(REMOTE_ADDR=f"198.51.100.{number + 1}"), f"guess {number}")
    _count_on(900, lambda number: f"203.0.113.{number % 250 + 1}")
    assert Counting.looked <= 2 * 60  # all strangers together: sixty in an hour
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    _try(own, PASSWORD)
    assert _is_in(own)


def test_guesses_from_the_heads_own_network_address_do_not_either(head: Account) -> None:
    """A whole school behind one address: the pupil beside the head is the stranger, not the address."""
    own, beside = _own_machine(), Client(REMOTE_ADDR="10.4.2.17")
    for number in range(30):
        _try(beside, f"guess {number}")
    _try(own, PASSWORD)
    assert _is_in(own)


def test_a_known_browser_is_slowed_too(head: Account) -> None:
    own = _own_machine()
    for number in range(10):
        _try(own, f"guess {number}")
    _try(own, PASSWORD)
    assert not _is_in(own)


def test_a_browser_is_known_for_those_who_signed_in_on_it_and_a_forged_cookie_for_nobody(head: Account) -> None:
    opening.add_account("other@robinhill.example", PASSWORD, actor=ACTOR)
    own = _own_machine()
    for number in range(6):
        _try(own, f"guess {number}", "other@robinhill.example")
    _try(own, PASSWORD, "other@robinhill.example")
    assert not _is_in(own)
    own.cookies[slowing.cookie_name()] = own.cookies[slowing.cookie_name()].value + "x"
    for number in range(6):
        _try(own, f"guess {number}")
    _try(own, PASSWORD)
    assert not _is_in(own)


def test_codes_are_slowed_alike_and_right_ones_count_for_nothing(head: Account) -> None:
    codes = RecoveryCodes.activate(head).get_unused_codes()
    stranger = Client(REMOTE_ADDR="192.0.2.1")
    for code in codes[:7]:
        client = Client(REMOTE_ADDR="192.0.2.1")
        _try(client, PASSWORD)
        client.post("/account/2fa/authenticate/", {"code": code})
        assert _is_in(client)
    _try(stranger, PASSWORD)
    for number in range(6):
        stranger.post("/account/2fa/authenticate/", {"code": f"0000000{number}"})
    stranger.post("/account/2fa/authenticate/", {"code": codes[8]})
    assert not _is_in(stranger)


def test_an_address_nobody_signs_in_by_gets_the_same_answers(head: Account) -> None:
    told: list[list[str]] = []
    for email in (EMAIL, "nobody@robinhill.example"):
        cache.clear()
        client = Client(REMOTE_ADDR="192.0.2.1")
        told.append([_words(_try(client, f"guess {number}", email)) for number in range(8)])
    assert told[0] == told[1]
    assert told[0][-1] != told[0][0]


def _words(answer: HttpResponse) -> str:
    return " ".join(answer.context["form"].non_field_errors())  # type: ignore[attr-defined]  # the test client's


class Counting(MD5PasswordHasher):
    """Counts the passwords that were looked at or made: the work an answer takes."""

    looked = 0

    def encode(self, password: str, salt: str) -> str:
        Counting.looked += 1
        return super().encode(password, salt)


def test_it_is_the_same_work_for_an_address_nobody_signs_in_by(head: Account, settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["schoolgate.people.tests.test_slowing.Counting"]
    work = []
    for email in (EMAIL, "nobody@robinhill.example"):
        Counting.looked = 0
        _try(Client(), "a guess", email)
        work.append(Counting.looked)
    assert work[0] == work[1] > 0
