"""Tests against the permanent record, which refuses to be emptied even by a test that is done with it.

Most tests run in a transaction that is rolled back, and need nothing. A test that commits (``transaction=True``) is
followed by Django's flush, which the triggers refuse; so here they are dropped for the flush and put back after it. On
SQLite the test database is a file in write-ahead mode, as a school's is: threads and processes then meet in it as they
would in earnest.
"""

import os
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections
from django.test import TransactionTestCase

from schoolgate.frame import keyring
from schoolgate.ledger import triggers

_flush = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]  # the stubs leave it out


@pytest.hookimpl(trylast=True)
def pytest_configure() -> None:
    for connection in connections.all():
        if connection.vendor == "sqlite":
            name = f"test{os.environ.get('PYTEST_XDIST_WORKER', '')}.sqlite3"
            connection.settings_dict["TEST"]["NAME"] = str(Path(settings.SCHOOLGATE_DATA) / name)
    # Scrypt is slow on purpose, and a cast of five would be waited for in every test.
    # Who may see what is asked without a second step in the way; tests of the second step put it back.
    settings.SCHOOLGATE_SECOND_STEP = False
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    TransactionTestCase._fixture_teardown = _flush_unguarded  # type: ignore[attr-defined]  # as above


@pytest.fixture(scope="session", autouse=True)
def _keys() -> None:
    keyring.make(settings.SCHOOLGATE_KEYS)


def _flush_unguarded(case: TransactionTestCase) -> None:
    for connection in connections.all(initialized_only=True):
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
                drops = [f'DROP TRIGGER "{name}"' for (name,) in cursor.fetchall()]
            else:
                drops = [f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in triggers.TABLES]
            for drop in drops:
                cursor.execute(drop)
    _flush(case)
    for connection in connections.all(initialized_only=True):
        triggers.install(connection)
