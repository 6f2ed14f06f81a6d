"""Machine tokens: made once, shown once, ended always; and what they are told who come without one that works."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from schoolgate.estate import actions, queries
from schoolgate.estate.api import pace
from schoolgate.estate.models import MachineToken
from schoolgate.estate.tests.conftest import OPERATOR, machine, secret_of
from schoolgate.kernel.errors import BadInputError, NotFoundError
from schoolgate.ledger.actions import school_chain
from schoolgate.ledger.queries import lines
from schoolgate.people.access import today
from schoolgate.people.models import School

ME = "/api/v1/me"


def test_a_machine_with_a_token_is_told_what_it_is(asker: Client, school: School) -> None:
    told = asker.get(ME)
    assert told.status_code == 200
    assert told.json()["school"] == {"ref": school.ref, "name": "Robin Hill Infant School"}
    assert told.json()["scopes"] == ["estate.whereabouts", "estate.who"]


def test_only_a_digest_of_the_token_is_kept_and_the_record_holds_neither(school: School) -> None:
    secret = secret_of(school, ["estate.whereabouts"])
    row = MachineToken.objects.for_school(school).get()
    assert secret not in repr(row.__dict__)
    assert secret.removeprefix("sgt_") not in repr(row.__dict__)
    (line,) = lines(school_chain(school.ref), labels=["school"], at_most=1)
    assert (line.kind, line.subject) == ("token.made", row.ref)


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer sgt_guessed", "Bearer nothing-of-ours", "Basic aGVhZDpvd2xz", "sgt_guessed"]
)
def test_whoever_comes_without_a_token_is_told_to_bring_one(school: School, header: str) -> None:
    told = Client(headers={"Authorization": header}).get(ME)
    assert told.status_code == 401
    assert told.headers["WWW-Authenticate"].startswith("Bearer")
    assert told.headers["Content-Type"] == "application/problem+json"
    assert told.json()["next_step"] == "Send it as Authorization: Bearer TOKEN."


def test_a_token_works_until_it_is_ended_and_is_not_ended_twice(asker: Client, school: School) -> None:
    (token,) = queries.tokens(school)
    assert token.works
    actions.end_token(school, token.ref, actor=OPERATOR)
    assert asker.get(ME).status_code == 401
    assert not queries.tokens(school)[0].works
    with pytest.raises(NotFoundError):
        actions.end_token(school, token.ref, actor=OPERATOR)


def test_a_token_works_until_the_day_before_its_end(asker: Client, school: School) -> None:
    MachineToken.objects.for_school(school).update(ends_on=today(school) + timedelta(days=1))
    assert asker.get(ME).status_code == 200
    MachineToken.objects.for_school(school).update(ends_on=today(school))
    assert asker.get(ME).status_code == 401


def test_another_school_can_neither_see_nor_end_it(asker: Client, school: School, other: School) -> None:
    (token,) = queries.tokens(school)
    assert queries.tokens(other) == []
    with pytest.raises(NotFoundError):
        actions.end_token(other, token.ref, actor=OPERATOR)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": "  "}, "a name"),
        ({"allowed": []}, "none was given"),
        ({"allowed": ["everything"]}, "there is no 'everything'"),
        ({"days": 0}, "after today"),
        ({"days": 401}, "within 400 days"),
    ],
)
def test_a_token_without_a_name_rights_or_an_end_is_not_made(school: School, wrong: dict[str, Any], said: str) -> None:
    asked: dict[str, Any] = {"name": "The filter", "allowed": ["estate.who"], "days": 30} | wrong
    ends_on = today(school) + timedelta(days=asked["days"])
    with pytest.raises(BadInputError, match=said):
        actions.make_token(school, asked["name"], asked["allowed"], ends_on=ends_on, actor=OPERATOR)
    assert queries.tokens(school) == []


def test_the_day_it_was_last_used_is_kept(asker: Client, school: School) -> None:
    assert queries.tokens(school)[0].last_used_on is None
    asker.get(ME)
    assert queries.tokens(school)[0].last_used_on == timezone.localdate()


def test_a_signed_in_person_is_not_let_in_by_a_cookie(client: Client, school: School, asker: Client) -> None:
    client.cookies["schoolgate"] = "whatever"
    assert client.get(ME).status_code == 401
    assert "Set-Cookie" not in asker.get(ME).headers


def test_whoever_asks_too_often_is_told_how_long_to_wait(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "AT_ONCE", 2.0)
    monkeypatch.setattr(pace, "A_SECOND", 0.01)  # however slow the machine
    asker = machine(secret_of(school, ["estate.who"]))
    answers = [asker.get(ME) for _ in range(4)]
    assert [answer.status_code for answer in answers][-1] == 429
    assert int(answers[-1].headers["Retry-After"]) >= 1


def test_a_bucket_fills_again_and_the_longest_unused_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "AT_ONCE", 1.0)
    assert pace.seconds_to_wait(-1, now=0.0) == 0
    assert pace.seconds_to_wait(-1, now=0.01) == pytest.approx(0.09)
    assert pace.seconds_to_wait(-1, now=0.2) == 0
    monkeypatch.setattr(pace, "_MOST", 1)
    pace.seconds_to_wait(-2, now=0.2)
    assert pace.seconds_to_wait(-1, now=0.2) == 0


def test_an_end_is_a_day_at_the_school(school: School) -> None:
    assert isinstance(queries.tokens(school), list)
    made = actions.make_token(school, "Agent", ["estate.who"], ends_on=today(school) + timedelta(1), actor=OPERATOR)
    assert isinstance(made.row.ends_on, date)
