"""Reading a scan in the worker: page by page, in a process with bounds, going on where it stopped."""

import base64
import hashlib
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.tasks import task
from django.utils import timezone

from schoolgate.agreements import kinds
from schoolgate.agreements.actions.agreeing import check_office
from schoolgate.agreements.actions.slips.noting import note_clear
from schoolgate.agreements.models import Slip, SlipScan, SlipSeen
from schoolgate.frame.actor import Actor, operator, system
from schoolgate.frame.actor import person as acting
from schoolgate.frame.encrypted_files import BIGGEST_BYTES
from schoolgate.frame.scoped import unscoped
from schoolgate.intake import bounded
from schoolgate.kernel.errors import BadInputError
from schoolgate.ledger.actions import append, school_chain
from schoolgate.people.access import today
from schoolgate.people.models import School

_SECONDS: Final = 900
_BYTES: Final = 400_000_000
_STANDS_STILL: Final = timedelta(minutes=5)
_INTAKE: Final = "intake"
_MOST_LOST: Final = 20  # pages on which reading stopped altogether, before the file is given up
type Progress = Callable[[int, int], object]


def give_scan(school: School, name: str, data: bytes, *, actor: Actor, on: date | None = None) -> tuple[SlipScan, bool]:
    """Keep a scan to be read, and whether it is new: the same file again is the one that was given before.

    ``on`` is the day the answers count from: today if left out. Raises ``BadInputError`` for a day to come and for a
    file that is empty or too large.
    """
    check_office(school, actor)
    day = on or today(school)
    if day > today(school):
        raise BadInputError("the day", "it is still to come.", "Give the day the slips came back.")
    if not 0 < len(data) <= BIGGEST_BYTES:
        most = BIGGEST_BYTES // 2**20
        raise BadInputError(name, "it is empty or too large.", f"Give files of up to {most} MB: scan in parts.")
    digest = hashlib.sha256(data).hexdigest()
    known = SlipScan.objects.for_school(school).filter(digest=digest).first()
    if known is not None:
        return known, False
    now = timezone.now()
    with transaction.atomic():
        row = SlipScan(school=school, name=name[:200], digest=digest, on=day, by=actor.ref, signed_in=actor.signs)
        row.given_at, row.moved_at = now, now
        row.file.save("scan", ContentFile(data), save=False)
        row.save()
        said = {"on": day.isoformat()}
        append(school_chain(school.ref), kinds.SLIPS_GIVEN, actor=actor, subject=row.ref, details=said)
    return row, True


@task
def read_soon(ref: str) -> None:
    """For the worker, as soon as it was given."""
    with unscoped("the worker reads what any school gave"):
        row = SlipScan.objects.filter(ref=ref).select_related("school").first()
    if row is not None:
        read_scan(row)


def read_scan(scan: SlipScan, *, progress: Progress | None = None) -> SlipScan:
    """Read what is not read yet, then note what is plain. Done already, or being done elsewhere: nothing happens."""
    mine = SlipScan.objects.for_school(scan.school).filter(pk=scan.pk)
    still = timezone.now() - _STANDS_STILL
    free = mine.filter(state=SlipScan.State.WAITING) | mine.filter(state=SlipScan.State.READING, moved_at__lt=still)
    if not free.update(state=SlipScan.State.READING, moved_at=timezone.now()):
        scan.refresh_from_db()
        return scan
    scan.refresh_from_db()
    try:
        _read_pages(scan, progress)
    except BadInputError as error:
        mine.update(state=SlipScan.State.FAILED, trouble=f"{error.cause} {error.next_step}"[:300])
    else:
        actor = _giver(scan)
        with transaction.atomic():
            if not mine.select_for_update().filter(state=SlipScan.State.READING).exists():
                return _as_it_is(scan)  # another that read it too was quicker
            note_clear(scan, actor=actor)
            mine.update(state=SlipScan.State.READ)
            _tell(scan, actor)
    return _as_it_is(scan)


def _as_it_is(scan: SlipScan) -> SlipScan:
    """As it is now."""
    scan.refresh_from_db()
    return scan


def take_up(school: School, now: datetime) -> int:
    """Have every scan of a school read on that stands still, as its reader was killed; how many."""
    rows = SlipScan.objects.for_school(school)
    still = {"state__in": (SlipScan.State.WAITING, SlipScan.State.READING), "moved_at__lt": now - _STANDS_STILL}
    found = 0
    for ref in list(rows.filter(**still).values_list("ref", flat=True)):
        if rows.filter(ref=ref, **still).update(state=SlipScan.State.WAITING, moved_at=now):
            read_soon.enqueue(ref)
            found += 1
    return found


def _giver(scan: SlipScan) -> Actor:
    """A person; a command on the server; or the intake, for what came in with other files."""
    if scan.signed_in:
        return acting(scan.by)
    return system(scan.by) if scan.by == _INTAKE else operator(scan.by)


def _read_pages(scan: SlipScan, progress: Progress | None) -> None:
    with scan.file.storage.open(str(scan.file.name)) as opened:
        data: bytes = opened.read()
    known, lost = known_slips(scan.school), 0
    while True:
        asked: dict[str, object] = {**known, "first": scan.read}
        try:
            found = bounded.run(
                "slips", asked, {scan.name: data}, wall_seconds=_SECONDS, cpu_seconds=_SECONDS, result_bytes=_BYTES
            )
            for page in found:
                _keep(scan, page)
                if progress:
                    progress(scan.read, scan.pages)
        except BadInputError:
            lost += 1
            if not scan.pages or scan.read >= scan.pages or lost > _MOST_LOST:
                raise
            _keep(scan, {"page": scan.read, "pages": scan.pages, "slips": [], "backs": 0, "reason": "stopped"})
        else:
            return


def known_slips(school: School) -> dict[str, object]:
    """What the reader must know of every slip that is out, as its task is asked."""
    rows = Slip.objects.for_school(school).select_related("run")
    known: dict[str, object] = {}
    forms: dict[str, str] = {}
    for one in rows:
        run = one.run
        known[one.code] = [run.edition, len(run.asked), len(run.places), one.printed_name, run.ref]
        forms[run.ref] = run.form
    return {"known": known, "forms": forms}


def _keep(scan: SlipScan, page: dict[str, Any]) -> None:
    """What was found on one page. A page that was kept before stays as it is."""
    rows = [_seen(scan, page["page"], at, one) for at, one in enumerate(page["slips"])]
    if page["reason"]:
        row = SlipSeen(state=SlipSeen.State.UNREAD, place=90, doubts=[page["reason"]])
        _picture(row, "picture", page.get("picture", ""))
        rows.append(row)
    elif not rows:
        rows.append(SlipSeen(state=SlipSeen.State.WORDS, place=90))
    with transaction.atomic():
        for row in rows:
            row.school, row.scan, row.page = scan.school, scan, page["page"]
            try:
                with transaction.atomic():
                    row.save()
            except IntegrityError:
                continue
        scan.read, scan.pages, scan.moved_at = page["page"] + 1, page["pages"], timezone.now()
        scan.save(update_fields=["read", "pages", "moved_at"])


def _seen(scan: SlipScan, _page: int, place: int, found: dict[str, Any]) -> SlipSeen:
    row = SlipSeen(place=place, doubts=found["doubts"], signed=found["signed"] == "ticked")
    row.slip = Slip.objects.for_school(scan.school).filter(code=found["number"]).first() if found["number"] else None
    row.answers = {"agreements": found["agreements"], "places": found["places"]}
    row.state = SlipSeen.State.LOOK if found["doubts"] or row.slip is None else SlipSeen.State.CLEAR
    _picture(row, "picture", found["picture"])
    _picture(row, "name_picture", found["name_picture"])
    return row


def _picture(row: SlipSeen, field: str, words: str) -> None:
    if words:
        getattr(row, field).save("picture", ContentFile(base64.b64decode(words)), save=False)


def _tell(scan: SlipScan, actor: Actor) -> None:
    rows = SlipSeen.objects.for_school(scan.school).filter(scan=scan)
    many = {state: rows.filter(state=state).count() for state in ("noted", "same", "look", "unread")}
    said = {"pages": scan.pages, "clear": many["noted"] + many["same"], "look": many["look"], "unread": many["unread"]}
    append(school_chain(scan.school.ref), kinds.SLIPS_READ, actor=actor, subject=scan.ref, details=said)
