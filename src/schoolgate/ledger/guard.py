"""Putting the record's triggers back after a migration."""

from typing import Any

from django.db import connections, transaction

from schoolgate.frame.actor import system
from schoolgate.ledger import actions, kinds, triggers
from schoolgate.ledger.models import Chain


def put_back(*, using: str, **_: Any) -> None:
    """Guard the record again, and record that it was not: a migration that rebuilt a table, or somebody's hand."""
    connection = connections[using]
    if not set(triggers.TABLES) <= set(connection.introspection.table_names()):
        return
    lost = triggers.missing(connection)
    if not lost:
        return
    triggers.install(connection)
    if Chain.objects.using(using).exists():
        with transaction.atomic(using=using):
            actions.append(
                actions.INSTANCE,
                kinds.GUARD_RENEWED,
                actor=system("migrate"),
                subject="ledger",
                details={"triggers": len(lost)},
            )
