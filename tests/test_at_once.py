"""Several at once: no two find the same room, and no event is told twice."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from house.together import at_once

from schoolgate.frame import outbox
from schoolgate.frame.actor import operator
from schoolgate.kernel.errors import SchoolgateError
from schoolgate.ledger.queries import verify
from schoolgate.people import actions, opening
from schoolgate.people.models import Account, RoleAssignment, School

ACTOR = operator("test")
FIRST = date(2026, 9, 1)


def test_it_works() -> None:
    def fail(number: int) -> None:
        raise ValueError(number)

    assert sorted(str(error) for error in at_once(fail, 2)) == ["0", "1"]


def test_periods_given_at_once_never_overlap(transactional_db: None) -> None:
    school = actions.add_school(name="Robin Hill Infant School", actor=ACTOR)
    person = actions.add_person(school, "Sam Rook", actor=ACTOR)

    def give(number: int) -> None:
        for step in range(3):
            start = FIRST + timedelta(days=number + step)
            actions.give_role(person, "dsl", actor=ACTOR, valid_from=start, valid_to=start + timedelta(days=5))

    assert at_once(give) == []
    known = RoleAssignment.objects.for_school(school).known().order_by("valid_from")
    spans = [(row.valid_from, row.valid_to or date.max) for row in known]
    assert all(earlier[1] <= later[0] for earlier, later in itertools.pairwise(spans))
    assert all(verdict.whole for verdict in verify())


@outbox.event("test.whistle-blew")
@dataclass(frozen=True)
class WhistleBlew:
    number: str


@pytest.fixture
def told() -> Iterator[list[str]]:
    heard: list[str] = []
    outbox.handles(WhistleBlew, "test.whistle-ears")(lambda happened: heard.append(happened.number))
    yield heard
    outbox._handlers.pop("test.whistle-blew")


def test_an_event_is_told_once_however_many_deliver(transactional_db: None, told: list[str]) -> None:
    with transaction.atomic():
        for number in range(12):
            outbox.publish(WhistleBlew(str(number)))
    now = timezone.now()

    def deliver(_: int) -> None:
        outbox.deliver_due(now=now)

    assert at_once(deliver) == []
    assert sorted(told, key=int) == [str(number) for number in range(12)]


def test_a_set_up_link_used_twice_at_once_makes_one_school(transactional_db: None) -> None:
    token = opening.make_setup_link(actor=ACTOR)
    assert token is not None

    def use(number: int) -> None:
        opening.use_setup_link(
            token,
            school_name=f"Robin Hill {number}",
            name="Amara Whitlock",
            email=f"head{number}@robinhill.example",
            password="three plain words here",
        )

    raised = at_once(use, 3)
    assert all(isinstance(error, SchoolgateError) for error in raised), raised
    assert (School.objects.count(), Account.objects.count(), len(raised)) == (1, 1, 2)
