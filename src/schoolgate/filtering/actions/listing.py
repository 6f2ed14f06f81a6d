"""Choosing block lists, giving copies by hand, taking lists off, and accepting one that is meant to be shorter."""

import re
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from schoolgate.filtering import kinds
from schoolgate.filtering.folder import shelf_folder
from schoolgate.filtering.lists.fetching.connecting import Trusted, checked
from schoolgate.filtering.lists.fetching.shelf import Shelf
from schoolgate.filtering.lists.fetching.unpacking import Most
from schoolgate.filtering.models import ChosenList, ListFetch, ListsInService
from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold
from schoolgate.gates.web.categories import category
from schoolgate.gates.web.hosts import one_host
from schoolgate.gates.web.unreadable import UnreadableError
from schoolgate.kernel.errors import BadInputError, NotFoundError
from schoolgate.ledger.actions import append, school_chain
from schoolgate.people.access import today
from schoolgate.people.models import School

EVERY: Final = {"daily": timedelta(days=1), "weekly": timedelta(days=7), "monthly": timedelta(days=30)}
_SUM: Final = re.compile(r"(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{128})?").fullmatch
MOST_GIVEN: Final = 60_000_000  # bytes of a copy given by hand
_MOST_LISTS: Final = 60


@dataclass(frozen=True, kw_only=True)
class NewList:
    """What a school says of a list. ``category`` empty: an archive of many; ``address`` empty: given by hand."""

    name: str
    category: str = ""
    address: str = ""
    checksum: str = ""
    digest: str = ""
    rhythm: str = "daily"
    oldest_days: int | None = None
    licence: str = ""


def shelf() -> Shelf:
    return Shelf(shelf_folder(Path(settings.SCHOOLGATE_DATA)))


@transaction.atomic
def choose_list(school: School, new: NewList, *, actor: Actor, trusted: Trusted | None = None) -> ChosenList:
    """Put a list among those that are fetched; chosen again it is the one that is there.

    Raises ``BadInputError`` for what no list can be, and for illegal content by address: that is given by hand.
    """
    key = _checked(new, trusted or Trusted())
    hold(school)
    live = ChosenList.objects.for_school(school).filter(ended_on=None)
    known: ChosenList | None = live.filter(key=key).first()
    if known is not None:
        if (known.address, known.category) == (new.address, new.category):
            return known
        raise BadInputError(new.name, "another list has that name.", "Give it a name of its own.")
    if live.count() >= _MOST_LISTS:
        raise BadInputError("The lists", f"there are {_MOST_LISTS} already.", "Take one off first.")
    now = timezone.now()
    row = ChosenList(school=school, key=key, chosen_at=now, chosen_by=actor.ref)
    for name in ("category", "address", "checksum", "rhythm", "oldest_days"):
        setattr(row, name, getattr(new, name))
    row.name, row.licence, row.digest = new.name.strip(), new.licence.strip(), new.digest.strip().lower()
    row.next_at = now if row.address else None
    row.save()
    host = urlsplit(row.address).hostname or ""
    details = {"category": row.category, "host": host, "rhythm": row.rhythm}
    append(school_chain(school.ref), kinds.LIST_CHOSEN, actor=actor, subject=row.ref, details=details)
    return row


def give_copy(row: ChosenList, file: Path, sha256: str, *, actor: Actor) -> None:
    """Take a copy that somebody of the school gives. It is put in service by the next update.

    Raises ``BadInputError`` for a file that is too large, or an archive that must not be unpacked.
    """
    if (size := file.stat().st_size) > MOST_GIVEN or not size:
        said = "it is empty." if not size else f"it is over {MOST_GIVEN // 1_000_000} MB."
        raise BadInputError(row.name, said, "Give the list itself.")
    shelf().keep(file, sha256, Most())
    with transaction.atomic():
        hold(row.school)
        row.refresh_from_db()
        _check_live(row)
        now = timezone.now()
        row.offered, row.reached_at, row.next_at = sha256, now, now
        row.save(update_fields=["offered", "reached_at", "next_at"])
        outcome = ListFetch.Outcome.SAME if sha256 == row.served else ListFetch.Outcome.NEW
        ListFetch(school=row.school, chosen=row, at=now, outcome=outcome, size=size, sha256=sha256).save()
        append(school_chain(row.school.ref), kinds.LIST_GIVEN, actor=actor, subject=row.ref, details={"digest": sha256})


@transaction.atomic
def give_list(school: School, new: NewList, file: Path, sha256: str, *, actor: Actor) -> ChosenList:
    """Choose a list and give its first copy, or neither."""
    row = choose_list(school, new, actor=actor)
    give_copy(row, file, sha256, actor=actor)
    return row


@transaction.atomic
def end_list(row: ChosenList, *, actor: Actor) -> None:
    """Take a list off. What it alone closed is open once the lists are put in service again."""
    hold(row.school)
    row.refresh_from_db()
    if row.ended_on is not None:
        return
    row.ended_on = today(row.school)
    row.save(update_fields=["ended_on"])
    details = {"on": row.ended_on.isoformat()}
    append(school_chain(row.school.ref), kinds.LIST_ENDED, actor=actor, subject=row.ref, details=details)


@transaction.atomic
def fetch_soon(row: ChosenList, *, actor: Actor) -> None:  # noqa: ARG001 - it changes no list; who asked is not kept
    """Have it fetched at the next round of the clock."""
    hold(row.school)
    row.refresh_from_db()
    _check_live(row)
    row.next_at = timezone.now()
    row.save(update_fields=["next_at"])


@transaction.atomic
def follow_known(school: School, *, followed: bool, left_out: str = "", actor: Actor) -> ListsInService:
    """Say whether what Schoolgate knows of sites is worked in, and on which hosts (one a word) it is not.

    Raises ``BadInputError`` for what is no host.
    """
    hosts = set()
    for word in left_out.split():
        try:
            hosts.add(one_host(word).removeprefix("www."))
        except UnreadableError as error:
            raise BadInputError(word[:80], f"{error.reason}.", "Give names of sites, one a line.") from None
    hold(school)
    row: ListsInService
    row, _ = ListsInService.objects.for_school(school).get_or_create(school=school)
    if (row.known, row.left_out) == (followed, sorted(hosts)):
        return row
    row.known, row.left_out = followed, sorted(hosts)
    row.save(update_fields=["known", "left_out"])
    details = {"followed": followed, "left_out": len(hosts)}
    append(school_chain(school.ref), kinds.KNOWN_SET, actor=actor, subject=school.ref, details=details)
    return row


def find_list(school: School, ref: str) -> ChosenList:
    """A list of the school. Raises ``NotFoundError``."""
    row: ChosenList | None = ChosenList.objects.for_school(school).filter(ref=ref).first()
    if row is None:
        raise NotFoundError("the list", "this school chose none such.", "Look at the lists again.")
    return row


def _check_live(row: ChosenList) -> None:
    if row.ended_on is not None:
        raise BadInputError(row.name, "it was taken off.", "Choose it again.")


def _checked(new: NewList, trusted: Trusted) -> str:
    """The key that a list is known by."""
    key = re.sub(r"[^a-z0-9]+", "-", new.name.strip().lower()).strip("-")[:40]
    if not key:
        raise BadInputError("The name", "there is no letter in it.", "Call the list something.")
    fills = category(new.category) if new.category else None
    if new.rhythm not in EVERY:
        raise BadInputError(f"The rhythm {new.rhythm!r}", "there is none such.", f"Known: {', '.join(EVERY)}.")
    if not _SUM(new.digest.strip().lower()):
        raise BadInputError("The checksum", "it is no MD5, SHA-1, SHA-256 or SHA-512.", "Copy it again, or leave it.")
    if not new.address:
        return key
    if fills is not None and fills.locked:
        raise BadInputError(
            new.name,
            f"{fills.words} are listed for members only, and their list is not fetched.",
            "Give your own copy by hand.",
        )
    for address in (new.address, *([new.checksum] if new.checksum else [])):
        checked(address, trusted)
    return key
