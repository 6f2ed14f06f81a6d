"""Reading the record back: what is asked about one thing is looked up, not searched for along the chain."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from schoolgate.frame.actor import operator
from schoolgate.ledger import queries
from schoolgate.ledger.actions import INSTANCE, Label, append, school_chain
from schoolgate.ledger.kinds import kind
from schoolgate.ledger.queries import lines

TRIED = kind("test.tried", "tried something", number="which one")
OTHER = kind("test.tried-again", "tried something again", number="which one")
SAM = operator("sam")


@pytest.fixture(autouse=True)
def _recorded(db: None) -> None:
    for number in range(30):
        which = OTHER if number % 7 == 0 else TRIED
        label = Label.SEALED if number % 5 == 0 else Label.SCHOOL
        append(INSTANCE, which, actor=SAM, subject=f"thing_{number % 3}", details={"number": number}, label=label)
    append(school_chain("sch_x"), TRIED, actor=SAM, subject="thing_1", details={"number": 99})


def numbers(**asked: str) -> list[object]:
    found = lines(INSTANCE, labels=["school"], **asked)  # type: ignore[arg-type]  # all of them are text
    return [(line.details or {})["number"] for line in found]


def test_it_works() -> None:
    assert numbers(subject="thing_1") == [number for number in reversed(range(30)) if number % 3 == 1 and number % 5]
    assert numbers(kind="test.tried-again") == [28, 21, 14, 7]
    assert numbers(kind="test.tried-again", subject="thing_1") == [28, 7]
    assert [line.sequence for line in lines(INSTANCE, labels=["school"], subject="thing_1", before=10)] == [8, 5, 2]


def test_it_is_the_same_where_many_say_it(monkeypatch: pytest.MonkeyPatch) -> None:
    few = numbers(subject="thing_1"), numbers(kind="test.tried-again")
    monkeypatch.setattr(queries, "_FEW", 3)
    assert (numbers(subject="thing_1"), numbers(kind="test.tried-again")) == few


def test_the_few_are_looked_up_and_the_chain_is_not_walked() -> None:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        numbers(subject="thing_1")
    (_, entries) = [one["sql"] for one in asked.captured_queries]
    assert '"ledger_entry"."id" IN (' in entries
    assert '"subject" =' not in entries
