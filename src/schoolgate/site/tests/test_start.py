"""The site does not start over a permanent record whose guard is gone, and starts without what few pages need."""

import importlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from schoolgate.kernel.errors import SchoolgateError

# What reads logs, answers questions of them, fetches files and reads workbooks: each takes long to load.
_HEAVY = ("pyarrow", "numpy", "pandas", "duckdb", "ibis", "pyspark", "asyncssh", "openpyxl")
_START = (
    "import sys, schoolgate.site.wsgi, schoolgate.site.urls; from django.urls import get_resolver;"
    "assert get_resolver().reverse_dict; print(*(name for name in sys.argv[1:] if name in sys.modules))"
)


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


def test_a_web_server_that_only_started_holds_nothing_that_few_pages_need(tmp_path: Path) -> None:
    """Every address of the site is there, with all the pages behind it, and no log was read yet."""
    environment = os.environ | {"SCHOOLGATE_DATA": str(tmp_path), "DATABASE_URL": ""}
    done = subprocess.run(
        [sys.executable, "-c", _START, *_HEAVY], check=True, capture_output=True, text=True, env=environment
    )
    assert done.stdout.split() == []
