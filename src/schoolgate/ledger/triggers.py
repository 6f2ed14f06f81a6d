"""The triggers by which the database itself refuses to change or remove what was recorded.

SQLite loses triggers when Django rebuilds a table, so they are put back after every migration and looked for at start.
Whoever owns the database can still drop them: what that person did shows in ``verify`` or against a checkpoint.
"""

import re
from collections.abc import Iterable
from typing import Final

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

# A chain's head may only step forward. SQLite has no TRUNCATE, but its INSERT OR REPLACE removes a
# row without firing a DELETE trigger, so an insert over a place already taken is refused as well.
_REFUSAL: Final = "the permanent record is only ever added to"
_PERMITTED: Final = "EXISTS (SELECT 1 FROM ledger_erasure WHERE ledger_erasure.entry_id = OLD.entry_id)"
_TAKEN: Final = {
    "ledger_entry": "id = NEW.id OR (chain_id = NEW.chain_id AND (sequence = NEW.sequence OR previous = NEW.previous))",
    "ledger_body": "entry_id = NEW.entry_id OR ref = NEW.ref",
    "ledger_erasure": "entry_id = NEW.entry_id",
    "ledger_chain": "id = NEW.id OR key = NEW.key",
    "ledger_leaf": "entry_id = NEW.entry_id AND number = NEW.number",
    "ledger_signingkey": "id = NEW.id OR fingerprint = NEW.fingerprint",
    "ledger_checkpoint": "id = NEW.id OR ref = NEW.ref OR (chain_id = NEW.chain_id AND number = NEW.number)",
}
TABLES: Final = tuple(_TAKEN)
_ONE_CHAIN: Final = ("no_fork", "one_entry_a_place")
_FORWARD: Final = (
    "NEW.id = OLD.id AND NEW.key = OLD.key AND NEW.length > OLD.length AND (OLD.at IS NULL OR NEW.at >= OLD.at)"
)
# An item may be emptied, once, by an erasure that a later entry tells of; nothing else about it may change.
_EMPTIED: Final = (
    "NEW.entry_id = OLD.entry_id AND NEW.number = OLD.number AND NEW.salt = '' AND NEW.item = ''"
    " AND OLD.told_by_id IS NULL AND EXISTS"
    " (SELECT 1 FROM ledger_entry WHERE ledger_entry.id = NEW.told_by_id AND ledger_entry.id > OLD.entry_id)"
)
_MAY_UPDATE: Final = {"ledger_chain": ("ledger_forward", _FORWARD), "ledger_leaf": ("ledger_empty", _EMPTIED)}
_LATER: Final = {"ledger_chain": "at"}  # columns that the triggers name and the first migration does not make
_NAME: Final = re.compile(r'CREATE TRIGGER "(\w+)"')


def statements(vendor: str, tables: Iterable[str] = TABLES) -> list[str]:
    """The SQL that puts the triggers of ``tables`` in place, for ``sqlite`` or ``postgresql``."""
    if vendor == "sqlite":
        return _sqlite(tables)
    if vendor == "postgresql":
        return _postgresql(tables)
    raise ValueError(f"the permanent record can be kept in SQLite or PostgreSQL, not in {vendor}")


def install(connection: BaseDatabaseWrapper) -> None:
    """Put every trigger in place, in one transaction: the record is at no moment unguarded. An older migration has not
    made every table yet, or not every column; the ones after it guard theirs."""
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        there = {table for table in connection.introspection.table_names(cursor) if table in TABLES}
        for table, column in _LATER.items():
            # SQLite alters no table of any room while a trigger names a column that is not there.
            if table in there and column not in _columns(connection, cursor, table):
                there.discard(table)
        for statement in statements(connection.vendor, [table for table in TABLES if table in there]):
            cursor.execute(statement)


def _columns(connection: BaseDatabaseWrapper, cursor: CursorWrapper, table: str) -> set[str]:
    return {column.name for column in connection.introspection.get_table_description(cursor, table)}


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """The names of triggers that are not in place, or are not as they should be, in order."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            there = dict(cursor.fetchall())
            wanted = {found[1]: sql for sql in statements("sqlite") if (found := _NAME.match(sql))}
        else:
            cursor.execute(
                "SELECT tgname, proname || prosrc FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid"
                " JOIN pg_class ON pg_class.oid = tgrelid WHERE tgenabled = 'A' AND pg_table_is_visible(tgrelid)"
            )
            there = dict(cursor.fetchall())
            sources = _postgresql_functions()
            wanted = {name: function + sources[function] for name, _, _, _, function in _postgresql_triggers(TABLES)}
    return sorted(name for name, made in wanted.items() if there.get(name) != made)


def weakened(connection: BaseDatabaseWrapper) -> list[str]:
    """The names of the constraints that keep a chain one chain and are not there, in order."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = 'ledger_entry'")
            there = " ".join(sql for (sql,) in cursor.fetchall())
            return [name for name in _ONE_CHAIN if f'"{name}" UNIQUE' not in there]
        cursor.execute("SELECT conname FROM pg_constraint WHERE conrelid = 'ledger_entry'::regclass AND contype = 'u'")
        found = {name for (name,) in cursor.fetchall()}
    return [name for name in _ONE_CHAIN if name not in found]


def _sqlite(tables: Iterable[str]) -> list[str]:
    found: list[str] = []
    for table in tables:
        taken = _TAKEN[table]
        refuse = f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
        unless = f" WHEN NOT {_PERMITTED}" if table == "ledger_body" else ""
        found.append(_sqlite_trigger(f"{table}_no_delete", f"BEFORE DELETE ON {table}{unless} {refuse}"))
        when = f" WHEN EXISTS (SELECT 1 FROM {table} WHERE {taken})"  # noqa: S608  (our own words)
        found.append(_sqlite_trigger(f"{table}_no_replace", f"BEFORE INSERT ON {table}{when} {refuse}"))
        unless = f" WHEN NOT ({_MAY_UPDATE[table][1]})" if table in _MAY_UPDATE else ""
        found.append(_sqlite_trigger(f"{table}_no_update", f"BEFORE UPDATE ON {table}{unless} {refuse}"))
    return [part for pair in found for part in pair.split("\n")]


def _sqlite_trigger(name: str, body: str) -> str:
    return f'DROP TRIGGER IF EXISTS "{name}"\nCREATE TRIGGER "{name}" {body}'


def _postgresql_functions() -> dict[str, str]:
    """What each trigger function does, by its name, as the server keeps it."""
    raised = f"RAISE EXCEPTION '{_REFUSAL}' USING ERRCODE = 'restrict_violation'"
    bodies = {
        "ledger_refuse": f"{raised};",
        "ledger_erase": f"IF NOT {_PERMITTED} THEN {raised}; END IF; RETURN OLD;",
        **{name: f"IF NOT ({may}) THEN {raised}; END IF; RETURN NEW;" for name, may in _MAY_UPDATE.values()},
    }
    return {name: f" BEGIN {body} END " for name, body in bodies.items()}


def _postgresql_triggers(tables: Iterable[str]) -> list[tuple[str, str, str, str, str]]:
    """Name, table, verb, row or statement, and function, of each."""
    found: list[tuple[str, str, str, str, str]] = []
    for table in tables:
        erasing = "ledger_erase" if table == "ledger_body" else "ledger_refuse"
        changing = _MAY_UPDATE[table][0] if table in _MAY_UPDATE else "ledger_refuse"
        found += [
            (f"{table}_no_delete", table, "DELETE", "ROW", erasing),
            (f"{table}_no_update", table, "UPDATE", "ROW", changing),
            (f"{table}_no_truncate", table, "TRUNCATE", "STATEMENT", "ledger_refuse"),
        ]
    return found


def _postgresql(tables: Iterable[str]) -> list[str]:
    found = [
        f'CREATE OR REPLACE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql AS $${body}$$'
        for name, body in _postgresql_functions().items()
    ]
    for name, table, verb, each, function in _postgresql_triggers(tables):
        found += [
            f'CREATE OR REPLACE TRIGGER "{name}" BEFORE {verb} ON {table}'
            f' FOR EACH {each} EXECUTE FUNCTION "{function}"()',
            # ALWAYS: also when the session says it is a replica, which would silence ordinary triggers.
            f'ALTER TABLE {table} ENABLE ALWAYS TRIGGER "{name}"',
        ]
    return found
