"""Fetching the lists that are due, and putting in service what is fit. One at a time for the whole installation.

Nothing is fetched or compiled inside a transaction. Whoever is killed on the way leaves the lists as they were: a copy
is on the shelf whole or not at all, the file of lists is put in place by one renaming, and what is written down here is
written after it.
"""

import fcntl
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from schoolgate.filtering import kinds
from schoolgate.filtering.actions.listing import EVERY, shelf
from schoolgate.filtering.actions.troubling import tell_lists
from schoolgate.filtering.folder import filter_folder, shelf_folder
from schoolgate.filtering.lists.fetching.asking import Fetched, Limits, Wanted, fetched
from schoolgate.filtering.lists.fetching.connecting import Trusted
from schoolgate.filtering.lists.fetching.unpacking import Most
from schoolgate.filtering.lists.known.reading import NOTHING_KNOWN, KnownSites, known_sites
from schoolgate.filtering.lists.serving import Copy, Served, key_of, put_in_service
from schoolgate.filtering.models import ChosenList, ListFetch, ListsInService
from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold
from schoolgate.frame.scoped import unscoped
from schoolgate.kernel.errors import BadInputError, SchoolgateError
from schoolgate.ledger.actions import append, school_chain
from schoolgate.ledger.actions.adding import Details
from schoolgate.people.access import today
from schoolgate.people.models import School

AGAIN: Final = timedelta(hours=1)  # after which a fetch that failed, or was killed, is tried again
_SHORTER: Final = "over a tenth fewer"
Outcome = ListFetch.Outcome


class BusyError(SchoolgateError):
    """Lists are being fetched already."""


@dataclass
class Round:
    """One round of fetching: an address that several schools gave is asked once."""

    trusted: Trusted = field(default_factory=Trusted)
    limits: Limits = field(default_factory=Limits)
    most: Most = field(default_factory=Most)
    told: Callable[[str], object] = lambda _: None
    met: dict[Wanted, Fetched | str | None] = field(default_factory=dict)


@contextmanager
def alone() -> Iterator[None]:
    """Raises ``BusyError`` while another process fetches lists. Whoever is killed lets go."""
    folder = shelf_folder(Path(settings.SCHOOLGATE_DATA))
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (folder.parent / "update.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise BusyError("The lists", "they are being fetched already.", "Look again in a minute.") from None
        yield


def update(
    school: School,
    *,
    actor: Actor,
    this: Round | None = None,
    every: bool = False,
    only: Collection[str] = (),
    accepted: Collection[str] = (),
    now: datetime | None = None,
) -> Served:
    """Fetch what is due (``every``: all; ``only``: those with these refs) of a school's lists, and put in service what
    is fit.

    ``accepted`` are keys of lists that a person said are meant to be shorter. Raises ``BusyError``.
    """
    moment, round_ = now or timezone.now(), this or Round()
    with alone():
        live = list(ChosenList.objects.for_school(school).filter(ended_on=None).order_by("pk"))
        for row in live:
            if row.address and (every or row.ref in only or (row.next_at is not None and row.next_at <= moment)):
                _fetch(row, round_, moment)
        served = _serve(school, round_, accepted)
        _note(school, served, actor, moment)
        _clear(moment)
    return served


def accept_shorter(row: ChosenList, *, actor: Actor, this: Round | None = None) -> Served:
    """Put the shorter copy of a list in service, because a person says that it is meant to be. Raises ``BadInputError``
    where there is none that waits.
    """
    row.refresh_from_db()
    if not (row.shorter and row.offered):
        raise BadInputError(row.name, "no shorter copy of it waits.", "Look at the lists again.")
    with transaction.atomic():
        append(
            school_chain(row.school.ref),
            kinds.LIST_ACCEPTED,
            actor=actor,
            subject=row.ref,
            details={"digest": row.offered},
        )
    return update(row.school, actor=actor, this=this, accepted={row.key})


def _fetch(row: ChosenList, this: Round, now: datetime) -> None:
    """Fetch one list to the shelf, and write down how that went."""
    kept = shelf().has(row.offered or row.served)
    wanted = Wanted(row.address, row.etag if kept else "", row.modified if kept else "", row.checksum, row.digest)
    this.told(f"{row.name} ...")
    if wanted not in this.met:
        this.met[wanted] = _asked(wanted, this)
    found = this.met[wanted]
    with transaction.atomic():
        row.refresh_from_db()
        row.next_at = now + (AGAIN if isinstance(found, str) else EVERY[row.rhythm])
        note = ListFetch(school=row.school, chosen=row, at=now, outcome=Outcome.SAME)
        if isinstance(found, str):
            note.outcome, note.why = Outcome.FAILED, found[:500]
            row.trouble, row.trouble_at, row.shorter = found[:500], row.trouble_at or now, False
        else:
            row.reached_at = now
            if row.trouble and not row.shorter and not row.offered:
                row.trouble, row.trouble_at = "", None
        if isinstance(found, Fetched):
            row.offered, row.etag, row.modified = found.sha256, found.etag, found.modified
            note.size, note.sha256 = found.size, found.sha256
            note.outcome = Outcome.SAME if found.sha256 == row.served else Outcome.NEW
        row.save()
        note.save()


def _asked(wanted: Wanted, this: Round) -> Fetched | str | None:
    place = shelf()
    try:
        with place.making() as scratch:
            found = fetched(wanted, Path(scratch) / "came", this.limits, this.trusted)
            if found is not None:
                place.keep(found.path, found.sha256, this.most)
            return found
    except BadInputError as error:
        return f"{error.thing}: {error.cause}"
    except OSError as error:  # a full disk
        return f"It cannot be kept here: {error}."


def _serve(school: School, this: Round, accepted: Collection[str]) -> Served:
    live = ChosenList.objects.for_school(school).filter(ended_on=None).order_by("pk")
    day = today(school)
    copies = [Copy(row.key, row.category, row.offered or row.served, row.served, _oldest(row, day)) for row in live]
    if not any(each.sha256 for each in copies):
        return Served(None)
    out = filter_folder(Path(settings.SCHOOLGATE_DATA), school.ref).lists
    out.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
    return put_in_service(out, shelf(), copies, this.told, accepted=accepted, known=followed(school))


def _oldest(row: ChosenList, day: date) -> date | None:
    return day - timedelta(days=row.oldest_days) if row.oldest_days else None


def followed(school: School) -> KnownSites:
    """What of Schoolgate's own knowledge of sites is worked into the school's lists."""
    row = ListsInService.objects.for_school(school).first()
    if row is None:
        return known_sites()
    return known_sites().without(frozenset(row.left_out)) if row.known else NOTHING_KNOWN


@transaction.atomic
def _note(school: School, served: Served, actor: Actor, now: datetime) -> None:
    hold(school)
    renewed = 0
    for row in ChosenList.objects.for_school(school).filter(ended_on=None):
        renewed += _note_one(row, served, actor, now)
    if served.header is not None and served.fresh:
        state, _ = ListsInService.objects.for_school(school).get_or_create(school=school)
        state.digest, state.rows, state.made_at = served.header.digest, served.header.rows, now
        state.save(update_fields=["digest", "rows", "made_at"])
        details: Details = {
            "digest": state.digest,
            "rows": state.rows,
            "lists": len(served.used),
            "renewed": renewed,
            "refused": len(served.refused),
        }
        append(school_chain(school.ref), kinds.LISTS_SERVED, actor=actor, subject=school.ref, details=details)
    tell_lists(school, actor=actor, now=now)


def _note_one(row: ChosenList, served: Served, actor: Actor, now: datetime) -> bool:
    """Write down which copy of a list serves; whether it is another than before."""
    why, used = served.refused.get(row.key, ""), served.used.get(row.key, "")
    changed = bool(used and used != row.served)
    if changed:
        row.served, row.served_at = used, now
    if served.header is not None and used:
        facts = [each for each in served.header.lists if not each.own and key_of(each.name) == row.key]
        row.rows = sum(each.kept for each in facts)
        row.day = max((date.fromisoformat(each.day) for each in facts if each.kept), default=None)
    if why:
        if why[:500] != row.trouble:
            details: Details = {"digest": row.offered, "shorter": _SHORTER in why}
            append(school_chain(row.school.ref), kinds.LIST_REFUSED, actor=actor, subject=row.ref, details=details)
            note = ListFetch(school=row.school, chosen=row, at=now, outcome=Outcome.REFUSED, why=why[:500])
            note.sha256 = row.offered
            note.save()
        row.trouble, row.trouble_at, row.shorter = why[:500], row.trouble_at or now, _SHORTER in why
    elif row.offered and row.offered == row.served:
        row.offered, row.trouble, row.trouble_at, row.shorter = "", "", None, False
        row.told_at = row.told_leads_at = None
    row.save()
    return changed


def _clear(now: datetime) -> None:
    with unscoped("copies of every school's lists lie on one shelf"):
        rows = ChosenList.objects.filter(ended_on=None).values_list("served", "offered")
        wanted = {digest for pair in rows for digest in pair if digest}
    shelf().clear(wanted, now.timestamp())
