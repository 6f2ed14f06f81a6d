"""Make an installation ready: its folders, its keys, its tables. Safe to do again at any time."""

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from schoolgate.frame import keyring


def is_new() -> bool:
    """Whether the database has no table of ours yet."""
    settings.SCHOOLGATE_DATA.mkdir(mode=0o700, parents=True, exist_ok=True)
    return "django_migrations" not in connection.introspection.table_names()


def make_ready() -> None:
    """Make what is missing and bring the tables up to date. Writes over nothing."""
    settings.SCHOOLGATE_DATA.mkdir(mode=0o700, parents=True, exist_ok=True)
    keyring.make(settings.SCHOOLGATE_KEYS)
    call_command("migrate", interactive=False, verbosity=0)
