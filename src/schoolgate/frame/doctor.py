"""What is wrong with this installation, and how to mend it.

Each room says what can go wrong with what is its own: a function in the room's ``checkups.py``, registered with
``@checks("room.what", "title")``, that yields a ``Finding`` for whatever is wrong and nothing when all is well. It is
found by that file's name. A check looks and never mends, and says nothing of any child or adult: machinery only.
"""

import importlib
import importlib.util
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.apps import apps
from django.db import DatabaseError, connection
from django.utils.translation import gettext as _

from schoolgate.kernel.errors import SchoolgateError


class Severity(StrEnum):
    """``wrong`` must be put right; ``notice`` should be known, and may be as the school wants it."""

    WRONG = "wrong"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong, in words: what ``thing``, for what ``cause``, and the ``fix``, a sentence or a command."""

    thing: str
    cause: str
    fix: str
    severity: Severity = Severity.WRONG


type Check = Callable[[], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Checkup:
    """``slow`` ones read everything or knock at other machines: for the command line, not for each look at a page."""

    key: str
    title: str
    run: Check
    slow: bool = False
    database: bool = True


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one check found; all is well where there are no findings."""

    key: str
    title: str
    findings: tuple[Finding, ...]

    @property
    def wrong(self) -> bool:
        return any(finding.severity is Severity.WRONG for finding in self.findings)


_checkups: Final[dict[str, Checkup]] = {}


def checks(key: str, title: str, *, slow: bool = False, database: bool = True) -> Callable[[Check], Check]:
    """Register a check. ``database`` is whether it needs one that answers; it is left out while none does."""

    def register(run: Check) -> Check:
        if key in _checkups and _checkups[key].run is not run:
            raise ValueError(f"two checks of the installation are called {key}")
        _checkups[key] = Checkup(key, title, run, slow, database)
        return run

    return register


def everything() -> list[Checkup]:
    """Every check of every room, by key."""
    for config in apps.get_app_configs():
        name = f"{config.name}.checkups"
        if config.name.startswith("schoolgate.") and importlib.util.find_spec(name):
            importlib.import_module(name)
    return [_checkups[key] for key in sorted(_checkups)]


def examine(*, thorough: bool = True) -> list[Outcome]:
    """Run every check, the slow ones only where asked for; what each found. A check that fails is itself a finding."""
    answers = database_trouble()
    outcomes = [Outcome("frame.database", _("The database answers"), (answers,) if answers else ())]
    for checkup in everything():
        if (thorough or not checkup.slow) and not (answers and checkup.database):
            outcomes.append(Outcome(checkup.key, checkup.title, tuple(_findings(checkup))))
    return outcomes


def database_trouble() -> Finding | None:
    """Why the database does not answer, or None."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        connection.close()
        why = (str(error).strip() or type(error).__name__).splitlines()[0].rstrip(".")
        fix = _("Start it, or put DATABASE_URL or the data folder right.")
        return Finding(_("The database"), _("It does not answer: %(why)s.") % {"why": why}, fix)
    return None


def _findings(checkup: Checkup) -> Iterable[Finding]:
    try:
        yield from checkup.run()
    except SchoolgateError as error:
        yield Finding(error.thing, error.cause, error.next_step)
    except Exception as error:  # the other checks go on; the error's own words may hold a name, its kind cannot
        cause = _("This check could not be made: %(kind)s.") % {"kind": type(error).__name__}
        yield Finding(checkup.title, cause, _("Put right what else is wrong, then look again."))
