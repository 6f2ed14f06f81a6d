"""The database: of this version, sound, and able to keep what it said it kept."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from django.core.checks import ERROR, Tags, run_checks
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from schoolgate.frame.doctor import Finding, checks

_APART: Final = timedelta(minutes=2)  # two machines' clocks, before the record's times say something false


@checks("frame.database-version", _("The database is of this version of Schoolgate"))
def migrated() -> Iterator[Finding]:
    executor = MigrationExecutor(connection)
    behind = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if behind:
        words = ngettext("One change to its tables is waiting.", "%(n)s changes to its tables are waiting.", behind)
        yield Finding(_("The database"), words % {"n": behind}, _("Run: schoolgate upgrade"))
    known = set(executor.loader.disk_migrations)
    ours = {app for app, _name in known}
    newer = sorted(f"{app}.{name}" for app, name in executor.loader.applied_migrations or {} if app in ours)
    newer = [name for name in newer if tuple(name.split(".", 1)) not in known]
    if newer:
        cause = _("It was used by a newer version of Schoolgate (%(names)s).") % {"names": ", ".join(newer)}
        yield Finding(_("The database"), cause, _("Install that version again, or restore a backup of this one."))


@checks("frame.database-guards", _("The database refuses changes to the permanent record"))
def guarded() -> Iterator[Finding]:
    for fault in run_checks(tags=[Tags.database], databases=["default"]):
        if fault.level >= ERROR:
            yield Finding(_("The permanent record"), str(fault.msg), str(fault.hint or _("Restore it from a backup.")))


@checks("frame.database-program", _("The database program is recent enough and keeps what it is given"))
def program() -> Iterator[Finding]:
    least = connection.features.minimum_database_version
    found = connection.get_database_version()
    if least and found < least:
        shown, wanted = (".".join(map(str, version)) for version in (found, least))
        cause = _("It is version %(shown)s, and %(wanted)s or later is needed.") % {"shown": shown, "wanted": wanted}
        yield Finding(connection.display_name, cause, _("Update it."))
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            mode = str(cursor.execute("PRAGMA journal_mode").fetchone()[0])
            syncs = int(cursor.execute("PRAGMA synchronous").fetchone()[0])
        if mode != "wal" or syncs < 2:
            cause = _("It cannot promise that what was written stays written (%(mode)s).") % {"mode": mode}
            yield Finding("SQLite", cause, _("Keep the data folder on a disk of this machine, not on a shared one."))


@checks("frame.database-sound", _("The database file is sound"), slow=True)
def sound() -> Iterator[Finding]:
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        said = [str(row[0]) for row in cursor.execute("PRAGMA quick_check(3)").fetchall()]
    if said != ["ok"]:
        yield Finding(_("The database file"), f"{said[0]}.", _("Stop Schoolgate and restore the last good backup."))


@checks("frame.database-clock", _("The database and this machine agree on the time"))
def same_time() -> Iterator[Finding]:
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        theirs = cursor.fetchone()[0]
    apart = abs(theirs - timezone.now())
    if apart > _APART:
        cause = _("They are %(n)s seconds apart.") % {"n": int(apart.total_seconds())}
        yield Finding(_("The time"), cause, _("Let both machines take the time from the network."))
