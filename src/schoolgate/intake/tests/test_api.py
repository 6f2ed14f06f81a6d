"""Files that programs send: taken like any other, and nobody else's to ask about."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from schoolgate.estate.actions import make_token
from schoolgate.intake.due import take_up
from schoolgate.intake.models import Delivery
from schoolgate.intake.tests.giving import AUTUMN, OPERATOR
from schoolgate.people.access import today
from schoolgate.people.models import School


def machine(school: School) -> Client:
    ends_on = today(school) + timedelta(days=1)
    made = make_token(school, "The office system", ["intake.send"], ends_on=ends_on, actor=OPERATOR)
    return Client(headers={"Authorization": f"Bearer {made.secret}"})


@pytest.fixture
def sender(school: School) -> Client:
    return machine(school)


def send(client: Client, data: bytes = AUTUMN, **more: Any) -> Any:
    return client.post("/api/v1/files", {"file": SimpleUploadedFile("terms.csv", data), **more})


def test_it_works(sender: Client, school: School) -> None:
    told = send(sender, feed="term-dates", true_on="2026-09-01").json()
    assert (told["state"], told["repeated"]) == ("quarantined", False)
    kept = Delivery.objects.for_school(school).get(ref=told["ref"])
    assert (kept.way, kept.true_on.isoformat(), kept.feed) == ("api", "2026-09-01", "term-dates")
    take_up(kept.received_at + timedelta(minutes=1))
    assert sender.get(f"/api/v1/files/{told['ref']}").json()["state"] == "mapping"


def test_the_same_file_twice_is_one(sender: Client) -> None:
    first, second = send(sender).json(), send(sender).json()
    assert (first["ref"], second["repeated"]) == (second["ref"], True)


def test_what_another_machine_sent_is_not_told(sender: Client, school: School) -> None:
    ref = send(sender).json()["ref"]
    assert machine(school).get(f"/api/v1/files/{ref}").status_code == 404


def test_what_cannot_be_taken_is_refused_in_words(sender: Client) -> None:
    told = send(sender, feed="no-such-kind")
    assert told.status_code in (404, 422)
    assert "no-such-kind" in told.content.decode()
    assert send(sender, b"").status_code == 422
    assert sender.post("/api/v1/files", {}).status_code == 422
