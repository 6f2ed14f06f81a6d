"""Saying which folders are watched, and how often which files are expected."""

from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from schoolgate.feeds.registry import FEEDS
from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold, put, withdraw
from schoolgate.intake import kinds
from schoolgate.intake.models import Expectation, WatchedFolder
from schoolgate.kernel.errors import BadInputError
from schoolgate.ledger.actions import append, school_chain
from schoolgate.people.access import today
from schoolgate.people.models import School

NEVER: Final = "never"
INCOMING: Final = "incoming"


def own_folder(school: School, feed: str) -> Path:
    """The folder in the data folder that a page may set to be watched: nobody names a path of the server there."""
    return Path(settings.SCHOOLGATE_DATA) / INCOMING / school.ref / (feed or "any")


def watch_own(school: School, feed: str, *, actor: Actor) -> WatchedFolder:
    """Watch the school's own folder for files of ``feed`` (empty: of any), making it where it is not there.

    Raises ``NotFoundError`` for a feed there is none of, before any folder is named by it.
    """
    if feed:
        FEEDS.get(feed)
    path = own_folder(school, feed)
    path.mkdir(mode=0o770, parents=True, exist_ok=True)
    return watch(school, path, feed=feed, actor=actor)


def watch(school: School, path: Path, *, feed: str = "", actor: Actor) -> WatchedFolder:
    """Watch a folder of the server. Raises ``BadInputError`` where it is none, is watched already, or is our own."""
    if feed:
        FEEDS.get(feed)
    whole = path.absolute()
    if path.is_symlink() or not path.is_dir() or whole.resolve() != whole:
        raise BadInputError(
            str(path), "it is not a folder by its own name.", "Give the folder itself, not a link to it."
        )
    data = Path(settings.SCHOOLGATE_DATA).resolve()
    if whole.is_relative_to(data) and not whole.is_relative_to(data / INCOMING):
        raise BadInputError(str(path), "it is Schoolgate's own.", f"Choose one elsewhere, or in {data / INCOMING}.")
    row = WatchedFolder(school=school, path=str(whole), feed=feed, set_by=actor.ref, set_at=timezone.now())
    try:
        with transaction.atomic():
            row.save()
            details = {"feed": feed or None}
            append(school_chain(school.ref), kinds.WATCHED, actor=actor, subject=row.ref, details=details)
    except IntegrityError as error:
        raise BadInputError(str(path), "it is watched already.", "End that first.") from error
    return row


def unwatch(school: School, ref: str, *, actor: Actor) -> None:
    """Watch a folder no more. What lies in it stays there."""
    with transaction.atomic():
        rows = WatchedFolder.objects.for_school(school).filter(ref=ref, ended_at__isnull=True)
        if not rows.update(ended_at=timezone.now()):
            raise BadInputError("the folder", "it is not one that is watched.", "Look at the list again.")
        append(school_chain(school.ref), kinds.UNWATCHED, actor=actor, subject=ref)


def expect(school: School, feed: str, every: str, *, actor: Actor) -> None:
    """From today on, files of ``feed`` are expected ``every`` so often, or ``never``."""
    FEEDS.get(feed)
    if every not in (NEVER, *Expectation.Every.values):
        known = ", ".join((*Expectation.Every.values, NEVER))
        raise BadInputError("how often", f"there is no {every!r}.", f"Known: {known}.")
    day, now = today(school), timezone.now()
    with transaction.atomic():
        hold(school)
        if every == NEVER:
            withdraw(Expectation, school, {"feed": feed}, valid_from=day, valid_to=None, at=now)
        else:
            put(Expectation(school=school, feed=feed, every=every, valid_from=day, recorded_at=now))
        details = {"feed": feed, "every": every}
        append(school_chain(school.ref), kinds.EXPECTED, actor=actor, subject=school.ref, details=details)
