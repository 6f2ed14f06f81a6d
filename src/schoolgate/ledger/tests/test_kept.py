"""What was reckoned is given again until something is recorded, and what was undone is as if it had never been."""

from itertools import count

import pytest
from django.db import transaction

from schoolgate.ledger import kept as keeping
from schoolgate.ledger.actions import INSTANCE, append, school_chain
from schoolgate.ledger.kept import kept
from schoolgate.ledger.tests.a_record import SAM, TRIED

pytestmark = pytest.mark.django_db
HERE = "sch_here"


def record(chain: str) -> None:
    append(chain, TRIED, actor=SAM, subject="thing", details={"number": 1})


def test_it_is_reckoned_once_and_again_when_something_is_recorded() -> None:
    number = count().__next__
    record(school_chain(HERE))
    assert [kept(HERE, "how many", number), kept(HERE, "how many", number)] == [0, 0]
    record(school_chain(HERE))
    assert kept(HERE, "how many", number) == 1


def test_what_happens_to_the_installation_counts_and_what_happens_at_another_school_does_not() -> None:
    number = count().__next__
    record(school_chain(HERE))
    assert kept(HERE, "how many", number) == 0
    record(school_chain("sch_elsewhere"))
    assert kept(HERE, "how many", number) == 0
    record(INSTANCE)
    assert kept(HERE, "how many", number) == 1


def test_each_question_and_each_school_has_an_answer_of_its_own() -> None:
    assert kept(HERE, "how many", lambda: 5) == 5
    assert kept(HERE, "how few", lambda: 2) == 2
    assert kept("sch_elsewhere", "how many", lambda: 7) == 7


def test_what_was_reckoned_inside_what_is_undone_is_not_given_afterwards() -> None:
    record(school_chain(HERE))
    assert kept(HERE, "how many", lambda: "before") == "before"
    with transaction.atomic():
        record(school_chain(HERE))
        assert kept(HERE, "how many", lambda: "within") == "within"
        transaction.set_rollback(True)
    assert kept(HERE, "how many", lambda: "afresh") == "before"
    record(school_chain(HERE))
    assert kept(HERE, "how many", lambda: "after") == "after"


def test_what_is_read_from_elsewhere_is_looked_at_again_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    record(school_chain(HERE))
    assert kept(HERE, "how many", lambda: 1) == 1
    monkeypatch.setattr(keeping, "_SECONDS", 0)
    assert kept(HERE, "how many", lambda: 2) == 2


def test_only_so_many_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "MOST", 2)
    for what in range(3):
        kept(HERE, what, lambda: "first")
    assert kept(HERE, 0, lambda: "again") == "again"
    assert kept(HERE, 2, lambda: "again") == "first"
