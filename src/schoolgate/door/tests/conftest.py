"""A school with a head and an approved rule on telephones, and a tablet paired at its front door."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from schoolgate.agreements.tests.families import approved
from schoolgate.door import actions
from schoolgate.door.models import Tablet
from schoolgate.door.queries import rule
from schoolgate.evidence.tests.a_school import ACTOR, LONG_AGO, amara, with_policy, works_as
from schoolgate.people.models import Person, School

__all__ = ["ACTOR", "LONG_AGO", "amara", "works_as"]
POLICY = "# Online Safety Policy\n\nVisitors, helpers and contractors accept the rule on telephones as they sign in.\n"


@dataclass(frozen=True)
class AtTheDoor:
    """A paired tablet's browser: ``send`` is what its script sends."""

    tablet: Tablet
    client: Client

    def send(self, *entries: dict[str, Any], now: str = "", waiting: int = 0) -> Any:
        sent = self.client.post(
            "/door/sync/",
            {"now": now or timezone.now().isoformat(), "waiting": waiting, "entries": list(entries)},
            content_type="application/json",
        )
        assert sent.status_code == 200, sent.content
        return sent.json()


@pytest.fixture(autouse=True)
def about_noon(monkeypatch: pytest.MonkeyPatch) -> None:
    """A visit is of its day: run at midnight, a minute ago would be another."""
    real = timezone.now
    shift = real().replace(hour=12, minute=0, second=0) - real()
    monkeypatch.setattr(timezone, "now", lambda: real() + shift)


@pytest.fixture
def school(db: None) -> School:
    return with_policy(POLICY)


@pytest.fixture
def digest(school: School, amara: Person) -> str:
    """Of the approved words about telephones."""
    approved(school, amara, "phone-rule")
    return rule(school)[0].digest


@pytest.fixture
def door(school: School, digest: str) -> AtTheDoor:
    return paired(school, "Front door")


def paired(school: School, name: str) -> AtTheDoor:
    made = actions.make_tablet(school, name, actor=ACTOR)
    client = Client()
    assert client.post("/door/pair/", {"code": made.code.lower()}).status_code == 302
    return AtTheDoor(Tablet.objects.for_school(school).get(pk=made.row.pk), client)


def came(number: int, digest: str, **more: Any) -> dict[str, Any]:
    """Somebody signs in at the tablet; ``number`` makes the id and the four digits."""
    said = {"key": f"{number:032x}", "what": "in", "at": timezone.now().isoformat(), "name": f"Visitor {number}"}
    said |= {"kind": "helper", "code": f"{number:04d}", "answer": "accepted", "digest": digest}
    return said | more


def went(number: int, **more: Any) -> dict[str, Any]:
    """They sign out by their four digits."""
    said = {"key": f"{number + 5000:032x}", "what": "out", "at": timezone.now().isoformat(), "code": f"{number:04d}"}
    return said | more
