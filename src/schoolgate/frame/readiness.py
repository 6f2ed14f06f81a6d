"""Make an installation ready: its folders, its keys, its tables. Safe to do again at any time."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from pkgutil import iter_modules
from typing import Final

from django.apps import apps
from django.conf import settings
from django.core.checks import ERROR, Tags, run_checks
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from schoolgate.frame import keyring
from schoolgate.frame.refusals import Refusal, refusal
from schoolgate.kernel.errors import SchoolgateError

RESTORING: Final = "restoring"  # a file in the data folder while a backup is being restored into it


def open_up() -> None:
    """Make a new installation ready; leave one that is ready alone; refuse one that this version has yet to bring up
    to date, since the site may be running on it."""
    with _in_words():
        new, behind = _is_new(), _is_behind()
    if new:
        make_ready()
    elif behind:
        raise SchoolgateError(
            "the database", "it is of an older version of Schoolgate.", "Start the site once: schoolgate serve."
        )


def make_ready(*, tell: Callable[[str], None] = lambda _words: None, restoring: bool = False) -> None:
    """Make what is missing and bring the tables up to date, and ``tell`` when that takes time. Writes over nothing.
    Only whoever is ``restoring`` a backup there passes by its mark.

    Raises ``SchoolgateError`` for a database that cannot be reached, or whose record is not guarded, and for one that
    has lost its key ring: a new ring could not open what the old one locked.
    """
    settings.SCHOOLGATE_DATA.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _in_words():
        if _is_new(restoring=restoring):
            tell(f"making the records in {settings.SCHOOLGATE_DATA}.")
            keyring.make(settings.SCHOOLGATE_KEYS)
        elif _is_behind():
            tell("bringing the records up to date for this version.")
        keyring.load(settings.SCHOOLGATE_KEYS)
        keyring.make(settings.SCHOOLGATE_KEYS)  # the site's key, which only ends sessions when it is made anew
        call_command("migrate", interactive=False, verbosity=0)
    _keep_private()
    refuse_if_unsound()


def _is_new(*, restoring: bool = False) -> bool:
    """Whether the database has no table of ours yet."""
    settings.SCHOOLGATE_DATA.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not restoring and (settings.SCHOOLGATE_DATA / RESTORING).exists():
        raise SchoolgateError(
            str(settings.SCHOOLGATE_DATA),
            "a backup was being restored here, and that did not end.",
            "Take the folder away and restore again into an empty one.",
        )
    return "django_migrations" not in connection.introspection.table_names()


def _is_behind() -> bool:
    if _kept_migrations() <= set(MigrationRecorder(connection).applied_migrations()):
        return False  # the names tell it without loading them all, which takes longer than most commands
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _kept_migrations() -> set[tuple[str, str]]:
    """The app and the name of every migration there is, by the names of their files."""
    found = set[tuple[str, str]]()
    for config in apps.get_app_configs():
        for entry in iter_modules([str(Path(config.path) / "migrations")]):
            if entry.name[0] not in "_~":
                found.add((config.label, entry.name))
    return found


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except DatabaseError as error:  # one that cannot be reached, or a file that is something else
        if refusal(error) in (Refusal.FULL, Refusal.READ_ONLY):
            raise  # told in its own words
        why = str(error).strip().splitlines()[0].rstrip(".")
        raise SchoolgateError("the database", f"{why}.", "Check DATABASE_URL, or the data folder.") from error


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
    letters = settings.MAILERS["default"].get("OPTIONS", {}).get("file_path")
    if letters:  # each holds a link that lets whoever reads it choose a password
        Path(letters).mkdir(mode=0o700, exist_ok=True)
        Path(letters).chmod(0o700)
