"""Coverage, a look, minutes around an alert and those of a silence ask one way: ``ACTIVITY_ENGINE`` answers."""

import os
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

import schoolgate
from schoolgate.activity.actions import add_source
from schoolgate.activity.engines.choosing import SETTING, engine
from schoolgate.activity.engines.tests.standalone import standalone
from schoolgate.activity.pseudonyms import Pseudonyms
from schoolgate.activity.tests.squid import OPERATOR, TUESDAY, give, line
from schoolgate.estate import actions as estate
from schoolgate.kernel.errors import BadInputError
from schoolgate.monitoring.coverage.seeing import seen
from schoolgate.monitoring.queries import coverage
from schoolgate.monitoring.queries.around import rows_between
from schoolgate.monitoring.tests.conftest import Cast

PEARL = "pearl@robinhill.example"
HOUR = (TUESDAY, TUESDAY + timedelta(hours=1))
WHERE = Path(schoolgate.__file__).parent
# Those that make, mend, put together and erase the parts themselves; and the engine that is DuckDB.
_OF_THE_STORE = re.compile(r"activity/(engines|making|actions|sealing|remaking|taking|repeats)\b|/tests/")


@pytest.fixture
def busy(cast: Cast) -> Cast:
    account = estate.add_account(cast.school, "google", PEARL, "person", actor=OPERATOR)
    estate.hold_account(account, cast.robin, actor=OPERATOR, valid_from=TUESDAY.date())
    source = add_source(cast.school, "The filter in the office", "squid", actor=OPERATOR)
    found = [line(60 * n, f"http://{n}.owls.example/barn", account=PEARL if n % 3 else "-") for n in range(40)]
    give(source, [*found, line(90, "http://www.google.co.uk/search?q=how+owls+sleep", account=PEARL)])
    return cast


def told(cast: Cast) -> list[Any]:
    """What each asks: the map, the table under it, and rows of a person and of a device."""
    school, person = cast.school, Pseudonyms.of(cast.school).of_ref(cast.robin.ref)
    moment = datetime(2026, 11, 24, 11, 30, tzinfo=ZoneInfo("Europe/London"))
    rows = rows_between(school, *HOUR, person=person)
    device = rows_between(school, *HOUR, device=rows[0]["device"]) if rows else []
    table = seen(school, first=TUESDAY.date(), last=TUESDAY.date(), until=moment)
    return [coverage(school, moment), table, rows, device]


def test_it_works(busy: Cast) -> None:
    _map, table, rows, device = told(busy)
    assert (len(table), len(rows), len(device)) == (2, 27, 41)
    assert "how owls sleep" in {row["terms"] for row in rows}


def test_an_engine_there_is_not_answers_none_of_them(busy: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    school = busy.school
    monkeypatch.setenv(SETTING, "abacus")
    asks = (
        lambda: coverage(school),
        lambda: seen(school, first=TUESDAY.date(), last=TUESDAY.date(), until=TUESDAY),
        lambda: rows_between(school, *HOUR, device="one"),
    )
    for one in asks:
        with pytest.raises(BadInputError, match="abacus"):
            one()


def test_nothing_else_opens_a_part_or_asks_an_engine_by_itself() -> None:
    opens = re.compile(r"\bduckdb\.connect|read_parquet|ParquetFile|pq\.read_table|pyarrow\.parquet")
    found = [str(path.relative_to(WHERE)) for path in WHERE.rglob("*.py") if opens.search(path.read_text())]
    assert [path for path in found if not _OF_THE_STORE.search(f"/{path}")] == []


@pytest.fixture
def spark(tmp_path: Path) -> Iterator[str]:
    before = os.environ.get("SPARK_LOCAL_IP")
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    with standalone(tmp_path / "spark") as address:
        yield address
        engine(address).close()
    engine.cache_clear()
    os.environ.pop("SPARK_LOCAL_IP") if before is None else os.environ.update(SPARK_LOCAL_IP=before)


@pytest.mark.real
@pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning")
@pytest.mark.filterwarnings("ignore::ResourceWarning")  # py4j leaves its sockets to the collector
def test_every_engine_tells_the_same(busy: Cast, spark: str, monkeypatch: pytest.MonkeyPatch) -> None:
    here = told(busy)
    for name in (spark, "sail"):
        monkeypatch.setenv(SETTING, name)
        assert told(busy) == here
    engine("sail").close()  # that of the cluster is closed by its fixture: it must be the same one still
