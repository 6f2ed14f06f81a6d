"""The site does not start over a permanent record whose guard is gone."""

import importlib
import sys

import pytest
from django.db import connection

from schoolgate.kernel.errors import SchoolgateError


def start() -> None:
    sys.modules.pop("schoolgate.site.wsgi", None)
    importlib.import_module("schoolgate.site.wsgi")


def take_a_guard_away() -> None:
    of_table = " ON ledger_entry" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f'DROP TRIGGER "ledger_entry_no_delete"{of_table}')


def test_it_works(db: None) -> None:
    start()


def test_without_one_of_its_triggers_the_web_server_does_not_start(db: None) -> None:
    take_a_guard_away()
    with pytest.raises(SchoolgateError, match="not guarded"):
        start()
