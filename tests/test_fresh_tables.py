"""A new installation's tables are made at once; they are those that all the migrations one by one would make."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from pytest_django import DjangoDbBlocker

from schoolgate.frame import fresh
from schoolgate.ledger import triggers

pytestmark = pytest.mark.django_db
TOLD = ("columns", "primary_key", "unique", "foreign_key", "check", "index", "orders", "type", "definition")


@dataclass(frozen=True)
class Seen:
    """A database looked through: by table its columns, what it holds to, and how many rows are in it."""

    columns: dict[str, set[tuple[Any, ...]]]
    holds_to: dict[str, Counter[tuple[str, ...]]]
    rows: dict[str, int]
    migrations: set[tuple[str, str]]
    waiting: int
    unguarded: list[str]


@pytest.fixture(scope="module")
def seen(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Seen, Seen]:
    """One empty database filled as a new installation's is, and one by Django's own way, a migration at a time."""
    with django_db_blocker.unblock():
        with _database("at_once", tmp_path_factory.mktemp("at_once")) as database:
            assert fresh.make_tables(database)
            at_once = _look(database)
            assert not fresh.make_tables(database)  # whatever is there is left alone
        with _database("one_by_one", tmp_path_factory.mktemp("one_by_one")) as database:
            executor = MigrationExecutor(database)
            executor.migrate(executor.loader.graph.leaf_nodes())
            return at_once, _look(database)


@contextmanager
def _database(name: str, folder: Path) -> Iterator[BaseDatabaseWrapper]:
    """An empty one of the same kind. Within it, it is the database of everybody who names none, as migrations do."""
    usual, on_postgres = connections["default"], connection.vendor == "postgresql"
    if on_postgres:
        _does(usual, f"CREATE DATABASE {name}")
    where = name if on_postgres else str(folder / "records.sqlite3")
    connections.databases[name] = {**usual.settings_dict, "NAME": where}
    made = connections[name]
    connections["default"], made.alias = made, "default"
    try:
        yield made
    finally:
        connections["default"] = usual
        made.close()
        del connections[name], connections.databases[name]
        if on_postgres:
            _does(usual, f"DROP DATABASE {name}")


def _does(database: BaseDatabaseWrapper, words: str) -> list[tuple[Any, ...]]:
    with database.cursor() as cursor:
        cursor.execute(words)
        return list(cursor.fetchall()) if cursor.description else []


def _look(database: BaseDatabaseWrapper) -> Seen:
    call_command("migrate", verbosity=0)  # nothing is left to make; whoever waits for it is told
    columns, holds_to, rows, look = {}, {}, {}, database.introspection
    with database.cursor() as cursor:
        for table in look.table_names(cursor):
            columns[table] = {tuple(one) for one in look.get_table_description(cursor, table)}
            found = look.get_constraints(cursor, table).values()  # whatever the database calls them
            holds_to[table] = Counter(tuple(repr(one.get(key)) for key in TOLD) for one in found)
            rows[table] = _does(database, f"SELECT count(*) FROM {table}")[0][0]
    executor = MigrationExecutor(database)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return Seen(
        columns, holds_to, rows, set(executor.loader.applied_migrations), len(waiting), triggers.missing(database)
    )


def test_it_works(seen: tuple[Seen, Seen]) -> None:
    at_once, one_by_one = seen
    assert (at_once.waiting, at_once.unguarded) == (0, [])
    assert at_once.migrations == one_by_one.migrations


def test_the_tables_are_the_same(seen: tuple[Seen, Seen]) -> None:
    at_once, one_by_one = seen
    assert at_once.columns == one_by_one.columns
    assert len(at_once.columns) > 50


def test_they_hold_to_the_same(seen: tuple[Seen, Seen]) -> None:
    at_once, one_by_one = seen
    assert at_once.holds_to == one_by_one.holds_to


def test_the_same_rows_are_in_them_so_no_migration_puts_in_any(seen: tuple[Seen, Seen]) -> None:
    """A migration that does has to be told of in ``frame.fresh``, or new installations would go without."""
    at_once, one_by_one = seen
    assert at_once.rows == one_by_one.rows


def test_djangos_own_command_gives_way_to_ours() -> None:
    assert settings.INSTALLED_APPS[0] == "schoolgate.frame"
