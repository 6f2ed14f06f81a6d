"""A Django database check: the triggers that guard the permanent record are in place. The site will not start else."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core import checks
from django.db import connections

from schoolgate.ledger import triggers


@checks.register(checks.Tags.database)
def record_is_guarded(
    app_configs: Sequence[AppConfig] | None = None,  # noqa: ARG001  (Django's signature)
    databases: Sequence[str] | None = None,
    **_: Any,
) -> list[checks.CheckMessage]:
    return [fault for alias in databases or () for fault in _faults(alias)]


def _faults(alias: str) -> list[checks.CheckMessage]:
    connection = connections[alias]
    if not set(triggers.TABLES) <= set(connection.introspection.table_names()):
        # A new database, which `migrate` is about to fill: nothing is recorded yet, so nothing is unguarded.
        return [checks.Warning("The permanent record has no tables yet.", hint="Migrate.", id="schoolgate.W010")]
    lost = triggers.missing(connection)
    if not lost:
        return []
    return [
        checks.Error(
            f"The permanent record is not guarded: {', '.join(lost)} missing or changed.",
            hint="Migrate, which puts them back; then run `schoolgate ledger verify`.",
            id="schoolgate.E010",
        )
    ]
