"""Django's ``migrate``, which makes the tables of a new installation at once."""

from typing import Any

from django.core.management.commands.migrate import Command as Migrate
from django.db import connections

from schoolgate.frame import fresh

_NOT_ALL = ("app_label", "fake", "fake_initial", "plan", "check_unapplied", "prune")


class Command(Migrate):
    """In an empty database no migration is left for Django's own to make; it goes on to tell whoever waits for it."""

    def handle(self, *args: Any, **options: Any) -> None:
        if not any(options.get(name) for name in _NOT_ALL):
            fresh.make_tables(connections[options["database"]])
        super().handle(*args, **options)
