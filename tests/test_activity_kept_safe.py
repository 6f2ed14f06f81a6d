"""The log of web activity in a backup, restored elsewhere, and in what a school takes with it when it leaves."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from schoolgate.caretaking.tests.installations import Installation, new

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 16, 10, 0, tzinfo=UTC)
HOSTS = ("owls.example", "jays.example", "wrens.example")


def log_of(hosts: tuple[str, ...]) -> str:
    """A line of a Squid log for each host, a minute apart; the last searches for words."""
    urls = [*(f"http://{host}/barn" for host in hosts), "http://www.google.co.uk/search?q=how+owls+sleep"]
    return "".join(
        f"{(MONDAY + timedelta(minutes=n)).timestamp():.3f}    186 10.4.2.17 TCP_MISS/200 1200 GET {url} - "
        "HIER_DIRECT/192.0.2.10 text/html\n"
        for n, url in enumerate(urls)
    )


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """The made-up school, with a morning of web activity."""
    made = new(tmp_path_factory.mktemp("here") / "data").with_demo()
    log = tmp_path_factory.mktemp("logs") / "access.log"
    log.write_text(log_of(HOSTS))
    assert made.does("activity", "load", str(log), "--format", "squid")["kept"] == 4
    return made


def asked(of: Installation) -> dict[str, Any]:
    """Which hosts there were that day, and whether anything is missing."""
    days = ("since=2026-11-16", "until=2026-11-16")
    told: dict[str, Any] = of.does("activity", "ask", "distinct-hosts", *days)
    return {key: told[key] for key in ("rows", "parts", "missing")}


def test_a_restored_backup_answers_as_before(here: Installation, tmp_path: Path) -> None:
    before = asked(here)
    assert before["rows"]
    here.does("backup", "--to", str(tmp_path / "to"), "--keys-to", str(tmp_path / "keys"))
    (backup,) = (tmp_path / "to").glob("*.schoolgate-backup")
    there = new(tmp_path / "data")
    there.does("restore", str(backup), "--keys", str(tmp_path / "keys"))
    assert asked(there) == before
    log = tmp_path / "again.log"
    log.write_text(log_of((*HOSTS, "finches.example")))  # as it would come in anew, and a little longer
    again = there.does("activity", "load", str(log), "--format", "squid")
    assert (again["kept"], again["repeated"]) == (2, 3)  # the search came a minute later than it did


def test_a_part_that_a_backup_lost_is_said(here: Installation, tmp_path: Path) -> None:
    here.does("backup", "--to", str(tmp_path / "to"), "--keys-to", str(tmp_path / "keys"))
    (backup,) = (tmp_path / "to").glob("*.schoolgate-backup")
    there = new(tmp_path / "data")
    there.does("restore", str(backup), "--keys", str(tmp_path / "keys"))
    (part,) = (there.data / "activity").glob("*/2026-11-16/rows-*.parquet")
    part.unlink()
    told = there.run("activity", "ask", "distinct-hosts", "since=2026-11-16", "until=2026-11-16", "--json")
    assert told.returncode != 0 or json.loads(told.stdout)["missing"]


def test_a_school_that_leaves_has_its_rows_and_no_searches_in_clear(here: Installation, tmp_path: Path) -> None:
    here.does("export", "--out", str(tmp_path / "out"))
    (part,) = (tmp_path / "out" / "activity").glob("2026-11-16/rows-*.parquet")
    rows = pq.read_table(part).to_pylist()
    assert sorted(row["host"] for row in rows) == sorted((*HOSTS, "www.google.co.uk"))
    assert b"how owls sleep" not in part.read_bytes()
    listed = (tmp_path / "out" / "data" / "activity.part.jsonl").read_text(encoding="utf-8")
    entries = [json.loads(line) for line in listed.splitlines()]
    assert part.name in {Path(one["path"]).name for one in entries}
