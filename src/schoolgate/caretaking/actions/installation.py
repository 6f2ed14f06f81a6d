"""What the caretaker does that is entered in the permanent record."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from schoolgate.caretaking import kinds
from schoolgate.caretaking.backup import restoring, taking, trying
from schoolgate.caretaking.events import BackupRestored
from schoolgate.frame import beats, keyring, outbox, readiness
from schoolgate.frame.actor import Actor
from schoolgate.kernel.errors import BadInputError
from schoolgate.ledger.actions import INSTANCE, append
from schoolgate.people.queries import schools


def back_up(wanted: taking.Wanted, *, actor: Actor) -> taking.Taken:
    """Take a backup, and enter that it was taken. Raises ``SchoolgateError``, and then nothing is left behind."""
    now = timezone.now()
    taken = taking.take(wanted, now)
    keys = "inside" if wanted.with_keys else "beside" if wanted.keys_to else "apart"
    details: dict[str, str | int | bool | None] = {
        "sha256": taken.sha256,
        "rows": taken.manifest.rows,
        "files": taken.manifest.files,
        "keys": keys,
    }
    with transaction.atomic():
        beats.beat("backup", now)
        append(INSTANCE, kinds.BACKED_UP, actor=actor, subject="installation", details=details)
    return taken


def try_backup(
    path: Path,
    *,
    actor: Actor,
    passphrase: str | None = None,
    keys: Path | None = None,
    within: Path | None = None,
) -> trying.Tried:
    """Restore a backup as a test, enter what came of it, and tell every school of one that went well.

    Raises ``SchoolgateError`` for a file that is not there, and where there is no place to restore into.
    """
    if not path.is_file():
        raise BadInputError(str(path), "there is no such file.", "Name the backup itself.")
    tried = trying.restored_as_a_test(path, passphrase=passphrase, keys=keys, within=within)
    now = timezone.now()
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    details: dict[str, str | int | bool | None] = {
        "sha256": sha256,
        "well": tried.well,
        "rows": tried.rows,
        "entries": tried.entries,
    }
    with transaction.atomic():
        if tried.well:
            beats.beat("backup-tried", now)
            for school in schools():
                outbox.publish(BackupRestored(school.ref, now.isoformat()), school_ref=school.ref)
        append(INSTANCE, kinds.TRIED, actor=actor, subject="installation", details=details)
    return tried


@dataclass(frozen=True, slots=True)
class Upgraded:
    """``changes`` are the migrations made, by room and name; ``backup`` the one taken before, if any were."""

    changes: tuple[str, ...]
    backup: taking.Taken | None


def upgrade(wanted: taking.Wanted, *, actor: Actor) -> Upgraded:
    """Bring the records of an older release up to date, after a backup of them as they are.

    The site must not run meanwhile. Raises ``SchoolgateError``; what a change could not do is undone, and the backup is
    the way back.
    """
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    changes = tuple(f"{migration.app_label}.{migration.name}" for migration, _ in plan)
    if not changes:
        return Upgraded((), None)
    keyring.make(settings.SCHOOLGATE_KEYS)  # a key that this release asks for, and the older one did not
    now = timezone.now()
    taken = taking.take(wanted, now)
    readiness.make_ready()
    details: dict[str, str | int | bool | None] = {"changes": len(changes), "backup": taken.sha256}
    with transaction.atomic():
        beats.beat("backup", now)
        append(INSTANCE, kinds.UPGRADED, actor=actor, subject="installation", details=details)
    return Upgraded(changes, taken)


def restore(path: Path, *, actor: Actor, passphrase: str | None = None, keys: Path | None = None) -> restoring.Restored:
    """Make an installation of a backup, in an empty data folder and database, and enter that it was done."""
    restored = restoring.restore(path, passphrase=passphrase, keys=keys)
    details: dict[str, str | int | bool | None] = {
        "made_at": restored.manifest.made_at,
        "rows": restored.rows,
        "files": restored.files,
    }
    with transaction.atomic():
        append(INSTANCE, kinds.RESTORED, actor=actor, subject="installation", details=details)
    return restored
