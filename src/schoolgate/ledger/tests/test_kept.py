"""What was reckoned is given again until something is recorded, and what was undone is as if it had never been."""

from itertools import count
from typing import Any

import pytest
from django.db import transaction

from schoolgate.ledger import kept as keeping
from schoolgate.ledger.actions import INSTANCE, Authority, append, erase, school_chain
from schoolgate.ledger.kept import kept, one_look
from schoolgate.ledger.kinds import Kind, changes_only, kind
from schoolgate.ledger.tests.a_record import SAM, TRIED

pytestmark = pytest.mark.django_db
HERE = "sch_here"
RANG = kind("test.bell-rang-here", "rang a bell", number="which")
BELLS = changes_only({"bells"}, RANG)


def record(chain: str, what: Kind = TRIED) -> str:
    return append(chain, what, actor=SAM, subject="thing", details={"number": 1})


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


def test_what_rests_on_one_matter_outlives_what_changes_another() -> None:
    drums, bells, everything = (count().__next__ for _ in range(3))
    record(school_chain(HERE))

    def answers() -> tuple[int, int, int]:
        return (
            kept(HERE, "drums", drums, rests_on=frozenset({"drums"})),
            kept(HERE, "bells", bells, rests_on=BELLS),
            kept(HERE, "all", everything),
        )

    assert answers() == (0, 0, 0)
    record(school_chain(HERE), RANG)
    assert answers() == (0, 1, 1)
    record(school_chain(HERE))  # of a kind that may change anything
    assert answers() == (1, 2, 2)
    record(INSTANCE)
    assert answers() == (2, 3, 3)


def test_a_change_that_is_undone_and_another_in_its_place_is_seen() -> None:
    record(school_chain(HERE))
    assert kept(HERE, "bells", lambda: "before", rests_on=BELLS) == "before"
    with transaction.atomic():
        record(school_chain(HERE), RANG)
        assert kept(HERE, "bells", lambda: "within", rests_on=BELLS) == "within"
        transaction.set_rollback(True)
    record(school_chain(HERE), RANG)  # of the very place that the undone one had
    assert kept(HERE, "bells", lambda: "after", rests_on=BELLS) == "after"


def test_an_entry_that_says_nothing_any_more_may_have_changed_anything() -> None:
    record(school_chain(HERE))
    assert kept(HERE, "drums", lambda: "before", rests_on=frozenset({"drums"})) == "before"
    ref = record(school_chain(HERE), RANG)
    erase(ref, authority=Authority.RETENTION, reason="test", actor=SAM)
    assert kept(HERE, "drums", lambda: "after", rests_on=frozenset({"drums"})) == "after"


def test_after_very_many_entries_all_is_reckoned_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "FEW", 2)
    record(school_chain(HERE))
    for number in (0, 2, 3):
        for _ in range(number):
            record(school_chain(HERE), RANG)
        assert kept(HERE, "drums", lambda: number, rests_on=frozenset()) == (3 if number == 3 else 0)  # noqa: B023


def test_one_look_is_one_query_until_something_is_recorded(django_assert_num_queries: Any) -> None:
    record(school_chain(HERE))
    kept(HERE, "first", int)
    with one_look():
        with django_assert_num_queries(1):
            assert [kept(HERE, what, int) for what in ("first", "second", "third")] == [0, 0, 0]
        record(school_chain(HERE))
        assert kept(HERE, "first", lambda: 7) == 7
