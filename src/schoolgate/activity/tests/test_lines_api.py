"""Lines that a program sends: locked until they are loaded, once, and only for a source that comes that way."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from schoolgate.activity.actions.following import end, set_up
from schoolgate.activity.models import Source
from schoolgate.activity.tests.squid import OPERATOR, line
from schoolgate.activity.transports.contract import inbox
from schoolgate.estate.actions import make_token
from schoolgate.people import actions as people
from schoolgate.people.access import today
from schoolgate.people.models import School


@pytest.fixture
def agent(school: School) -> Source:
    return set_up(school, "Agent", "squid", "machine", {}, actor=OPERATOR)


def machine(school: School, scope: str = "activity.send") -> Client:
    made = make_token(school, "The proxy", [scope], ends_on=today(school) + timedelta(days=1), actor=OPERATOR)
    return Client(headers={"Authorization": f"Bearer {made.secret}"})


def send(client: Client, source: str, lines: list[str], **more: Any) -> Any:
    body = json.dumps({"source": source, "lines": lines})
    return client.post("/api/v1/activity/lines", body, content_type="application/json", **more)


def waiting(school: School, source: Source, data: Path) -> list[Path]:
    folder = inbox(data, school.ref, source.ref)
    return sorted(folder.iterdir()) if folder.exists() else []


def test_it_works(school: School, agent: Source, settings: Settings) -> None:
    answer = send(machine(school), agent.ref, [line(0).strip(), line(1).strip()])
    assert answer.json() == {"taken": 2}
    (file,) = waiting(school, agent, Path(settings.SCHOOLGATE_DATA))
    assert b"owls" not in file.read_bytes()


def test_the_same_request_twice_is_taken_once_where_it_says_so(
    school: School, agent: Source, settings: Settings
) -> None:
    client = machine(school)
    for _ in range(2):
        assert send(client, agent.ref, ["one"], headers={"Idempotency-Key": "a1"}).json() == {"taken": 1}
    assert len(waiting(school, agent, Path(settings.SCHOOLGATE_DATA))) == 1


def test_only_a_source_that_comes_that_way_is_sent_to(school: School, agent: Source, source: Source) -> None:
    client = machine(school)
    assert send(client, source.ref, ["one"]).status_code == 422
    assert send(client, "asrc_nobody", ["one"]).status_code == 404
    end(agent, actor=OPERATOR)
    assert send(client, agent.ref, ["one"]).status_code == 422


def test_another_school_or_another_right_sends_nothing(school: School, agent: Source) -> None:
    other = people.add_school(name="Wren Lane Primary School", actor=OPERATOR)
    assert send(machine(other), agent.ref, ["one"]).status_code == 404
    assert send(machine(school, "intake.send"), agent.ref, ["one"]).status_code == 403


@pytest.mark.parametrize("lines", [[], ["x"] * 10_001])
def test_none_and_too_many_are_refused(school: School, agent: Source, lines: list[str]) -> None:
    assert send(machine(school), agent.ref, lines).status_code in (400, 422)
