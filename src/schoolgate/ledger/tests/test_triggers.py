"""The database itself refuses to change or remove what was recorded, whoever asks, on both databases."""

import pytest
from django.core import checks
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from schoolgate.frame.actor import operator
from schoolgate.ledger import triggers
from schoolgate.ledger.actions import INSTANCE, append, append_batch, make_checkpoint
from schoolgate.ledger.kinds import kind
from schoolgate.ledger.queries import lines, verify

TRIED = kind("test.tried", "tried something", number="which one")


@pytest.fixture(autouse=True)
def _two_entries(db: None) -> None:
    for number in (1, 2):
        append(INSTANCE, TRIED, actor=operator("sam"), subject="thing_1", details={"number": number})
    if connection.vendor == "postgresql":
        ask("SET CONSTRAINTS ALL IMMEDIATE")  # what is checked at commit would keep the tables from being altered


def ask(sql: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_it_works() -> None:
    assert triggers.missing(connection) == []
    assert verify()[0].whole


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE ledger_entry SET at = at",
        "UPDATE ledger_entry SET digest = 'x' WHERE sequence = 1",
        "DELETE FROM ledger_entry",
        "UPDATE ledger_body SET subject = 'x'",
        "DELETE FROM ledger_body",
        "UPDATE ledger_chain SET head = 'x'",
        "UPDATE ledger_chain SET length = 0",
        "DELETE FROM ledger_chain",
        "UPDATE ledger_chain SET length = length + 1, at = '2001-01-01 00:00:00+00:00'",
    ],
)
def test_change_is_refused(sql: str) -> None:
    with pytest.raises(DatabaseError, match="only ever added to"):
        ask(sql)


@pytest.mark.parametrize("table", triggers.TABLES)
def test_emptying_a_table_is_refused(table: str) -> None:
    if connection.vendor == "postgresql":
        ask("SET CONSTRAINTS ALL DEFERRED")  # items are written before the entry they belong to
    append_batch(INSTANCE, TRIED, [{"number": 1}], actor=operator("sam"), subject="thing_1")
    make_checkpoint(INSTANCE, actor=operator("sam"))
    if connection.vendor == "postgresql":
        ask("SET CONSTRAINTS ALL IMMEDIATE")
    sql = f"TRUNCATE {table} CASCADE" if connection.vendor == "postgresql" else f"DELETE FROM {table}"
    if table == "ledger_erasure" and connection.vendor == "sqlite":
        return  # there is none, so there is nothing to remove; test_verify makes one and tries
    with pytest.raises(DatabaseError, match="only ever added to"):
        ask(sql)


@pytest.mark.parametrize("table", ["ledger_entry", "ledger_body", "ledger_chain"])
def test_writing_over_a_place_already_taken_is_refused(table: str) -> None:
    """SQLite's INSERT OR REPLACE removes the row in its way without firing a trigger for it."""
    if connection.vendor == "postgresql":
        key = {"ledger_body": "entry_id"}.get(table, "id")
        column = {"ledger_chain": "head"}.get(table, key)
        sql = f"INSERT INTO {table} SELECT * FROM {table} ON CONFLICT ({key}) DO UPDATE SET {column} = 'x'"
        sql = sql.replace("= 'x'", "= EXCLUDED." + column)
    else:
        sql = f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}"
    with pytest.raises(DatabaseError, match="only ever added to"):
        ask(sql)


def test_a_trigger_that_is_gone_is_missed_at_start_and_put_back_by_migrating() -> None:
    ask('DROP TRIGGER "ledger_entry_no_delete"' + (" ON ledger_entry" if connection.vendor == "postgresql" else ""))
    (fault,) = checks.run_checks(tags=[checks.Tags.database], databases=["default"])
    assert fault.id == "schoolgate.E010"
    assert "ledger_entry_no_delete" in fault.msg
    call_command("migrate", verbosity=0)
    assert triggers.missing(connection) == []
    (latest, *_) = lines(INSTANCE, labels=["school"])
    assert (latest.kind, latest.details) == ("ledger.guard-renewed", {"triggers": 1})
    call_command("migrate", verbosity=0)
    assert len(lines(INSTANCE, labels=["school"])) == 3  # nothing was missing, so nothing is recorded


def test_a_trigger_that_was_made_harmless_is_missed_too() -> None:
    if connection.vendor == "postgresql":
        ask('ALTER TABLE ledger_entry DISABLE TRIGGER "ledger_entry_no_update"')
    else:
        ask('DROP TRIGGER "ledger_entry_no_update"')
        ask('CREATE TRIGGER "ledger_entry_no_update" BEFORE UPDATE ON ledger_entry BEGIN SELECT 1; END')
    assert triggers.missing(connection) == ["ledger_entry_no_update"]


def test_a_trigger_whose_function_was_made_harmless_is_missed_too() -> None:
    if connection.vendor == "postgresql":
        ask('CREATE OR REPLACE FUNCTION "ledger_erase"() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN OLD; END$$')
    else:
        ask('DROP TRIGGER "ledger_body_no_delete"')
    assert triggers.missing(connection) == ["ledger_body_no_delete"]
