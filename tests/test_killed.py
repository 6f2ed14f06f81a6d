"""Processes that write are really killed, two hundred of them: nothing acknowledged is lost, nothing is doubled or
half there, and every chain is whole. The check is itself checked by writers that do it wrong.

Each draws its moments from a new seed, which a failure prints: ``python -m killing --seed N`` draws them again.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from house.files import ROOT
from killing.writers import WRITERS

KILLS = 200


@pytest.fixture
def environ(db: None, tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of an installation of its own, on the database this run is on."""
    mine = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT / 'tests'}", "SCHOOLGATE_DATA": str(tmp_path)}
    if connection.vendor == "sqlite":
        yield mine
        return
    with connection._nodb_cursor() as cursor:
        cursor.execute("DROP DATABASE IF EXISTS killed WITH (FORCE)")
        cursor.execute("CREATE DATABASE killed")
        yield {**mine, "DATABASE_URL": mine["DATABASE_URL"].replace("/postgres?", "/killed?")}
        cursor.execute("DROP DATABASE killed WITH (FORCE)")


def killing(environ: dict[str, str], *arguments: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "killing", *arguments]
    done = subprocess.run(command, env=environ, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode in (0, 1), done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def test_nothing_is_lost_doubled_or_half_written(environ: dict[str, str]) -> None:
    told = killing(environ, "--kills", str(KILLS))
    assert told["faults"] == [], f"seed {told['seed']}"
    assert told["kills"] >= KILLS
    assert told["acknowledged"] > KILLS / 2  # they were not all killed before they had done anything
    ways = {way.split(",")[0] for way in told["ways"]}
    assert ways == set(WRITERS)
    assert any("3 writing" in way for way in told["ways"])


@pytest.mark.parametrize(
    ("wrong", "what"),
    [
        ("acknowledges too early", "acknowledged and lost"),
        ("writes the change apart", "is there and has no entry"),
        ("writes part by part", "not there once and whole"),
        ("writes twice", "not there once and whole"),
    ],
)
def test_a_writer_that_does_it_wrong_is_found_out(environ: dict[str, str], wrong: str, what: str) -> None:
    told = killing(environ, "--wrong", wrong, "--seed", "1")
    assert any(what in fault for fault in told["faults"]), told
