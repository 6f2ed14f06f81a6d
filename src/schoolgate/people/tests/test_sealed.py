"""The emergency sign-in: sealed on paper, good once, for an hour, and never in secret."""

import time

import pytest
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from schoolgate.frame import rounds
from schoolgate.frame.actor import operator
from schoolgate.kernel.errors import BadInputError, NotFoundError
from schoolgate.ledger.actions import school_chain
from schoolgate.ledger.queries import lines
from schoolgate.people import actions, opening, sealed
from schoolgate.people.models import Person, School

ACTOR = operator("test")
WHO = {"name": "Joanna Petrie", "reason": "The head is in hospital and a filter must be opened."}


@pytest.fixture
def head(db: None, settings: Settings) -> Person:
    settings.SCHOOLGATE_SECOND_STEP = True
    cache.clear()
    school = actions.add_school(name="Robin Hill Infant School", actor=ACTOR)
    return opening.add_administrator(
        school, "Amara Whitlock", "head@robinhill.example", "three plain words", actor=ACTOR
    )


@pytest.fixture
def school(head: Person) -> School:
    return head.school


def _open(code: str, **who: str) -> Client:
    client = Client()
    client.post("/account/emergency/", {"code": code, **WHO, **who})
    return client


def _is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_it_works(school: School, mailoutbox: list[EmailMessage]) -> None:
    """It opens, without a second step; the record, the head's letters and the head's page say so."""
    client = _open(sealed.make(school, actor=ACTOR).upper().replace("-", " "))
    assert client.get(f"/schools/{school.ref}/").status_code == 200
    assert lines(school_chain(school.ref), labels=["school"])[0].kind == "school.emergency-opened"
    rounds.go_round(timezone.now())
    (letter,) = mailoutbox
    assert (letter.to, "was opened on" in str(letter.body)) == (["head@robinhill.example"], True)
    assert "Joanna Petrie" in client.get(f"/schools/{school.ref}/emergency/").text


def test_it_is_good_once_and_a_new_one_ends_the_old(school: School) -> None:
    old, new = (sealed.make(school, actor=ACTOR) for _ in range(2))
    assert not _is_in(_open(old))
    assert _is_in(_open(new))
    assert not _is_in(_open(new))
    assert [seal.good for seal in sealed.seals(school)] == [False, False]
    assert _is_in(_open(sealed.make(school, actor=ACTOR)))  # sealed again


def test_it_ends_after_an_hour_however_busy(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    client, start = _open(sealed.make(school, actor=ACTOR)), time.time()
    for minute, there in ((1, True), (30, True), (58, True), (63, False)):
        monkeypatch.setattr(time, "time", lambda minute=minute: start + 60 * minute)
        assert (client.get(f"/schools/{school.ref}/").status_code == 200) is there, minute


def test_nobody_opens_it_without_saying_who_and_why(school: School) -> None:
    code = sealed.make(school, actor=ACTOR)
    assert not _is_in(_open(code, reason=" "))
    with pytest.raises(BadInputError):
        sealed.open_seal(code, name="", reason="because")
    assert _is_in(_open(code))  # and it is still good


def test_the_name_and_the_reason_lie_locked_and_the_code_not_at_all(school: School) -> None:
    code = sealed.make(school, actor=ACTOR)
    _open(code)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM people_sealedsignin")
        lies = str(cursor.fetchall())
    assert not [word for word in ("Petrie", "hospital", code, code.replace("-", "")) if word in lies]
    assert "Petrie" not in str(lines(school_chain(school.ref), labels=["school"]))


def test_it_cannot_be_used_to_change_how_it_opens(school: School) -> None:
    client = _open(sealed.make(school, actor=ACTOR))
    for address in ("/account/password/change/", "/account/2fa/recovery-codes/generate/"):
        assert client.get(address).status_code == 403
    assert client.post(f"/schools/{school.ref}/emergency/new/").status_code == 403


def test_guessing_is_slowed(school: School) -> None:
    for number in range(10):
        _open(f"guess {number}")
    assert not _is_in(_open(sealed.make(school, actor=ACTOR)))
    with pytest.raises(NotFoundError):
        sealed.open_seal("guess", **WHO)


def test_an_administrator_seals_one_after_proving_again_who_they_are(head: Person, settings: Settings) -> None:
    settings.SCHOOLGATE_SECOND_STEP = False
    client = Client()
    client.post("/account/login/", {"login": "head@robinhill.example", "password": "three plain words"})
    page = f"/schools/{head.school.ref}/emergency/new/"
    assert client.get(page).headers["Location"].startswith("/account/reauthenticate/")
    client.post("/account/reauthenticate/", {"password": "three plain words"})
    code = client.post(page).context["code"]
    assert len(code) == 29
    assert "Sealed, not opened" in client.get(f"/schools/{head.school.ref}/emergency/").text
    assert _is_in(_open(code))
