"""A database that refuses to be written: nothing is half there, and whoever met it is told what to do.

Here the refusal is the database's own, brought about on the test's connection; ``test_full_disk.py`` really fills one.
"""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import DatabaseError, OperationalError, connection
from django.test import Client

from schoolgate.frame.actor import operator
from schoolgate.frame.refusals import Refusal, refusal, refused
from schoolgate.home.tests.asking import words_of
from schoolgate.ledger.models import Entry
from schoolgate.ledger.queries import verify
from schoolgate.people import actions, opening
from schoolgate.people.models import Person, School

ACTOR = operator("test")
PASSWORD = "three plain words here"


def ask(sql: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone() if cursor.description else None


@contextmanager
def full() -> Iterator[Refusal]:
    """On SQLite a database that may not grow. PostgreSQL has no such setting, and is made read-only."""
    if connection.vendor == "postgresql":
        with read_only() as why:
            yield why
        return
    ask("PRAGMA wal_checkpoint(TRUNCATE)")
    before = ask("PRAGMA max_page_count")[0]
    ask(f"PRAGMA max_page_count = {ask('PRAGMA page_count')[0]}")
    try:
        yield Refusal.FULL
    finally:
        ask(f"PRAGMA max_page_count = {before}")


@contextmanager
def read_only() -> Iterator[Refusal]:
    sqlite = connection.vendor == "sqlite"
    ask("PRAGMA query_only = ON" if sqlite else "SET default_transaction_read_only = on")
    try:
        yield Refusal.READ_ONLY
    finally:
        ask("PRAGMA query_only = OFF" if sqlite else "SET default_transaction_read_only = off")


@pytest.fixture
def school(transactional_db: None) -> School:
    made = actions.add_school(name="Robin Hill Infant School", actor=ACTOR)
    opening.add_administrator(made, "Amara Whitlock", "head@robinhill.example", PASSWORD, actor=ACTOR)
    return made


@pytest.mark.parametrize("hindered", [full, read_only])
def test_an_action_that_is_refused_leaves_nothing(school: School, hindered: Any) -> None:
    with hindered() as why:
        raised: DatabaseError | None = None
        for number in range(3000):  # a full database has room left in its last pages
            try:
                actions.add_person(school, f"Sam Rook {number}", actor=ACTOR)
            except DatabaseError as error:
                raised = error
                break
        assert raised is not None
        assert refusal(raised) is why
    assert Person.objects.for_school(school).count() == Entry.objects.filter(body__kind="person.added").count()
    actions.add_person(school, "Wilf Hale", actor=ACTOR)  # and it goes on where it was
    assert all(verdict.whole for verdict in verify())


@pytest.mark.parametrize("hindered", [full, read_only])
def test_a_page_that_cannot_write_says_why_and_what_to_do(school: School, hindered: Any) -> None:
    reader = Client(raise_request_exception=False)
    reader.post("/account/login/", {"login": "head@robinhill.example", "password": PASSWORD})
    with hindered():
        for _ in range(3000):
            answer = Client(raise_request_exception=False).post(
                "/account/login/", {"login": "head@robinhill.example", "password": PASSWORD}
            )
            if answer.status_code != 302:
                break
        assert answer.status_code == 503
        assert answer["Retry-After"] == "60"
        words = words_of(answer)
        assert "The records cannot be used just now" in words
        assert "Nothing of what you sent was kept" in words
        assert "Ask whoever looks after this computer to" in words
        assert "Traceback" not in words
        assert reader.get(f"/schools/{school.ref}/record/").status_code == 200  # what needs no writing goes on
    assert (
        Client().post("/account/login/", {"login": "head@robinhill.example", "password": PASSWORD}).status_code == 302
    )


def test_what_is_not_a_refusal_is_left_as_it_is() -> None:
    assert refused(ValueError("three")) is None
    assert refused(sqlite3.IntegrityError("UNIQUE")) is None
    assert refused(FileNotFoundError(errno.ENOENT, "none")) is None


def test_a_refusal_is_found_behind_what_was_made_of_it() -> None:
    try:
        try:
            raise OSError(errno.ENOSPC, "No space left on device")
        except OSError as error:
            raise OperationalError("could not") from error
    except OperationalError as error:
        told = refused(error)
    assert told is not None
    assert str(told).startswith("The records: the disk they are kept on is full. Ask whoever")
