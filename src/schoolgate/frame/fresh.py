"""The tables of a new installation, made at once, as all the migrations together leave them.

Made one by one they take ten times as long: after each, Django draws every model that has to do with it anew, and here
nearly all of them have to do with a school. What a migration does to rows is left out, since there are none yet; the
one table that a migration makes besides is made here too, and the record's guards are put in place after every
``migrate``. ``tests/test_fresh_tables.py`` holds both ways against each other.
"""

from collections.abc import Sequence

from django.core.management import call_command
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor


def make_tables(connection: BaseDatabaseWrapper, targets: Sequence[tuple[str, str]] | None = None) -> bool:
    """Make the tables as the migrations up to ``targets`` (all, if left out) do, and note those as made.

    All of it or nothing. Returns whether the database was empty; one that is not is left alone.
    """
    if connection.introspection.table_names():
        return False
    executor = MigrationExecutor(connection)
    ends = list(targets if targets is not None else executor.loader.graph.leaf_nodes())
    plan = executor.migration_plan(ends)
    state = executor.loader.project_state(ends)
    with connection.schema_editor(atomic=True) as editor:
        for model in state.apps.get_models():
            if model._meta.can_migrate(connection) and not model._meta.proxy:
                editor.create_model(model)
        call_command("createcachetable", database=connection.alias, verbosity=0)
        executor.recorder.ensure_schema()
        made = executor.recorder.Migration
        made.objects.using(connection.alias).bulk_create(made(app=one.app_label, name=one.name) for one, _ in plan)
    return True
