"""The machine: room on the disk, folders that can be written, programs and files that are there, mail that goes."""

import shutil
import socket
import sys
import tempfile
import zoneinfo
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from schoolgate.frame.doctor import Finding, Severity, checks

LEAST_ROOM: Final = 200_000_000  # bytes: under this a backup or an upgrade no longer fits
LITTLE_ROOM: Final = 2_000_000_000
SET_UP: Final = Path(__file__).parents[1] / "static" / "vendor"  # what ./setup builds in a clone
_MADE: Final = datetime(2026, 11, 1, tzinfo=UTC)  # no machine that runs this can truly think it is earlier


@checks("frame.disk", _("There is room on the disk"), database=False)
def room() -> Iterator[Finding]:
    if not Path(settings.SCHOOLGATE_DATA).is_dir():
        return  # which the next check says
    free = shutil.disk_usage(settings.SCHOOLGATE_DATA).free
    if free < LITTLE_ROOM:
        cause = _("%(free)s MB are free in %(folder)s.") % {
            "free": free // 1_000_000,
            "folder": settings.SCHOOLGATE_DATA,
        }
        severity = Severity.WRONG if free < LEAST_ROOM else Severity.NOTICE
        yield Finding(
            _("The disk"), cause, _("Take away what is not needed there, or give it a larger disk."), severity
        )


@checks("frame.data-folder", _("The data folder can be written, and is private"), database=False)
def writable() -> Iterator[Finding]:
    folder = Path(settings.SCHOOLGATE_DATA)
    if not folder.is_dir():
        fix = _("Name the right folder with --data or SCHOOLGATE_DATA; a new one is made at the first start.")
        yield Finding(str(folder), _("There is no such folder."), fix)
        return
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"well")
    except OSError as error:
        cause = _("Nothing can be written there: %(why)s.") % {"why": error.strerror or type(error).__name__}
        yield Finding(
            str(folder), cause, _("Give the folder to the user that Schoolgate runs as, on a disk with room.")
        )
        return
    for path in (folder / "schoolgate.sqlite3", folder / "files", folder / "mail"):
        if path.exists() and path.stat().st_mode & 0o077:
            yield Finding(str(path), _("Others on this machine may read it."), f"chmod go-rwx {path}")


@checks("frame.programs", _("Python is a version Schoolgate runs on"), database=False)
def programs() -> Iterator[Finding]:
    if not (3, 12) <= sys.version_info[:2] < (3, 15):
        cause = _("It is %(version)s.") % {"version": sys.version.split()[0]}
        yield Finding("Python", cause, _("Use 3.12, 3.13 or 3.14."))


@checks("frame.time", _("The clock and the time zones are right"), database=False)
def time() -> Iterator[Finding]:
    if timezone.now() < _MADE:
        cause = _("This machine thinks it is %(day)s.") % {"day": f"{timezone.now():%Y-%m-%d}"}
        yield Finding(
            _("The clock"), cause, _("Let the machine take the time from the network (timedatectl set-ntp true).")
        )
    try:
        zoneinfo.ZoneInfo(settings.TIME_ZONE)
    except zoneinfo.ZoneInfoNotFoundError:
        cause = _("This machine does not know the zone %(zone)s.") % {"zone": settings.TIME_ZONE}
        yield Finding(_("The time zones"), cause, _("Install the package tzdata."))


@checks("frame.static", _("The pages' own styles and pictures are there"), database=False)
def static() -> Iterator[Finding]:
    # Collected in an installed package; in a clone they are served from where ./setup put them.
    if not (Path(settings.STATIC_ROOT) / "staticfiles.json").is_file() and not SET_UP.is_dir():
        cause = _("They were not built, so pages may look bare and load slowly.")
        yield Finding(_("Styles and pictures"), cause, _("Run ./setup again, or install the built package."))


@checks("frame.mail", _("Letters go out"), database=False)
def letters_are_sent() -> Iterator[Finding]:
    options = settings.MAILERS["default"].get("OPTIONS", {})
    if "file_path" in options:
        cause = _("No mail server is named, so letters are put in the folder %(folder)s.") % {
            "folder": options["file_path"]
        }
        yield Finding(_("Mail"), cause, _("Name one in SCHOOLGATE_SMTP, or pass the letters on."), Severity.NOTICE)


@checks("frame.mail-server", _("The mail server answers"), slow=True, database=False)
def mail_server() -> Iterator[Finding]:
    options = settings.MAILERS["default"].get("OPTIONS", {})
    if "host" not in options:
        return
    where = f"{options['host']}:{options['port']}"
    try:
        socket.create_connection((options["host"], options["port"]), timeout=5).close()
    except OSError as error:
        why = error.strerror or type(error).__name__
        cause = _("%(where)s does not answer: %(why)s.") % {"where": where, "why": why}
        yield Finding(_("The mail server"), cause, _("Check SCHOOLGATE_SMTP, and that this machine may reach it."))
