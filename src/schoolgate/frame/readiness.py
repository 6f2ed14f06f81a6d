"""Make an installation ready: its folders, its keys, its tables. Safe to do again at any time."""

from pathlib import Path

from django.conf import settings
from django.core.checks import ERROR, Tags, run_checks
from django.core.management import call_command
from django.db import OperationalError, connection

from schoolgate.frame import keyring
from schoolgate.kernel.errors import SchoolgateError


def is_new() -> bool:
    """Whether the database has no table of ours yet."""
    settings.SCHOOLGATE_DATA.mkdir(mode=0o700, parents=True, exist_ok=True)
    return "django_migrations" not in connection.introspection.table_names()


def make_ready() -> None:
    """Make what is missing and bring the tables up to date. Writes over nothing.

    Raises ``SchoolgateError`` for a database that cannot be reached, or whose record is not guarded.
    """
    settings.SCHOOLGATE_DATA.mkdir(mode=0o700, parents=True, exist_ok=True)
    keyring.make(settings.SCHOOLGATE_KEYS)
    try:
        call_command("migrate", interactive=False, verbosity=0)
    except OperationalError as error:
        raise SchoolgateError(
            "the database", f"it cannot be used: {error}.", "Check DATABASE_URL, or the data folder."
        ) from error
    _keep_private()
    refuse_if_unsound()


def refuse_if_unsound() -> None:
    """Raise ``SchoolgateError`` naming the first thing wrong with the database: a record whose guard is gone."""
    for fault in run_checks(tags=[Tags.database], databases=["default"]):
        if fault.level >= ERROR:
            raise SchoolgateError("the database", fault.msg, fault.hint or "Restore it from a backup.")


def _keep_private() -> None:
    """The folder may be somebody's own and open to others on the machine; the records in it are not."""
    if connection.vendor == "sqlite":
        path = Path(str(connection.settings_dict["NAME"]))
        if path.is_file():
            path.chmod(0o600)  # its companion files take their mode from it
