"""Twelve ways to bend the record, each done by somebody who owns the database and puts the guard back to hide it, or
who edits an exported pack: each is found and named, by ``verify`` and by the file that runs without Schoolgate.

Two things a pack cannot show by itself, and these tests say so: that an entry written into the database was another
school's, whose name the pack does not know (it is named as changed); and a trigger that is gone, beyond what the
installation itself put down and signed when the pack was made.
"""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection, transaction
from pytest_django import Settings

from schoolgate.ledger import actions, triggers
from schoolgate.ledger.checking.rows import Row
from schoolgate.ledger.format import commitment
from schoolgate.ledger.models import Entry
from schoolgate.ledger.tests import a_record, tampering
from schoolgate.ledger.tests.a_record import ROBIN, WREN, Lines, Record, named, repack

AT = "(SELECT e.id FROM ledger_entry e JOIN ledger_chain c ON c.id = e.chain_id WHERE c.key = '{}' AND sequence = {})"


@pytest.fixture
def record(db: None, tmp_path: Path, settings: Settings) -> Record:
    settings.SCHOOLGATE_KEYS = tmp_path / "keys"
    settings.SCHOOLGATE_KEYS.mkdir()
    return a_record.make(tmp_path)


def at(sequence: int, chain: str = ROBIN) -> str:
    return AT.format(chain, sequence)


def run(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def copy(of: str, *, sequence: int, **changed: str) -> None:
    """Write an entry like another, into the school's chain at a place."""
    source = Entry.objects.raw(f"SELECT * FROM ledger_entry WHERE id = {of}")[0]
    values = {
        "id": "(SELECT max(id) + 1 FROM ledger_entry)",
        "chain_id": "(SELECT id FROM ledger_chain WHERE key = 'school:sch_robinhill')",
        "version": "1",
        "sequence": str(sequence),
        "at": f"(SELECT at FROM ledger_entry WHERE id = {source.pk})",
        "previous": f"'{source.previous}'",
        "body_digest": f"'{source.body_digest}'",
        "digest": f"'{source.digest}'",
        **changed,
    }
    run(f"INSERT INTO ledger_entry ({', '.join(values)}) SELECT {', '.join(values.values())}")


def head_is_last() -> None:
    last = Entry.objects.filter(chain__key=ROBIN).order_by("-sequence").first()
    assert last is not None
    run(f"UPDATE ledger_chain SET length = {last.sequence}, head = '{last.digest}' WHERE key = '{ROBIN}'")


def changed_row() -> None:
    run(f"UPDATE ledger_body SET actor = 'somebody else' WHERE entry_id = {at(2)}")


def removed_row() -> None:
    run(f"DELETE FROM ledger_body WHERE entry_id = {at(4)}", f"DELETE FROM ledger_entry WHERE id = {at(4)}")


def swapped_rows() -> None:
    two, four = (Entry.objects.get(chain__key=ROBIN, sequence=place).pk for place in (2, 4))
    for place, pk in ((99, two), (2, four), (4, two)):
        run(f"UPDATE ledger_entry SET sequence = {place} WHERE id = {pk}")


def fork() -> None:
    tampering.unconstrain()
    copy(at(10), sequence=11)


def truncated() -> None:
    for place in range(11, 4, -1):
        there = Entry.objects.get(chain__key=ROBIN, sequence=place).pk
        run(
            f"DELETE FROM ledger_erasure WHERE told_by_id = {there}",
            f"UPDATE ledger_leaf SET told_by_id = NULL WHERE told_by_id = {there}",
            f"DELETE FROM ledger_leaf WHERE entry_id = {there}",
            f"DELETE FROM ledger_body WHERE entry_id = {there}",
            f"DELETE FROM ledger_entry WHERE id = {there}",
        )
    run("DELETE FROM ledger_checkpoint")
    head_is_last()


def replayed() -> None:
    last = Entry.objects.get(chain__key=ROBIN, sequence=11)
    first = Row._make([0, 12, _spelt(last), 1, last.digest, _seal(2), "", None, None, *[""] * 8])
    when = f"(SELECT at FROM ledger_entry WHERE id = {last.pk})"
    copy(at(2), sequence=12, previous=f"'{last.digest}'", digest=f"'{first.made_again(ROBIN)}'", at=when)
    head_is_last()


def _spelt(entry: Entry) -> str:
    return entry.at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _seal(place: int) -> str:
    return Entry.objects.get(chain__key=ROBIN, sequence=place).body_digest


def salted_again() -> None:
    run(f"UPDATE ledger_body SET salt = '{'ab' * 32}' WHERE entry_id = {at(2)}")


def salted_again_and_all_made_to_fit() -> None:
    def change(row: Row) -> Row:
        if row.sequence != 2:
            return row
        run(f"UPDATE ledger_body SET salt = '{'ab' * 32}', actor = 'alex' WHERE entry_id = {row.pk}")
        parts = row._replace(actor="alex")
        return row._replace(body_digest=commitment("ab" * 32, *parts[9:]))

    tampering.reforge(ROBIN, 2, change)


def false_leaf() -> None:
    run(f'UPDATE ledger_leaf SET item = \'{{"person":"per_x"}}\' WHERE number = 2 AND entry_id = {at(5)}')


def stripped_trigger() -> None:
    run('DROP TRIGGER "ledger_entry_no_delete"' + (" ON ledger_entry" if connection.vendor == "postgresql" else ""))


def dated_back() -> None:
    tampering.reforge(
        ROBIN, 4, lambda row: row._replace(at="2020-01-01T00:00:00.000000Z") if row.sequence == 4 else row
    )


def rewritten() -> None:
    tampering.reforge(ROBIN, 1, lambda row: row._replace(at=row.at.replace("2026", "2027")))
    run("DELETE FROM ledger_checkpoint")


def spliced() -> None:
    copy(at(3, WREN), sequence=12)
    head_is_last()


TWELVE = {
    "changed row": (changed_row, (2, "body-changed")),
    "removed row": (removed_row, (4, "removed")),
    "two swapped": (swapped_rows, (2, "swapped")),
    "fork": (fork, (11, "fork")),
    "truncated past a checkpoint": (truncated, (6, "cut-off")),
    "replayed entry": (replayed, (12, "replayed")),
    "re-salted body": (salted_again, (2, "body-changed")),
    "re-salted body, all made to fit": (salted_again_and_all_made_to_fit, (6, "rewritten")),
    "false Merkle leaf": (false_leaf, (5, "items-changed")),
    "stripped trigger": (stripped_trigger, (0, "guard-gone")),
    "dated back, all made to fit": (dated_back, (4, "time-goes-back")),
    "rewritten whole": (rewritten, (6, "rewritten")),
    "another school's entry spliced in": (spliced, (12, "spliced")),
}


def test_it_works(record: Record) -> None:
    assert record.online() == set()
    code, report = record.offline(record.export())
    assert (code, named(report), report["checkpoints"]) == (0, set(), 3)


@pytest.mark.parametrize("way", TWELVE)
def test_each_way_is_found_and_named_in_the_database_and_in_a_pack_made_after_it(record: Record, way: str) -> None:
    bend, name = TWELVE[way]
    with transaction.atomic():
        if way != "stripped trigger":
            tampering.unguard()
        bend()
    if way != "stripped trigger":
        triggers.install(connection)
    assert name in record.online()
    code, report = record.offline(record.export())
    assert code == 1
    # Two programs that share nothing say the same.
    assert named(report) == {found for found in record.online() if found[1] != "spliced"}


def swap(lines: Lines) -> None:
    lines[1], lines[3] = lines[3], lines[1]
    lines[1]["sequence"], lines[3]["sequence"] = 2, 4


IN_A_PACK: dict[str, tuple[str, Callable[[Lines], object], tuple[int, str]]] = {
    "changed row": ("entries.jsonl", lambda lines: lines[1]["said"].update(actor="alex"), (2, "body-changed")),
    "removed row": ("entries.jsonl", lambda lines: lines.pop(3), (4, "removed")),
    "two swapped": ("entries.jsonl", swap, (2, "swapped")),
    "fork": ("entries.jsonl", lambda lines: lines.append({**lines[9], "sequence": 11}), (11, "fork")),
    "truncated past a checkpoint": ("entries.jsonl", lambda lines: lines.__delitem__(slice(4, 11)), (6, "cut-off")),
    "replayed entry": ("entries.jsonl", lambda lines: lines.append({**lines[1], "sequence": 12}), (12, "replayed")),
    "re-salted body": ("entries.jsonl", lambda lines: lines[1]["said"].update(salt="ab" * 32), (2, "body-changed")),
    "false Merkle leaf": ("items.jsonl", lambda lines: lines[2].update(item="{}"), (5, "items-changed")),
    "dated back": ("entries.jsonl", lambda lines: lines[3].update(at="2020-01-01T00:00:00.000000Z"), (4, "changed")),
    "an erasure taken out": ("entries.jsonl", lambda lines: lines[2].pop("erased"), (3, "body-removed")),
    "a checkpoint taken out": ("checkpoints.jsonl", lambda lines: lines.pop(0), (0, "checkpoint-removed")),
    "a checkpoint changed": ("checkpoints.jsonl", lambda lines: lines[0].update(at="2020"), (0, "checkpoint-changed")),
}


@pytest.mark.parametrize("way", IN_A_PACK)
def test_each_way_is_found_and_named_in_a_pack_that_was_edited(record: Record, way: str) -> None:
    name, change, found = IN_A_PACK[way]
    pack = record.export()
    repack(pack, name, change)
    code, report = record.offline(pack)
    assert code == 1
    assert {found, (0, "pack-changed")} <= named(report)


def test_another_schools_entry_spliced_into_a_pack_is_named(record: Record) -> None:
    other = record.folder / "other.zip"
    actions.export(other, WREN, actor=a_record.SAM)
    stranger = json.loads(a_record.opened(other)["entries.jsonl"].splitlines()[2])
    pack = record.export()
    repack(pack, "entries.jsonl", lambda lines: lines.append({**stranger, "sequence": 12}))
    assert (12, "spliced") in named(record.offline(pack)[1])
    code, report = record.offline(other)  # and a whole pack of another school's record is not this one's
    assert (code, named(report)) == (1, {(0, "record-missing")})


def test_a_guard_that_was_gone_when_the_pack_was_made_cannot_be_hidden_in_it(record: Record) -> None:
    stripped_trigger()
    pack = record.export()
    assert named(record.offline(pack)[1]) == {(0, "guard-gone")}
    files = a_record.opened(pack)
    about = json.loads(files["pack.json"])
    about["guard"]["missing"] = []
    files["pack.json"] = json.dumps(about).encode()
    a_record.closed(files, pack)
    assert named(record.offline(pack)[1]) == {(0, "pack-changed")}
