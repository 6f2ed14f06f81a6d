"""Pushing what each person may use to a directory, and taking a push back. Each is entered; no address is."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from schoolgate.estate import kinds
from schoolgate.estate.actions.saying import record
from schoolgate.estate.models import Push
from schoolgate.estate.pushing.contract import Directory, Way
from schoolgate.estate.pushing.plan import Change, undone
from schoolgate.estate.queries.pushing import changes_of
from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold
from schoolgate.kernel.errors import BadInputError, NotFoundError
from schoolgate.people.models import School


@dataclass(frozen=True, slots=True)
class Pushed:
    """``ref`` is empty where nothing was changed. ``text`` is the file of a way that makes one. ``refused`` says
    why the directory took no more; what it took before is kept, and can be undone."""

    ref: str
    changes: tuple[Change, ...]
    text: str = ""
    refused: str = ""


def push(
    school: School, way: Way, changes: Sequence[Change], *, actor: Actor, directory: Directory | None = None
) -> Pushed:
    """Make the changes, and keep which were made. A file counts as applied once it is given: undo it if it was not."""
    done, refused = _make(changes, directory)
    if not done:
        return Pushed("", (), refused=refused)
    with transaction.atomic():
        hold(school)
        row = Push(school=school, way=way.key, changes=json.dumps(done), count=len(done), by=actor.ref)
        row.at = timezone.now()
        row.save()
        record(school, kinds.PUSHED, row.ref, actor, way=way.key, **_counts(done))
    return Pushed(row.ref, done, way.render(done) if way.render else "", refused)


def undo_push(school: School, ref: str, way: Way, *, actor: Actor, directory: Directory | None = None) -> Pushed:
    """Take the latest push by this way back. Raises ``NotFoundError`` for one that is not there or undone, and
    ``BadInputError`` for one with a later push on top, or where the directory refuses: then it is not undone.
    """
    row = Push.objects.for_school(school).filter(ref=ref, way=way.key, undone_at=None).first()
    if row is None:
        raise NotFoundError("the push", "there is none by this way, or it is undone.", "Look at the list.")
    latest = Push.objects.for_school(school).filter(way=way.key, undone_at=None).order_by("at", "pk").last()
    if latest is None or latest.ref != ref:
        raise BadInputError("the push", "there is a later one by this way.", "Undo that one first.")
    back = undone(changes_of(row))
    _, refused = _make(back, directory)
    if refused:
        raise BadInputError("the push", f"it could not all be undone: {refused}", "Put that right, and undo it again.")
    with transaction.atomic():
        hold(school)
        row.undone_at = timezone.now()
        row.save()
        record(school, kinds.PUSH_UNDONE, row.ref, actor, way=way.key, **_counts(back))
    return Pushed(ref, back, way.render(back) if way.render else "")


def _make(changes: Sequence[Change], directory: Directory | None) -> tuple[tuple[Change, ...], str]:
    """What was made of the changes, in order, and why no more."""
    if directory is None:
        return tuple(changes), ""
    done: list[Change] = []
    for one in changes:
        try:
            directory.apply(one)
        except BadInputError as error:
            return tuple(done), f"{error.thing}: {error.cause} {error.next_step}"
        done.append(one)
    return tuple(done), ""


def _counts(changes: Sequence[Change]) -> dict[str, int]:
    added = sum(one.add for one in changes)
    return {"added": added, "taken_out": len(changes) - added}
