"""Erasing what the record says, where the law asks for it: the record stays whole, and tells of it."""

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from schoolgate.frame.actor import operator
from schoolgate.kernel import digests
from schoolgate.kernel.errors import BadInputError, NotFoundError
from schoolgate.ledger.actions import INSTANCE, Authority, Label, append, append_batch, erase, erase_items
from schoolgate.ledger.checking.chain import Check
from schoolgate.ledger.format import sealed
from schoolgate.ledger.kinds import kind
from schoolgate.ledger.models import Chain, Leaf
from schoolgate.ledger.queries import Silence, Verdict, lines, prove, verify

LOADED = kind("test.loaded", "loaded a list", file="its digest", person="ref", role="which")
SAM = operator("sam", on_behalf_of="the data protection officer")
MAY_READ = [Label.SCHOOL]


@pytest.fixture
def batch(db: None) -> str:
    people = [{"person": f"per_{number}", "role": "pupil"} for number in range(2500)]
    return append_batch(INSTANCE, LOADED, people, actor=SAM, subject="load_1")


def checked() -> Verdict:
    (verdict,) = verify()
    return verdict


def test_it_works(batch: str) -> None:
    assert erase_items(batch, items=[3, 2400], actor=SAM, authority=Authority.DATA_SUBJECT, reason="asked-for") == 2
    assert (checked().faults, checked().items, checked().items_erased) == ((), 2500, 2)
    assert checked().authorities == (("data-subject", 2),)
    latest = lines(INSTANCE, labels=MAY_READ)[0]
    assert (latest.on_behalf_of, latest.details) == (
        "the data protection officer",
        {"entry": 1, "whole": False, "items": 2, "authority": "data-subject", "reason": "asked-for"},
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM ledger_leaf WHERE item LIKE '%%per_2400%%'")
        assert cursor.fetchone() == (0,)


def test_what_is_erased_while_the_record_is_being_checked_is_for_the_next_check(batch: str) -> None:
    begun = Chain.objects.get(key=INSTANCE)
    erase_items(batch, items=[3], actor=SAM, authority=Authority.RETENTION, reason="too-old")
    erase(batch, actor=SAM, authority=Authority.RETENTION, reason="too-old")
    verdict = Check(begun, {}).run()
    assert (verdict.entries, verdict.faults) == (1, ())


def test_every_other_item_is_still_proved(batch: str) -> None:
    erase_items(batch, items=[3], actor=SAM, authority=Authority.RETENTION, reason="too-old")
    for index in (0, 2, 4, 2047, 2048, 2499):
        proof = prove(batch, index, labels=MAY_READ)
        assert (proof.holds, proof.item["person"]) == (True, f"per_{index}")
    with pytest.raises(NotFoundError):
        prove(batch, 3, labels=MAY_READ)
    with pytest.raises(NotFoundError):
        prove(batch, 2500, labels=MAY_READ)
    with pytest.raises(NotFoundError):
        prove(batch, 0, labels=[Label.SEALED])


def test_all_items_go_and_then_what_the_entry_said(batch: str) -> None:
    erase_items(batch, items=[3], actor=SAM, authority=Authority.RETENTION, reason="too-old")
    assert erase_items(batch, actor=SAM, authority=Authority.COURT, reason="ordered") == 2499
    assert (checked().faults, checked().items_erased) == ((), 2500)
    erase(batch, actor=SAM, authority=Authority.REGULATOR, reason="ordered")
    assert (checked().faults, checked().erased) == ((), 1)
    assert checked().authorities == (("court", 2499), ("regulator", 1), ("retention", 1))
    assert [line.silent for line in lines(INSTANCE, labels=MAY_READ)] == [None, None, None, Silence.ERASED]


def test_a_whole_batch_goes_with_its_items(batch: str) -> None:
    erase(batch, actor=SAM, authority=Authority.MISTAKE, reason="wrong-school")
    assert (checked().faults, checked().erased, checked().items_erased) == ((), 1, 2500)
    assert not Leaf.objects.exclude(item="", salt="").exists()


@pytest.mark.parametrize("items", [[], [2500], [3, 3, 9999]])
def test_what_is_not_there_is_refused_and_nothing_is_erased(batch: str, items: list[int]) -> None:
    with pytest.raises(NotFoundError):
        erase_items(batch, items=items, actor=SAM, authority=Authority.RETENTION, reason="too-old")
    assert (checked().entries, checked().items_erased) == (1, 0)


def test_what_the_record_is_checked_by_cannot_be_erased_nor_told_in_free_words(batch: str) -> None:
    erase_items(batch, items=[3], actor=SAM, authority=Authority.RETENTION, reason="too-old")
    with pytest.raises(BadInputError, match="tells of the record itself"):
        erase(lines(INSTANCE, labels=MAY_READ)[0].ref, actor=SAM, authority=Authority.RETENTION, reason="too-old")
    with pytest.raises(BadInputError, match="is not a key"):
        erase(batch, actor=SAM, authority=Authority.RETENTION, reason="Zoë asked us to")
    with pytest.raises(ValueError, match="because-i-can"):
        erase(batch, actor=SAM, authority="because-i-can", reason="asked-for")  # type: ignore[arg-type]  # the point
    assert checked().erased == 0


def test_the_database_lets_an_item_be_emptied_once_by_an_erasure_and_not_else(batch: str) -> None:
    append(INSTANCE, LOADED, actor=SAM, subject="thing_1")
    erase_items(batch, items=[3], actor=SAM, authority=Authority.RETENTION, reason="too-old")
    told = "(SELECT max(id) FROM ledger_entry)"
    for change in (
        "item = '{}' WHERE number = 4",
        "salt = '', item = '' WHERE number = 4",
        f"salt = '', item = '', number = 9999, told_by_id = {told} WHERE number = 4",
        f"item = '', told_by_id = {told} WHERE number = 4",
        f"commitment = 'x', told_by_id = {told} WHERE number = 3",
    ):
        refused = pytest.raises(DatabaseError, match="only ever added to")
        with refused, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE ledger_leaf SET {change}")
    assert checked().whole


@given(
    st.lists(st.dictionaries(st.text(max_size=3), st.integers(-9, 9) | st.text(max_size=3)), min_size=1, max_size=30)
)
def test_an_erased_item_leaves_the_root_as_it_was(items: list[dict[str, int | str]]) -> None:
    """The algebra: a leaf is a salted digest, so the digest can stay when the words and the salt go."""
    salts = [digests.new_salt().hex() for _ in items]
    texts = [digests.canonical_json(item).decode() for item in items]
    kept = [bytes.fromhex(sealed(text, salt)) for text, salt in zip(texts, salts, strict=True)]
    expected = [bytes.fromhex(digests.salted_digest(i, bytes.fromhex(s))) for i, s in zip(items, salts, strict=True)]
    assert digests.merkle_root(kept) == digests.merkle_root(expected)
