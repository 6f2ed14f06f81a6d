"""The permanent record as a Django app: it keeps its triggers in place, and says at start when they are not."""

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


class LedgerConfig(AppConfig):
    name = "schoolgate.ledger"
    label = "ledger"
    verbose_name = "Permanent record"

    def ready(self) -> None:
        from schoolgate.ledger import checks  # noqa: F401  (importing registers them)

        post_migrate.connect(_put_triggers_back, sender=self)


def _put_triggers_back(*, using: str, **_: Any) -> None:
    from schoolgate.ledger import triggers

    connection = connections[using]
    if set(triggers.TABLES) <= set(connection.introspection.table_names()):
        triggers.install(connection)
