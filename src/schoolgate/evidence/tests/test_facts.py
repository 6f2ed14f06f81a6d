"""A fact has three dates, keeps its shape, enters the record without its words, and is judged by itself."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from schoolgate.evidence import actions, queries
from schoolgate.evidence.models import Fact, LastJudged, PromiseFinding
from schoolgate.evidence.pulling import PULLED
from schoolgate.evidence.shapes import from_json, to_json
from schoolgate.frame import erasing, outbox
from schoolgate.frame.actor import operator, person
from schoolgate.kernel.errors import BadInputError
from schoolgate.ledger.actions import school_chain
from schoolgate.ledger.queries import lines
from schoolgate.people import actions as people
from schoolgate.people.models import School
from schoolgate.vocabulary.facts import Confirmed, HeldRole

HEAD = person("per_head")
START = date(2025, 10, 1)
LATER = START + timedelta(days=90)
PROMISE = "promise_abcdefghijklmnop"
_SOON: Any = "soon"
WORD = Confirmed("Ada Okoro", "online-safety-lead", START, LATER)


def put(school: School, value: object = WORD, true_from: date = START, **more: Any) -> None:
    actions.put_fact(school, "promise.confirmed", value, actor=HEAD, true_from=true_from, subject=PROMISE, **more)


def known(school: School, on: date, known_at: datetime | None = None) -> object:
    return queries.facts_about(school, "promise.confirmed", on, known_at).get(PROMISE)


def test_it_works(school: School) -> None:
    seen = datetime(2025, 10, 1, 15, tzinfo=UTC)
    put(school, collected_at=seen, source="duty")
    assert known(school, LATER) == WORD
    assert known(school, START - timedelta(days=1)) is None
    (row,) = Fact.objects.for_school(school).known()
    assert (row.valid_from, row.collected_at, row.source) == (START, seen, "duty")
    assert row.recorded_at > seen
    (entry,) = lines(school_chain(school.ref), labels=["school"], kind="evidence.fact-put")
    assert entry.details is not None
    assert (entry.subject, entry.details["fact"], entry.details["true_from"]) == (PROMISE, row.key, "2025-10-01")
    assert "Ada" not in str(entry.details)


def test_what_was_known_before_a_correction_can_still_be_asked(school: School) -> None:
    put(school, at=datetime(2025, 10, 2, tzinfo=UTC))
    other = Confirmed("Bea Finch", "head", START, LATER, so=False)
    put(school, other, at=datetime(2025, 11, 2, tzinfo=UTC))
    assert known(school, START) == other
    assert known(school, START, datetime(2025, 10, 20, tzinfo=UTC)) == WORD
    assert known(school, START, datetime(2025, 10, 1, tzinfo=UTC)) is None


def test_said_twice_it_is_kept_once(school: School) -> None:
    for _ in range(2):
        put(school)
    assert Fact.objects.for_school(school).count() == 1
    assert len(lines(school_chain(school.ref), labels=["school"], kind="evidence.fact-put")) == 1


def test_an_end_leaves_what_was_before(school: School) -> None:
    put(school)
    for _ in range(2):
        actions.end_fact(school, "promise.confirmed", actor=HEAD, true_from=LATER, subject=PROMISE)
    assert (known(school, LATER - timedelta(days=1)), known(school, LATER)) == (WORD, None)
    assert len(lines(school_chain(school.ref), labels=["school"], kind="evidence.fact-ended")) == 1


@pytest.mark.parametrize(
    ("key", "value", "more", "words"),
    [
        ("promise.confirm", WORD, {}, "no fact is called so"),
        ("policy.promise", WORD, {}, "reckoned from the policy"),
        ("promise.confirmed", {"by": "Ada"}, {}, "is a dict, and must be a Confirmed"),
        ("promise.confirmed", Confirmed("Ada", "head", _SOON, LATER), {}, "on: Input should be a valid date"),
        ("promise.confirmed", WORD, {"subject": ""}, "says which by its ref"),
        ("people.post_holders", (), {"subject": PROMISE}, "it is not"),
        ("promise.confirmed", WORD, {"true_to": START}, "is not after"),
        ("promise.confirmed", WORD, {"source": "x" * 121}, "source is over 120 letters"),
    ],
)
def test_what_does_not_fit_is_refused_by_name(
    school: School, key: str, value: object, more: dict[str, Any], words: str
) -> None:
    said: dict[str, Any] = {"true_from": START, "subject": PROMISE} | more
    with pytest.raises(BadInputError, match=words):
        actions.put_fact(school, key, value, actor=HEAD, **said)
    assert not Fact.objects.for_school(school).exists()


def test_its_words_lie_locked_and_another_school_sees_none(school: School) -> None:
    put(school)
    with connection.cursor() as cursor:
        cursor.execute("SELECT value FROM evidence_fact")
        assert cursor.fetchone()[0].startswith("v1.")
    other = School.objects.create(name="Wren Lane Primary School")
    assert known(other, START) is None


def test_a_fact_of_a_shape_that_is_no_more_is_as_if_it_were_not_known(school: School) -> None:
    put(school)
    row = Fact.objects.for_school(school).get()
    Fact(school=school, key="gone.fact", value=1, collected_at=row.collected_at, valid_from=START,
         recorded_at=row.recorded_at).save()  # fmt: skip
    assert "gone.fact" not in queries.facts(school, START)


def test_a_hundred_facts_are_judged_once(school: School) -> None:
    for day in range(4):
        put(school, WORD, START + timedelta(days=day), source=f"file {day}")
    assert outbox.deliver_due().done == 4
    assert LastJudged.objects.for_school(school).count() == 1
    judged = LastJudged.objects.for_school(school).get()
    now = datetime.now(UTC)
    assert actions.judge_since(school, put_at=now, on=judged.on, now=now) == 0
    assert LastJudged.objects.for_school(school).get().at != judged.at  # something newer: it was looked at again
    assert actions.judge_since(school, put_at=judged.at, on=judged.on, now=now) == 0
    assert not PromiseFinding.objects.for_school(school).exists()


def test_who_holds_the_posts_is_pulled_from_the_people(school: School) -> None:
    assert "people.post_holders" not in queries.facts(school, START)
    ada = people.add_person(school, "Ada Okoro", actor=HEAD)
    for role in ("online-safety-lead", "teachers"):
        people.give_role(ada, role, actor=operator("test"), valid_from=START, valid_to=LATER)
    posts = queries.facts(school, START)["people.post_holders"]
    held = HeldRole("online-safety-lead", "Ada Okoro", START, LATER - timedelta(days=1))
    assert posts == (held,)
    assert "people.post_holders" not in queries.facts(school, LATER)


def test_every_pulled_fact_is_of_its_shape_or_not_known(school: School) -> None:
    for one in PULLED:
        value = one.run(school, START, None)
        assert value is None or from_json(one.key, to_json(one.key, value)) == value


def test_it_goes_seven_years_after_it_stopped_being_true(school: School) -> None:
    put(school, true_to=LATER)
    eraser = next(one for one in erasing.everything() if one.key == "evidence.fact")
    last = LATER.replace(year=LATER.year + 7)
    assert not list(eraser.due(school, last - timedelta(days=1)))
    (due,) = eraser.due(school, last)
    assert due.subjects == (PROMISE,)
    assert eraser.erase(school, [due.pk]) == 1
    assert not Fact.objects.for_school(school).exists()
