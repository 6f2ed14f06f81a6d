"""Checkpoints: signed notes of how long a record was and how it ended, kept where Schoolgate cannot reach them."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import Settings

from schoolgate.frame import outbox
from schoolgate.frame.actor import operator
from schoolgate.frame.keyring import KeyRingError
from schoolgate.frame.models import OutboxEvent
from schoolgate.kernel.errors import BadInputError, NotFoundError
from schoolgate.ledger import notes, signing
from schoolgate.ledger.actions import INSTANCE, append, make_checkpoint, renew_signing_key, school_chain
from schoolgate.ledger.checkups import sealed
from schoolgate.ledger.due import checkpoint_each_day
from schoolgate.ledger.kinds import kind
from schoolgate.ledger.queries import checkpoint, latest_checkpoint, lines, verify
from schoolgate.ledger.tests.tampering import tamper

TRIED = kind("test.tried", "tried something", number="which one")
SAM = operator("sam")
ROBIN = school_chain("sch_robinhill")


@pytest.fixture(autouse=True)
def _three_entries(db: None, tmp_path: Path, settings: Settings) -> None:
    settings.SCHOOLGATE_KEYS = tmp_path
    for number in range(3):
        append(ROBIN, TRIED, actor=SAM, subject="thing_1", details={"number": number})


def found(*given: notes.Checkpoint) -> list[str]:
    return [fault.what for verdict in verify(ROBIN, given=given) for fault in verdict.faults]


def test_it_works() -> None:
    kept = checkpoint(make_checkpoint(ROBIN, actor=SAM))
    note = notes.read(kept.text)
    assert note.true
    assert (note.chain, note.number, note.entries, note.head) == (ROBIN, 1, 3, verify(ROBIN)[0].head)
    assert kept.fingerprint == notes.fingerprint(note.key)
    assert latest_checkpoint(ROBIN) == kept
    assert (found(note), verify(ROBIN)[0].checkpoints) == ([], 1)


def test_it_is_told_to_whoever_sends_it_to_the_school_and_names_no_other() -> None:
    append(school_chain("sch_wrenlane"), TRIED, actor=SAM, subject="thing_1")
    ref = make_checkpoint(ROBIN, actor=SAM)
    (event,) = OutboxEvent.objects.filter(kind="ledger.checkpointed")
    assert (event.school_ref, event.refs) == ("sch_robinhill", {"school": "sch_robinhill", "checkpoint": ref})
    assert "wrenlane" not in checkpoint(ref).text
    make_checkpoint(INSTANCE, actor=SAM)  # nobody at a school may read the installation's own
    assert OutboxEvent.objects.filter(kind="ledger.checkpointed").count() == 1
    assert outbox.waiting_for_a_person() == []


def test_a_note_is_read_however_it_was_mailed() -> None:
    text = checkpoint(make_checkpoint(ROBIN, actor=SAM)).text
    note = notes.read(text)
    quoted = (
        "Dear chair,\r\n\r\n" + "".join(f"> {line}  \r\n" for line in text.splitlines()) + "> \r\n> Regards\r\nRobin"
    )
    wrapped = text.replace(note.signature, f"{note.signature[:60]}\n{note.signature[60:]}")
    assert [notes.read(quoted), notes.read(wrapped)] == [note, note]
    for broken in ("", "hello", text.replace("entries: 3", ""), text + text):
        with pytest.raises(BadInputError):
            notes.read(broken)
    assert not notes.read(text.replace("entries: 3", "entries: 2")).true


def test_one_is_made_each_day_that_the_record_grew() -> None:
    today = datetime.now(UTC)
    assert checkpoint_each_day(today) == 1
    assert checkpoint_each_day(today) == 1  # the installation's own record, which began with the key
    assert checkpoint_each_day(today) == 0
    tomorrow = today + timedelta(days=1)
    assert checkpoint_each_day(tomorrow) == 0  # nothing was added
    append(ROBIN, TRIED, actor=SAM, subject="thing_1")
    assert checkpoint_each_day(tomorrow) == 1


def test_a_record_that_is_left_without_a_note_for_days_is_told_to_whoever_looks_after_it() -> None:
    old = datetime.now(UTC) - timedelta(days=5)
    append(school_chain("sch_old"), TRIED, actor=SAM, subject="thing_1", at=old)
    assert [finding.cause for finding in sealed()] == [
        f"What was added since {old:%Y-%m-%d} is fixed by no signed note."
    ]
    make_checkpoint(school_chain("sch_old"), actor=SAM)
    assert list(sealed()) == []


def test_a_record_with_nothing_in_it_has_none() -> None:
    with pytest.raises(NotFoundError):
        make_checkpoint(school_chain("sch_none"), actor=SAM)


def test_an_end_cut_off_shows_against_a_note_kept_elsewhere_when_all_else_was_put_right() -> None:
    note = notes.read(checkpoint(make_checkpoint(ROBIN, actor=SAM)).text)
    last = "(SELECT max(id) FROM ledger_entry WHERE sequence = 3)"
    tamper(
        "DELETE FROM ledger_checkpoint",
        f"DELETE FROM ledger_body WHERE entry_id = {last}",
        "DELETE FROM ledger_entry WHERE sequence = 3",
        "UPDATE ledger_chain SET length = 2, head = (SELECT digest FROM ledger_entry WHERE sequence = 2 LIMIT 1)"
        f" WHERE key = '{ROBIN}'",
        put_back=True,
    )
    assert (found(), found(note)) == ([], ["cut-off"])


def test_a_false_note_proves_nothing_and_is_named() -> None:
    note = notes.read(checkpoint(make_checkpoint(ROBIN, actor=SAM)).text)
    stranger = signing.new()
    forged = stranger.signs(notes.Checkpoint(ROBIN, 1, 3, note.head, note.at, note.instance, stranger.public))
    assert found(forged) == ["key-unknown"]
    assert found(notes.read(note.text.replace("checkpoint: 1", "checkpoint: 2"))) == ["checkpoint-changed"]
    (verdict,) = (one for one in verify(given=[notes.read(note.text.replace(ROBIN, "school:x"))]) if not one.whole)
    assert [fault.what for fault in verdict.faults] == ["record-missing"]


def test_a_new_key_is_signed_for_by_the_old_and_old_notes_still_hold(settings: Settings) -> None:
    old = notes.read(checkpoint(make_checkpoint(ROBIN, actor=SAM)).text)
    fingerprint = renew_signing_key(actor=SAM)
    new = notes.read(checkpoint(make_checkpoint(ROBIN, actor=SAM)).text)
    assert notes.fingerprint(new.key) == fingerprint != notes.fingerprint(old.key)
    (verdict,) = verify(ROBIN, given=[old, new])
    assert (verdict.faults, verdict.warnings) == ((), ())
    (latest, *_) = lines(INSTANCE, labels=["school"])
    assert (latest.kind, latest.details and latest.details["vouched"]) == ("ledger.key-changed", True)
    assert (settings.SCHOOLGATE_KEYS / "signing.json").stat().st_mode & 0o777 == 0o600


def test_a_lost_key_stops_checkpoints_until_somebody_says_so_and_is_told_of_ever_after(
    settings: Settings,
) -> None:
    make_checkpoint(ROBIN, actor=SAM)
    (settings.SCHOOLGATE_KEYS / "signing.json").unlink()
    with pytest.raises(KeyRingError, match="schoolgate ledger key renew --lost"):
        make_checkpoint(ROBIN, actor=SAM)
    append(ROBIN, TRIED, actor=SAM, subject="thing_1")
    assert checkpoint_each_day(datetime.now(UTC) + timedelta(days=1)) == 0  # and the clock goes on
    assert [finding.cause for finding in sealed()] == ["signing.json is not in the folder of keys."]
    renew_signing_key(actor=SAM, lost=True)
    make_checkpoint(ROBIN, actor=SAM)
    (verdict,) = verify(ROBIN)
    assert verdict.whole
    assert "was not signed for by the key before" in verdict.warnings[0]


def test_a_key_put_in_the_place_of_another_is_refused_and_found(settings: Settings) -> None:
    make_checkpoint(ROBIN, actor=SAM)
    signing.keep(settings.SCHOOLGATE_KEYS, signing.new())
    with pytest.raises(KeyRingError, match="not the one that was in use"):
        make_checkpoint(ROBIN, actor=SAM)
    stranger = signing.new()
    tamper(
        f"UPDATE ledger_signingkey SET public = '{stranger.public}',"
        f" fingerprint = '{notes.fingerprint(stranger.public)}'",
        put_back=True,
    )
    assert found() == ["checkpoint-changed"]  # the one made with the key that was there


def test_a_change_of_key_cut_short_after_its_file_was_written_is_recorded_later(settings: Settings) -> None:
    make_checkpoint(ROBIN, actor=SAM)
    old = signing.load(settings.SCHOOLGATE_KEYS)
    assert old is not None
    new = old.hands_over(signing.new(), "ins_x", "2026-11-22T00:00:00.000000Z")
    signing.keep(settings.SCHOOLGATE_KEYS, new)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM ledger_signingkey")
        assert cursor.fetchone() == (1,)
    assert notes.read(checkpoint(make_checkpoint(ROBIN, actor=SAM)).text).key == new.public
