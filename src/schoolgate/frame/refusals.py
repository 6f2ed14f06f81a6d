"""What a database or a disk refused, in words for whoever met it: what it was, why, and what to do now.

An action that the database refuses is undone as a whole by its transaction, and raises what Django raises. Here that
becomes an error of ours for the command line (``refused``), and a calm page for the web (``fault``).
"""

import errno
import os
import sqlite3
import sys
from collections.abc import Iterator
from enum import StrEnum
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.utils.translation import gettext as _
from django.views import defaults as views

from schoolgate.kernel.errors import SchoolgateError

_SMALL: Final = 1 << 20  # bytes free, below which a disk that failed is taken to be full
_TRY_AGAIN: Final = "60"  # seconds


class Refusal(StrEnum):
    FULL = "full"
    READ_ONLY = "read-only"
    AWAY = "away"
    BUSY = "busy"
    DAMAGED = "damaged"


# The first byte of SQLite's result code (sqlite.org/rescode.html).
_SQLITE: Final = {
    sqlite3.SQLITE_FULL: Refusal.FULL,
    sqlite3.SQLITE_READONLY: Refusal.READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: Refusal.AWAY,
    sqlite3.SQLITE_IOERR: Refusal.DAMAGED,
    sqlite3.SQLITE_CORRUPT: Refusal.DAMAGED,
    sqlite3.SQLITE_NOTADB: Refusal.DAMAGED,
    sqlite3.SQLITE_BUSY: Refusal.BUSY,
    sqlite3.SQLITE_LOCKED: Refusal.BUSY,
}
# SQLSTATE, or its class of two characters (PostgreSQL's manual, appendix A).
_POSTGRESQL: Final = {
    "53100": Refusal.FULL,
    "25006": Refusal.READ_ONLY,
    "53300": Refusal.BUSY,
    "55P03": Refusal.BUSY,
    "40P01": Refusal.BUSY,
    "57014": Refusal.BUSY,
    "57P": Refusal.AWAY,
    "08": Refusal.AWAY,
    "58": Refusal.DAMAGED,
    "XX": Refusal.DAMAGED,
}
_SYSTEM: Final = {
    errno.ENOSPC: Refusal.FULL,
    errno.EDQUOT: Refusal.FULL,
    errno.EFBIG: Refusal.FULL,
    errno.EROFS: Refusal.READ_ONLY,
    errno.EIO: Refusal.DAMAGED,
}


def refusal(error: BaseException) -> Refusal | None:
    """Why the database or the disk refused, or None for an error that is not of that kind."""
    for one in _chain(error):
        found = _of(one)
        if found in (Refusal.DAMAGED, Refusal.AWAY):
            return _disk() or found  # a disk that is full or read-only shows in more ways than one
        if found is not None:
            return found
    return None


def refused(error: BaseException) -> SchoolgateError | None:
    """The error in words, or None for one that is not a refusal of the database or the disk."""
    why = refusal(error)
    return None if why is None else SchoolgateError(_("The records"), *_words(why))


def fault(request: HttpRequest) -> HttpResponse:
    """Django's ``handler500``: says so when a page failed because the records could not be written or read."""
    error = sys.exc_info()[1]
    return (_page(error) if error is not None else None) or views.server_error(request)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's ``handler400``: a session that could not be kept comes as a bad request, and is none."""
    return _page(exception) or views.bad_request(request, exception)


def _page(error: BaseException) -> HttpResponse | None:
    told = refused(error)
    if told is None:
        return None
    # Like the page of any other fault it is drawn without the request: to ask who is signed in would ask the database.
    page = loader.get_template("frame/refused.html").render({"cause": told.cause, "next_step": told.next_step})
    return HttpResponse(page, status=503, headers={"Retry-After": _TRY_AGAIN})


def _words(why: Refusal) -> tuple[str, str]:
    """Cause and next step."""
    return {
        Refusal.FULL: (
            _("the disk they are kept on is full."),
            _("Ask whoever looks after this computer to free some space on it, then do it again."),
        ),
        Refusal.READ_ONLY: (
            _("the disk or the database they are kept on can be read and not written."),
            _("Ask whoever looks after this computer to look at its disk, then do it again."),
        ),
        Refusal.AWAY: (
            _("the database they are kept in does not answer."),
            _("Wait a minute and do it again; if it goes on, tell whoever looks after this computer."),
        ),
        Refusal.BUSY: (
            _("the database they are kept in is too busy."),
            _("Wait a minute and do it again; if it goes on, tell whoever looks after this computer."),
        ),
        Refusal.DAMAGED: (
            _("the disk or the database they are kept on does not work as it should."),
            _("Tell whoever looks after this computer at once; keep the newest backup safe."),
        ),
    }[why]


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: BaseException | None = error
    while seen is not None:
        yield seen
        seen = seen.__cause__ or seen.__context__


def _of(error: BaseException) -> Refusal | None:
    if isinstance(error, sqlite3.Error):
        return _SQLITE.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
    if isinstance(error, OSError):
        return _SYSTEM.get(error.errno or 0)
    if type(error).__module__.startswith("psycopg"):  # which is not there on every installation
        state = getattr(error, "sqlstate", None)
        if state is None:  # it never got as far as being answered
            return Refusal.AWAY if type(error).__name__ == "OperationalError" else None
        return next((found for code, found in _POSTGRESQL.items() if state.startswith(code)), None)
    return None


def _disk() -> Refusal | None:
    """What is wrong with the disk of the data folder, by looking at it."""
    try:
        seen = os.statvfs(settings.SCHOOLGATE_DATA)
    except OSError:
        return None
    if seen.f_flag & os.ST_RDONLY:
        return Refusal.READ_ONLY
    return Refusal.FULL if seen.f_bavail * seen.f_frsize < _SMALL else None
