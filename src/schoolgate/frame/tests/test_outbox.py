"""Events between rooms: told once to each that asked, kept when nobody did, and never lost."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from schoolgate.frame import outbox, upkeep
from schoolgate.frame.models import OutboxEvent
from schoolgate.frame.outbox import Delivered, OutboxError
from schoolgate.kernel.errors import NotFoundError

NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)


@outbox.event("test.bell-rang")
@dataclass(frozen=True)
class BellRang:
    bell: str


@pytest.fixture
def heard() -> Iterator[list[str]]:
    """A handler, taken away again after the test, and what it was told."""
    told: list[str] = []

    @outbox.handles(BellRang, "test.ears")
    def _hear(happened: BellRang) -> None:
        told.append(happened.bell)

    yield told
    outbox._handlers.pop("test.bell-rang")


def ring(bell: str = "bell_1") -> str:
    with transaction.atomic():
        return outbox.publish(BellRang(bell), school_ref="sch_1", at=NOON)


def test_it_works(db: None, heard: list[str]) -> None:
    ring()
    assert outbox.deliver_due(now=NOON) == Delivered(done=1)
    assert outbox.deliver_due(now=NOON) == Delivered()
    assert heard == ["bell_1"]


def test_an_event_goes_when_its_change_is_rolled_back(db: None, heard: list[str]) -> None:
    with transaction.atomic():
        ring()
        transaction.set_rollback(True)
    outbox.deliver_due(now=NOON)
    assert heard == []


def test_it_is_published_in_the_transaction_of_the_change_only(transactional_db: None) -> None:
    with pytest.raises(OutboxError, match="outside the transaction"):
        outbox.publish(BellRang("bell_1"))


def test_an_event_nobody_takes_waits_for_a_person_and_can_be_tried_again(db: None) -> None:
    ref = ring()
    assert outbox.deliver_due(now=NOON) == Delivered(for_a_person=1)
    (waiting,) = outbox.waiting_for_a_person("sch_1")
    assert (waiting.ref, waiting.refs, waiting.trouble) == (
        ref,
        {"bell": "bell_1"},
        "Nothing takes this kind of event yet.",
    )
    assert outbox.waiting_for_a_person("sch_2") == []
    outbox.try_again(ref)
    assert outbox.waiting_for_a_person() == []


def test_a_person_settles_it_once(db: None) -> None:
    ref = ring()
    outbox.deliver_due(now=NOON)
    outbox.settle(ref, by="per_1")
    assert OutboxEvent.objects.get().settled_by == "per_1"
    with pytest.raises(NotFoundError):
        outbox.settle(ref, by="per_1")


def test_a_handler_that_fails_is_tried_later_and_in_the_end_a_person_is_asked(db: None, heard: list[str]) -> None:
    failing = True

    @outbox.handles(BellRang, "test.zz-fails")
    def _fail(_: BellRang) -> None:
        if failing:
            raise ValueError("Ada Lovelace, 12 Acacia Avenue")

    ring()
    now, put_off = NOON, 0
    while outbox.deliver_due(now=now).put_off:
        put_off += 1
        assert outbox.deliver_due(now=now) == Delivered()  # not before its time
        now += timedelta(days=1)
    assert put_off == outbox.MOST_ATTEMPTS - 1
    (waiting,) = outbox.waiting_for_a_person()
    assert waiting.trouble == "test.zz-fails failed: ValueError."  # what the error said stays out of it
    assert heard == ["bell_1"]  # the handler that did its part was not asked again

    failing = False
    outbox.try_again(waiting.ref)
    assert outbox.deliver_due() == Delivered(done=1)
    assert heard == ["bell_1"]


def test_what_a_failing_handler_wrote_is_undone(db: None) -> None:
    @outbox.handles(BellRang, "test.writes")
    def _write(_: BellRang) -> None:
        OutboxEvent.objects.filter(refs={"bell": "bell_1"}).update(settled_by="half done")
        raise ValueError

    ring()
    outbox.deliver_due(now=NOON)
    outbox._handlers.pop("test.bell-rang")
    assert OutboxEvent.objects.get().settled_by == ""


def test_an_event_claimed_by_a_process_that_died_comes_round_again(db: None, heard: list[str]) -> None:
    ring()
    OutboxEvent.objects.update(claimed_until=NOON + timedelta(minutes=5))
    assert outbox.deliver_due(now=NOON) == Delivered()
    assert outbox.deliver_due(now=NOON + timedelta(minutes=6)) == Delivered(done=1)


def test_of_two_processes_that_see_an_event_due_one_gets_it(db: None, heard: list[str]) -> None:
    ring()
    seen = [OutboxEvent.objects.get(), OutboxEvent.objects.get()]
    assert [outbox._claim(row, NOON) for row in seen] == [True, False]


def test_an_event_carries_refs_and_nothing_else() -> None:
    @dataclass(frozen=True)
    class Told:
        words: list[str]

    with pytest.raises(OutboxError, match="all str"):
        outbox.event("test.told")(Told)


def test_what_was_dealt_with_goes_in_time_and_what_waits_for_a_person_stays(db: None, heard: list[str]) -> None:
    ring()
    outbox.deliver_due(now=NOON)
    waits = ring()
    OutboxEvent.objects.filter(ref=waits).update(state=OutboxEvent.State.PERSON)
    assert upkeep.sweep(NOON + timedelta(days=89))["frame.outbox"] == 0
    assert upkeep.sweep(NOON + timedelta(days=91))["frame.outbox"] == 2  # the event, and the note of its delivery
    assert [one.ref for one in outbox.waiting_for_a_person()] == [waits]
