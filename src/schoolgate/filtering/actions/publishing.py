"""The file of rules, written anew after each change and by the clock: what serves reads it and nothing else."""

import fcntl
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from schoolgate.filtering.folder import FilterFolder, filter_folder
from schoolgate.filtering.models import RulesInService
from schoolgate.filtering.queries import rules_now
from schoolgate.filtering.replacing import put
from schoolgate.frame.bitemporal import hold
from schoolgate.gates.web.snapshots import frozen
from schoolgate.kernel.digests import digest
from schoolgate.people.models import School

_MODE = 0o640  # sites may tell what a child looked for


def folder_of(school: School) -> FilterFolder:
    """Where this installation keeps the school's filter files."""
    return filter_folder(Path(settings.SCHOOLGATE_DATA), school.ref)


def next_epoch(school: School) -> int:
    """One epoch more: called inside the transaction of every change of what serves, under the school's hold."""
    row, _ = RulesInService.objects.for_school(school).get_or_create(school=school)
    row.epoch += 1
    row.save(update_fields=["epoch"])
    return int(row.epoch)


def write_soon(school: School) -> None:
    """Have the rules written once the change is committed. Should that fail, the clock writes them a minute later."""
    transaction.on_commit(partial(publish, school), robust=True)


def publish(school: School) -> str:
    """Write the rules that follow from all that is agreed now, and return the digest in the file; empty where nothing
    is agreed. The file takes the place of the old one in one step, and is left alone where it says the same.

    Several at once are one after the other, and each writes what is agreed when its turn comes. Raises ``OSError``
    where the folder cannot be written; the file that was there then serves on.
    """
    folder = folder_of(school)
    with alone(folder.root):
        written = _made(school)
        if written is None:
            return ""
        text, found = written
        if digest_in(folder.rules) != found:
            rows = RulesInService.objects.for_school(school)
            rows.update(writing=found)  # cut off after the next line, what lies there is ours all the same
            put(folder.rules, [text], _MODE)
            rows.update(written=found, written_at=timezone.now())
        return found


def wanted(school: School) -> str:
    """The digest that the file of rules should have now; empty where nothing is agreed. Writes nothing."""
    row = RulesInService.objects.for_school(school).first()
    rules = rules_now(school, epoch=row.epoch if row else 0)
    return str(frozen(rules)["digest"]) if rules is not None else ""


@transaction.atomic
def _made(school: School) -> tuple[str, str] | None:
    """The text and digest of the rules. Where they are others than last time, though nobody changed anything, as when
    a month's school days come into sight, they have an epoch of their own too."""
    hold(school)
    rules = rules_now(school)
    if rules is None:
        return None
    row, _ = RulesInService.objects.for_school(school).get_or_create(school=school)
    said = str(frozen(rules)["digest"])
    if row.made_of != said:
        if row.made_of and row.made_epoch == row.epoch:
            row.epoch += 1
        row.made_of, row.made_epoch = said, row.epoch
        row.save(update_fields=["epoch", "made_of", "made_epoch"])
    snapshot = frozen(replace(rules, epoch=row.epoch))
    return json.dumps(snapshot, ensure_ascii=False), str(snapshot["digest"])


def digest_in(path: Path) -> str:
    """What the file says its digest is, where it is whole; empty where not."""
    try:
        snapshot = json.loads(path.read_bytes())
        return str(snapshot["digest"]) if digest(snapshot["rules"]) == snapshot["digest"] else ""
    except (OSError, ValueError, TypeError, KeyError):
        return ""


@contextmanager
def alone(root: Path) -> Iterator[None]:
    """One at a time, of all processes that write in a school's filter folder. Never inside a transaction."""
    root.mkdir(parents=True, exist_ok=True)
    with (root / ".publishing").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
