"""What the caretaker does that is entered in the permanent record."""

from pathlib import Path

from django.db import transaction
from django.utils import timezone

from schoolgate.caretaking import kinds
from schoolgate.caretaking.backup import restoring, taking
from schoolgate.frame import beats
from schoolgate.frame.actor import Actor
from schoolgate.ledger.actions import INSTANCE, append


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
