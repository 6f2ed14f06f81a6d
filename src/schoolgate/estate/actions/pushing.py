"""Pushing what each person may use to a directory, and taking a push back. Each is entered; no address is."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from schoolgate.estate import kinds
from schoolgate.estate.actions.push_ways import check_may_act
from schoolgate.estate.actions.saying import record
from schoolgate.estate.models import Push
from schoolgate.estate.pushing.contract import Directory, DirectoryGoneError, Way
from schoolgate.estate.pushing.plan import Change, undone
from schoolgate.estate.queries.pushing import changes_of
from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold
from schoolgate.kernel.errors import BadInputError, NotFoundError
from schoolgate.people.models import School


@dataclass(frozen=True, slots=True)
class Pushed:
    """``ref`` is empty where nothing was changed. ``text`` is the file of a way that makes one. ``refusals`` are what
    the directory did not take, each with why; what it took is kept, and can be undone. A next push does the rest."""

    ref: str
    changes: tuple[Change, ...]
    text: str = ""
    refusals: tuple[tuple[Change, str], ...] = ()

    @property
    def refused(self) -> str:
        """Why the first was not taken; empty where all were."""
        return self.refusals[0][1] if self.refusals else ""


def push(
    school: School,
    way: Way,
    changes: Sequence[Change],
    *,
    actor: Actor,
    directory: Directory | None = None,
    server: str = "",
) -> Pushed:
    """Make the changes, and keep which were made. A file counts as applied once it is given: undo it if it was not.

    Raises ``DeniedError`` where no head let this way act, on ``server``.
    """
    check_may_act(school, way, server)
    done, refused = _make(changes, directory)
    if not done and not refused:
        return Pushed("", ())
    with transaction.atomic():
        hold(school)
        row = Push(school=school, way=way.key, changes=json.dumps(done), count=len(done), by=actor.ref)
        row.at, row.refused = timezone.now(), json.dumps([[*change, why] for change, why in refused])
        row.save()
        record(school, kinds.PUSHED, row.ref, actor, way=way.key, **_counts(done), refused=len(refused))
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
        cause = f"it could not all be undone: {refused[0][1]}"
        raise BadInputError("the push", cause, "Put that right, and undo it again.")
    with transaction.atomic():
        hold(school)
        row.undone_at = timezone.now()
        row.save()
        record(school, kinds.PUSH_UNDONE, row.ref, actor, way=way.key, **_counts(back))
    return Pushed(ref, back, way.render(back) if way.render else "")


def _make(
    changes: Sequence[Change], directory: Directory | None
) -> tuple[tuple[Change, ...], tuple[tuple[Change, str], ...]]:
    """What was made of the changes, in order, and what was refused, each with why. One refused stops no other, and a
    directory that is gone stops all that is left.
    """
    if directory is None:
        return tuple(changes), ()
    done: list[Change] = []
    refused: list[tuple[Change, str]] = []
    for number, one in enumerate(changes):
        try:
            directory.apply(one)
        except DirectoryGoneError as error:
            return tuple(done), (*refused, *((left, _why(error)) for left in changes[number:]))
        except BadInputError as error:
            refused.append((one, _why(error)))
        else:
            done.append(one)
    return tuple(done), tuple(refused)


def _why(error: BadInputError) -> str:
    return f"{error.thing}: {error.cause} {error.next_step}"


def _counts(changes: Sequence[Change]) -> dict[str, int]:
    added = sum(one.add for one in changes)
    return {"added": added, "taken_out": len(changes) - added}
