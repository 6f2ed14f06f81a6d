"""What the clock does here: quarantine is emptied, folders are looked into, silence is noticed."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from schoolgate.frame.actor import system
from schoolgate.frame.beats import beat
from schoolgate.frame.outbox import publish
from schoolgate.frame.rounds import each_round, for_each
from schoolgate.frame.scoped import unscoped
from schoolgate.intake import kinds, queries, watching
from schoolgate.intake.actions import advance
from schoolgate.intake.events import FilesDidNotCome
from schoolgate.intake.models import Delivery, Silence, WatchedFolder
from schoolgate.kernel.errors import BadInputError
from schoolgate.ledger.actions import append, school_chain
from schoolgate.people import queries as people
from schoolgate.people.models import School

# A file that is being looked at by the page that took it is left to that page for so long.
_GRACE: Final = timedelta(seconds=45)


@each_round("intake.quarantine")
def take_up(now: datetime) -> int:
    """Look at files that nobody has finished looking at: large ones, and those whose process was stopped."""
    with unscoped("files of every school wait in one quarantine"):
        rows = Delivery.objects.filter(state=Delivery.State.QUARANTINED, received_at__lte=now - _GRACE)
        waiting = list(rows.select_related("school", "mapping").order_by("received_at")[:50])
    return sum(for_each(waiting, lambda delivery: int(advance(delivery).state != Delivery.State.QUARANTINED)))


@each_round("intake.folders")
def look_into_folders(now: datetime) -> int:
    """Take in finished files of every watched folder. One that cannot be looked into says so where it is set."""
    with unscoped("folders of every school are watched"):
        folders = list(WatchedFolder.objects.filter(ended_at__isnull=True).select_related("school"))
    done = for_each(folders, lambda folder: _look_into(folder, now))
    if folders:
        beat("intake.folders", now)
    return sum(done)


def _look_into(folder: WatchedFolder, now: datetime) -> int:
    trouble, count = "", 0
    try:
        count = watching.look_into(folder, now)
    except BadInputError as error:
        trouble = str(error)[:300]
    if trouble != folder.trouble:
        folder.trouble = trouble
        folder.save(update_fields=["trouble"])
    return count


@each_round("intake.silence")
def notice_silence(now: datetime) -> int:
    """Tell once of each day by which expected files had not come."""
    return sum(for_each(people.schools(), lambda school: _notice(school, now)))


def _notice(school: School, now: datetime) -> int:
    noticed = 0
    for heard in queries.expected(school, now):
        known = Silence.objects.for_school(school).filter(feed=heard.feed, due_on=heard.due_on)
        if not heard.silent or known.exists():
            continue
        with transaction.atomic():
            Silence(school=school, feed=heard.feed, due_on=heard.due_on, noticed_at=now).save()
            day = heard.due_on.isoformat()
            publish(FilesDidNotCome(school.ref, heard.feed, day), school_ref=school.ref, at=now)
            details = {"feed": heard.feed, "due": day}
            append(school_chain(school.ref), kinds.SILENT, actor=system("intake"), subject=school.ref, details=details)
        noticed += 1
    return noticed
