"""Adding to the permanent record."""

import pytest
from django.db import transaction

from schoolgate.frame.actor import operator
from schoolgate.ledger.actions import INSTANCE, Label, LedgerError, append
from schoolgate.ledger.kinds import kind
from schoolgate.ledger.queries import lines, verify

TRIED = kind("test.tried", "tried something", number="which one")


def test_it_works(db: None) -> None:
    append(INSTANCE, TRIED, actor=operator("sam"), subject="thing_1", details={"number": 1})
    append(INSTANCE, TRIED, actor=operator("sam", on_behalf_of="the governing body"), subject="thing_2")

    latest, first = lines(INSTANCE, labels=["school"])
    assert (first.kind, first.actor, first.subject, first.details) == ("test.tried", "sam", "thing_1", {"number": 1})
    assert (latest.sequence, latest.on_behalf_of) == (2, "the governing body")
    assert [(verdict.chain, verdict.entries, verdict.whole) for verdict in verify()] == [("instance", 2, True)]


def test_an_entry_must_be_in_the_transaction_of_its_change(transactional_db: None) -> None:
    with pytest.raises(LedgerError, match="outside the transaction"):
        append(INSTANCE, TRIED, actor=operator("sam"), subject="thing_1")


def test_an_entry_goes_when_its_change_is_rolled_back(transactional_db: None) -> None:
    with transaction.atomic():
        append(INSTANCE, TRIED, actor=operator("sam"), subject="thing_1")
        transaction.set_rollback(True)
    assert lines(INSTANCE, labels=["school"]) == []
    with transaction.atomic():
        append(INSTANCE, TRIED, actor=operator("sam"), subject="thing_1")
    assert [line.sequence for line in lines(INSTANCE, labels=["school"])] == [1]


def test_details_its_kind_does_not_declare_are_refused(db: None) -> None:
    with pytest.raises(LedgerError, match="does not declare name"):
        append(INSTANCE, TRIED, actor=operator("sam"), subject="thing_1", details={"name": "Ada"})


def test_who_may_not_read_an_entry_sees_that_it_is_there_and_nothing_else(db: None) -> None:
    append(INSTANCE, TRIED, actor=operator("sam"), subject="thing_1", label=Label.SEALED)
    (line,) = lines(INSTANCE, labels=["school"])
    assert (line.sequence, line.kind, line.actor, line.subject, line.ref) == (1, "", "", "", "")
    assert lines(INSTANCE, labels=["school"], subject="thing_1") == []
