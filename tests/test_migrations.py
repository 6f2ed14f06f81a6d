"""Every change of a model has its migration."""

from django.apps import apps
from django.db import models
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState


def missing(now: ProjectState) -> dict[str, list[str]]:
    """By app, the operations that would bring the tables from the migrations that are there to ``now``."""
    loader = MigrationLoader(None)
    changes = MigrationAutodetector(loader.project_state(), now).changes(graph=loader.graph)
    return {
        app: [operation.describe() for one in migrations for operation in one.operations]
        for app, migrations in changes.items()
    }


def test_no_migration_is_missing() -> None:
    assert missing(ProjectState.from_apps(apps)) == {}


def test_a_missing_migration_is_found() -> None:
    changed = ProjectState.from_apps(apps)
    changed.models["people", "school"].fields["motto"] = models.CharField(max_length=5, default="")
    assert missing(changed) == {"people": ["Add field motto to school"]}
