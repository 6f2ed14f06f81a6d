"""Somebody who owns the database takes the triggers away and changes the record: ``verify`` says what is wrong."""

import pytest
from django.db import DatabaseError, connection, transaction

from schoolgate.frame.actor import operator
from schoolgate.kernel.errors import NotFoundError
from schoolgate.ledger.actions import INSTANCE, Authority, append, erase, school_chain
from schoolgate.ledger.kinds import kind
from schoolgate.ledger.queries import lines, verify
from schoolgate.ledger.tests.tampering import tamper

TRIED = kind("test.tried", "tried something", number="which one")
SAM = operator("sam")


@pytest.fixture(autouse=True)
def _five_entries(db: None) -> None:
    for number in range(1, 6):
        append(INSTANCE, TRIED, actor=SAM, subject=f"thing_{number}", details={"number": number})


def faults() -> list[tuple[int, str]]:
    """All but that the guard is gone, which is how every one of these begins."""
    found = [(fault.sequence, fault.what) for verdict in verify() for fault in verdict.faults]
    return [fault for fault in found if fault != (0, "guard-gone")]


AT_3 = "(SELECT id FROM ledger_entry WHERE sequence = 3)"
AT_5 = "(SELECT id FROM ledger_entry WHERE sequence = 5)"


def test_it_works() -> None:
    assert faults() == []


def test_a_changed_header() -> None:
    tamper("UPDATE ledger_entry SET at = '2020-01-01 00:00:00+00:00' WHERE sequence = 3")
    assert faults() == [(3, "changed"), (3, "time-goes-back")]


def test_changed_words() -> None:
    tamper(f"UPDATE ledger_body SET actor = 'alex' WHERE entry_id = {AT_3}")
    assert faults() == [(3, "body-changed")]


def test_a_removed_entry() -> None:
    tamper(f"DELETE FROM ledger_body WHERE entry_id = {AT_3}", "DELETE FROM ledger_entry WHERE sequence = 3")
    assert faults() == [(3, "removed")]


def test_removed_words() -> None:
    tamper(f"DELETE FROM ledger_body WHERE entry_id = {AT_3}")
    assert faults() == [(3, "body-removed")]


def test_two_entries_swapped() -> None:
    tamper(
        "UPDATE ledger_entry SET sequence = 99 WHERE sequence = 2",
        "UPDATE ledger_entry SET sequence = 2 WHERE sequence = 3",
        "UPDATE ledger_entry SET sequence = 3 WHERE sequence = 99",
    )
    assert {(2, "changed"), (3, "changed"), (2, "does-not-follow")} <= set(faults())


def test_an_end_cut_off() -> None:
    tamper(f"DELETE FROM ledger_body WHERE entry_id = {AT_5}", "DELETE FROM ledger_entry WHERE sequence = 5")
    assert faults() == [(5, "removed")]


def test_an_end_cut_off_with_the_head_rewritten_shows_only_against_a_head_kept_elsewhere() -> None:
    kept = verify()[0].head
    tamper(
        f"DELETE FROM ledger_body WHERE entry_id = {AT_5}",
        "DELETE FROM ledger_entry WHERE sequence = 5",
        "UPDATE ledger_chain SET length = 4, head = (SELECT digest FROM ledger_entry WHERE sequence = 4)",
    )
    assert faults() == []  # so `verify` says as much, and prints the head
    assert verify()[0].head != kept


def test_a_chain_put_in_the_place_of_another() -> None:
    tamper(f"UPDATE ledger_chain SET key = '{school_chain('sch_x')}'")
    assert (1, "does-not-follow") in faults()


def test_erasing_keeps_the_chain_whole_and_the_words_gone() -> None:
    (entry,) = (line for line in lines(INSTANCE, labels=["school"]) if line.sequence == 3)
    erase(entry.ref, actor=SAM, authority=Authority.DATA_SUBJECT, reason="asked-for")
    assert faults() == []
    latest = lines(INSTANCE, labels=["school"])
    assert (latest[0].kind, latest[0].details) == (
        "ledger.erased",
        {"entry": 3, "whole": True, "items": 0, "authority": "data-subject", "reason": "asked-for"},
    )
    assert (latest[3].sequence, latest[3].kind, latest[3].subject) == (3, "", "")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM ledger_body WHERE subject = 'thing_3'")
        assert cursor.fetchone() == (0,)


def test_an_erased_entry_cannot_be_erased_again_nor_its_erasure_taken_back() -> None:
    (entry,) = (line for line in lines(INSTANCE, labels=["school"]) if line.sequence == 3)
    erase(entry.ref, actor=SAM, authority=Authority.DATA_SUBJECT, reason="asked-for")
    with pytest.raises(NotFoundError):
        erase(entry.ref, actor=SAM, authority=Authority.DATA_SUBJECT, reason="asked-for")
    with pytest.raises(DatabaseError, match="only ever added to"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM ledger_erasure")


def test_an_erasure_slipped_in_beside_the_record_is_found() -> None:
    told_by = "(SELECT id FROM ledger_entry WHERE sequence = 2)"
    tamper(
        f"INSERT INTO ledger_erasure (entry_id, told_by_id) VALUES ({AT_3}, {told_by})",
        f"DELETE FROM ledger_body WHERE entry_id = {AT_3}",
    )
    assert faults() == [(3, "erasure-not-told")]
