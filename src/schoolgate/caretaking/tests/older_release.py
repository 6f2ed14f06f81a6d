"""``python -m schoolgate.caretaking.tests.older_release``: an installation as the first capability left it, with data.

Run in a data folder and database that are empty. The tables are those of that release's last changes, and a policy's
file and reading lie in clear in them, as they did then.
"""

from typing import Any, Final

import django

# The last changes to the tables of the first capability, from which schools that tried it come.
OLDER: Final = [
    ("frame", "0001_initial"),
    ("ledger", "0001_initial"),
    ("people", "0001_initial"),
    ("policy", "0002_names_are_locked"),
    ("evidence", "0002_names_are_locked"),
]
NOT_OURS: Final = ("auth", "contenttypes", "sessions", "account", "mfa", "django_tasks_database")
ENTRIES: Final = 20


def fill(apps: Any) -> None:
    from django.utils import timezone

    people, policy = "people.", "policy."
    school = apps.get_model(f"{people}School").objects.create(ref="sch_older", name="Robin Hill Infant School")
    account = apps.get_model(f"{people}Account")._base_manager.create(
        ref="acc_older", email="dsl@robinhill.example", password="!"
    )
    apps.get_model(f"{people}Person")._base_manager.create(
        ref="per_older", school=school, name="Amara Whitlock", account=account
    )
    apps.get_model(f"{policy}Version")._base_manager.create(
        ref="version_older",
        school=school,
        number=1,
        filename="policy.md",
        sha256="0" * 64,
        file=b"Amara Whitlock looks after it.",
        reader="1",
        reading={"document": {"title": "Zoë’s"}},
        kept_at=timezone.now(),
        kept_by="per_older",
    )


def record(apps: Any) -> None:
    """Entries as that release wrote them, before a chain's head knew its time."""
    from django.utils import timezone

    from schoolgate.kernel import digests
    from schoolgate.ledger import format as spelling

    key, now = "school:sch_older", timezone.now()
    chain = apps.get_model("ledger.Chain").objects.create(key=key, length=0, head=spelling.first_previous(key))
    for number in range(1, ENTRIES + 1):
        said = spelling.Said(f"led_{number}", "school.changed", "operator", "older", "", "sch_older", "school", "{}")
        salt = digests.new_salt().hex()
        body = said.commitment(salt)
        digest = spelling.header_digest(version=1, chain=key, sequence=number, at=now, previous=chain.head, body=body)
        entry = apps.get_model("ledger.Entry").objects.create(
            chain=chain, version=1, sequence=number, at=now, previous=chain.head, body_digest=body, digest=digest
        )
        values = {name: getattr(said, name) for name in said.__slots__}
        apps.get_model("ledger.Body").objects.create(entry=entry, salt=salt, **values)
        chain.length, chain.head = number, digest
        chain.save()


def main() -> None:
    django.setup()
    from django.conf import settings
    from django.db import connection, transaction
    from django.db.migrations.executor import MigrationExecutor

    from schoolgate.frame import keyring

    settings.SCHOOLGATE_DATA.mkdir(exist_ok=True)
    keyring.make(settings.SCHOOLGATE_KEYS)
    (settings.SCHOOLGATE_KEYS / "blind.key").unlink(missing_ok=True)  # which that release did not have
    executor = MigrationExecutor(connection)
    nodes = [*(node for node in executor.loader.graph.leaf_nodes() if node[0] in NOT_OURS), *OLDER]
    executor.migrate(nodes)
    apps = MigrationExecutor(connection).loader.project_state(nodes).apps
    with transaction.atomic():
        fill(apps)
        record(apps)


if __name__ == "__main__":
    main()
