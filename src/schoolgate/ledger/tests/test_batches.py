"""Many at once: entries of their own in one go, and one entry for a whole load."""

from collections.abc import Iterator

import pytest
from django.db import transaction

from schoolgate.frame.actor import operator
from schoolgate.ledger.actions import INSTANCE, Label, LedgerError, New, append, append_batch, append_many
from schoolgate.ledger.kinds import kind
from schoolgate.ledger.queries import lines, verify

TRIED = kind("test.tried", "tried something", number="which one")
LOADED = kind("test.loaded", "loaded a list", file="its digest", person="ref", role="which")
SAM = operator("sam")


def test_it_works(db: None) -> None:
    people = [{"person": f"per_{number}", "role": "pupil"} for number in range(5)]
    ref = append_batch(INSTANCE, LOADED, people, actor=SAM, subject="load_1", details={"file": "ab12"})

    (line,) = lines(INSTANCE, labels=["school"])
    assert (line.ref, line.kind, line.subject) == (ref, "test.loaded", "load_1")
    assert line.details is not None
    assert (line.details["leaves"], line.details["file"]) == (5, "ab12")
    assert verify()[0].whole


def test_many_entries_at_once_are_as_if_they_had_been_added_one_by_one(db: None) -> None:
    append(INSTANCE, TRIED, actor=SAM, subject="before")
    news = (New(TRIED, SAM, f"thing\t{number}\\n", {"number": number}) for number in range(4501))
    refs = append_many(INSTANCE, news)
    append(INSTANCE, TRIED, actor=SAM, subject="after")

    (verdict,) = verify()
    assert (verdict.entries, verdict.faults) == (4503, ())
    found = lines(INSTANCE, labels=["school"], at_most=5000)
    assert [line.ref for line in found[1:-1]] == list(reversed(refs))
    assert (found[1].subject, found[1].details) == ("thing\t4500\\n", {"number": 4500})


def test_nothing_at_all_adds_nothing(db: None) -> None:
    assert append_many(INSTANCE, []) == []
    assert verify() == []


def test_a_batch_is_all_there_or_not_at_all(transactional_db: None) -> None:
    def breaking() -> Iterator[dict[str, str]]:
        yield {"person": "per_1"}
        raise OSError("the file is cut short")

    with pytest.raises(OSError, match="cut short"), transaction.atomic():
        append_batch(INSTANCE, LOADED, breaking(), actor=SAM, subject="load_1")
    assert verify() == []


def test_items_carry_only_what_their_kind_declares(db: None) -> None:
    with pytest.raises(LedgerError, match="does not declare name"):
        append_batch(INSTANCE, LOADED, [{"name": "Ada"}], actor=SAM, subject="load_1")
    assert verify() == []


def test_a_batch_may_be_empty_and_may_be_sealed(db: None) -> None:
    append_batch(INSTANCE, LOADED, [], actor=SAM, subject="load_1", label=Label.SEALED)
    assert lines(INSTANCE, labels=["sealed"])[0].details == {
        "leaves": 0,
        "merkle_root": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    }
    assert verify()[0].whole
