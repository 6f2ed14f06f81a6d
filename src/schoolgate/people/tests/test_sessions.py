"""Sessions end: by disuse, by the clock, by their owner, by a new password, a closed sign-in, a role that ends."""

import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from schoolgate.frame import upkeep
from schoolgate.frame.actor import operator
from schoolgate.people import actions, opening
from schoolgate.people.access import today
from schoolgate.people.models import Account, OpenSession, Person

ACTOR = operator("test")
EMAIL, PASSWORD = "teacher@robinhill.example", "three plain words here"
PAGE = "/account/sessions/"


@pytest.fixture
def teacher(db: None) -> Person:
    cache.clear()
    school = actions.add_school(name="Robin Hill Infant School", actor=ACTOR)
    account = opening.add_account(EMAIL, PASSWORD, actor=ACTOR)
    person = actions.give_sign_in(actions.add_person(school, "Tom Ferreira", actor=ACTOR), account, actor=ACTOR)
    actions.give_role(person, "teachers", actor=ACTOR, valid_from=today(school))
    return person


def _at(device: str = "Mozilla/5.0 (X11; Linux x86_64)") -> Client:
    client = Client(HTTP_USER_AGENT=device)
    client.post("/account/login/", {"login": EMAIL, "password": PASSWORD})
    assert client.get(PAGE).status_code == 200
    return client


def _is_out(client: Client) -> bool:
    return client.get(PAGE).status_code == 302


def _later(client: Client, monkeypatch: pytest.MonkeyPatch, seconds: int) -> bool:
    now = time.time() + seconds
    monkeypatch.setattr(time, "time", lambda: now)
    return _is_out(client)


def test_it_works(teacher: Person) -> None:
    here, there = _at(), _at("Mozilla/5.0 (iPad; CPU OS 17_0 like Mac OS X)")
    places = here.get(PAGE).context["places"]
    assert [(place.device, place.here) for place in places] == [("computer", True), ("tablet", False)]
    here.post(PAGE, {"end": places[1].ref})
    assert (_is_out(there), _is_out(here)) == (True, False)


def test_somebody_elses_session_cannot_be_ended_or_seen(teacher: Person) -> None:
    mine = _at()
    other = Client()
    other.force_login(opening.add_account("other@robinhill.example", PASSWORD, actor=ACTOR))
    assert len(other.get(PAGE).context["places"]) == 1
    other.post(PAGE, {"end": OpenSession.objects.get(account__email=EMAIL).ref})
    assert not _is_out(mine)


def test_out_everywhere(teacher: Person) -> None:
    here, there = _at(), _at()
    here.post(PAGE, {"everywhere": "1"})
    assert _is_out(here)
    assert _is_out(there)


@pytest.mark.parametrize(("role", "idle", "whole"), [("teachers", 120, 12 * 60), ("dsl", 30, 8 * 60)])
def test_it_ends_by_disuse_and_by_the_clock(
    teacher: Person, monkeypatch: pytest.MonkeyPatch, role: str, idle: int, whole: int
) -> None:
    actions.give_role(teacher, role, actor=ACTOR, valid_from=today(teacher.school)) if role != "teachers" else None
    client = _at()
    for _ in range(0, whole - idle, idle - 1):  # used just often enough
        assert not _later(client, monkeypatch, 60 * (idle - 1))
    assert _later(client, monkeypatch, 60 * (idle - 1) + 60)
    assert _later(_at(), monkeypatch, 60 * idle + 60)


def test_a_new_password_a_closed_sign_in_and_an_ended_role_end_them(teacher: Person) -> None:
    account = teacher.account
    assert account is not None
    ways: list[Callable[[], None]] = [
        lambda: opening.set_password(account, "four other plain words", actor=ACTOR),
        lambda: actions.end_role(teacher, "teachers", actor=ACTOR, valid_to=today(teacher.school)),
        lambda: actions.close_account(account, actor=ACTOR),
    ]
    for how in ways:
        client = Client()
        client.force_login(Account.objects.get(pk=account.pk))
        client.get(PAGE)
        how()
        assert not client.session.keys() or _is_out(client)
        assert OpenSession.objects.count() == 0


def test_a_password_changed_on_the_page_ends_the_others_and_is_recorded(teacher: Person) -> None:
    here, there = _at(), _at()
    new = {"oldpassword": PASSWORD, "password1": "four other plain words", "password2": "four other plain words"}
    here.post("/account/password/change/", new)
    assert _is_out(there)
    assert OpenSession.objects.filter(account=teacher.account).count() <= 1


def test_what_is_kept_is_the_device_and_the_day_and_goes_with_the_session(teacher: Person) -> None:
    _at("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X)")
    row = OpenSession.objects.get()
    assert (row.device, row.seen_on) == ("phone", timezone.localdate())
    assert not {field.name for field in OpenSession._meta.concrete_fields} & {"ip", "address", "user_agent"}
    assert upkeep.sweep(timezone.now() + timedelta(days=2))["people.open-sessions"] == 1


def test_the_cookie_is_for_the_server_alone(teacher: Person) -> None:
    cookie = _at().cookies["schoolgate"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")
