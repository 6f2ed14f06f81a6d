"""The keys: there, private, and every one that something is still locked with."""

import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from schoolgate.frame import keyring, rotation
from schoolgate.frame.doctor import Finding, Severity, checks


@checks("frame.keys", _("The keys are there and private"), database=False)
def private() -> Iterator[Finding]:
    folder = Path(settings.SCHOOLGATE_KEYS)
    keyring.load(folder)
    if not (folder / "site.key").is_file():
        yield Finding(
            str(folder / "site.key"),
            _("It is not there, so every sign-in ends whenever Schoolgate starts again."),
            _("Start Schoolgate once more, which makes it; or put it back from the backup of the keys."),
        )
    if not (folder / "blind.key").is_file():
        cause = _("It is not there, so pupils and accounts cannot be found again by their numbers.")
        yield Finding(str(folder / "blind.key"), cause, _("Put it back from the backup of the keys."))
    for path in (folder, *sorted(folder.iterdir())):
        held = path.stat()
        if held.st_mode & 0o077:
            cause = _("Others on this machine may read it.")
            yield Finding(str(path), cause, f"chmod {'700' if path.is_dir() else '600'} {path}")
        if held.st_uid != os.geteuid() and os.geteuid() != 0:
            cause = _("It belongs to another user of this machine than Schoolgate runs as.")
            yield Finding(str(path), cause, _("Give it to the user that Schoolgate runs as."))


@checks("frame.keys-complete", _("Every key that something is locked with is there"))
def complete() -> Iterator[Finding]:
    ring = keyring.load(settings.SCHOOLGATE_KEYS)
    for key_id, count in sorted(rotation.used_key_ids().items()):
        if key_id not in ring.keys:
            cause = _("%(count)s words or files are locked with it, and it is not in the ring.") % {"count": count}
            fix = _("Put the folder of keys back from its own backup; until then those words cannot be read.")
            yield Finding(_("The key %(id)s") % {"id": key_id}, cause, fix)


@checks("frame.files", _("Every file that a record names is there"), slow=True)
def files() -> Iterator[Finding]:
    lost = rotation.lost_files()
    if lost:
        cause = _("%(count)s of them are not in the folder, the first %(name)s.") % {
            "count": len(lost),
            "name": lost[0],
        }
        yield Finding(_("Files"), cause, _("Restore the folder “files” from a backup."))


@checks("frame.keys-apart", _("The keys lie apart from the records"), database=False)
def apart() -> Iterator[Finding]:
    keys, data = Path(settings.SCHOOLGATE_KEYS), Path(settings.SCHOOLGATE_DATA)
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3") and keys.is_relative_to(data):
        cause = _("They lie in the same folder as the records, so one copy of that folder opens everything.")
        fix = _("When you can, move them to another folder and name it in SCHOOLGATE_KEYS.")
        yield Finding(str(keys), cause, fix, Severity.NOTICE)
