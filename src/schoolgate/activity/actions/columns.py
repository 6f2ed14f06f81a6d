"""Logs whose columns are not those that were agreed: set aside, and taken in when somebody has said which is which."""

from collections.abc import Mapping, Sequence

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from schoolgate.activity import kinds
from schoolgate.activity.actions.following import ask_to_look, settle
from schoolgate.activity.models import Held, Source
from schoolgate.activity.shapes import shape
from schoolgate.feeds.activity.columns import fingerprint, lacking, propose_columns
from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold
from schoolgate.kernel.errors import BadInputError, NotFoundError
from schoolgate.ledger.actions import append, school_chain
from schoolgate.people.models import School


@transaction.atomic
def hold_back(source: Source, name: str, head: bytes, *, actor: Actor, file: bytes = b"") -> Held:
    """Set a log aside that begins with ``head``. ``file`` is all of it where it is nowhere else. The same again, while
    it waits, is the same. Raises ``BadInputError`` where it is no table at all.
    """
    found = propose_columns(head)
    hold(source.school)
    for row in Held.objects.for_school(source.school).filter(source=source, state=Held.State.WAITING):
        same: Held = row
        if list(same.headings) == list(found.headings) and same.name == name and not file:
            return same
    row = Held(school=source.school, source=source, name=name, headings=list(found.headings), came_at=timezone.now())
    row.sample = [[shape(cell) for cell in cells] for cells in found.rows[:5]]
    if file:
        row.file.save("log", ContentFile(file), save=False)
    row.save()
    details: dict[str, str | int | bool | None] = {"held": row.ref, "columns": len(found.headings)}
    append(school_chain(source.school.ref), kinds.COLUMNS_CHANGED, actor=actor, subject=source.ref, details=details)
    ask_to_look(source)
    return row


def held(school: School, ref: str) -> Held:
    """What waits, or waited, with this ref. Raises ``NotFoundError``."""
    row: Held | None = Held.objects.for_school(school).select_related("source").filter(ref=ref).first()
    if row is None:
        raise NotFoundError("What waits", "this school has none such.", "Choose one of the list.")
    return row


@transaction.atomic
def agree(row: Held, mapping: Mapping[str, str], *, actor: Actor, month_first: bool = False) -> Source:
    """Say which heading is which column: from now on the source is read so. What was fetched or watched is then taken
    in by itself. Raises ``BadInputError`` for a mapping that is not whole.
    """
    source: Source = row.source
    hold(source.school)
    mapping = checked(row.headings, mapping)
    more = {"mapping": mapping, "fingerprint": fingerprint(row.headings), "month_first": month_first}
    source.options = {**source.options, **more}
    source.save(update_fields=["options"])
    _settle(row, Held.State.AGREED)
    details: dict[str, str | int | bool | None] = {"columns": len(mapping), "held": row.ref}
    append(school_chain(source.school.ref), kinds.COLUMNS_AGREED, actor=actor, subject=source.ref, details=details)
    settle(source.school)
    return source


def checked(headings: Sequence[str], mapping: Mapping[str, str]) -> dict[str, str]:
    """A mapping that can be used. Raises ``BadInputError``, saying what it lacks."""
    used = {heading: column for heading, column in mapping.items() if column and heading in headings}
    twice = [column for column in used.values() if list(used.values()).count(column) > 1]
    if twice:
        raise BadInputError("The columns", "two headings are said to be the same.", "Choose one of the two.")
    if wanting := lacking(used.values()):
        raise BadInputError("The columns", "something is missing.", wanting)
    return used


@transaction.atomic
def drop(row: Held, *, actor: Actor) -> None:
    """Do not take what waits. A log that is fetched or watched waits again as long as it lies there."""
    hold(row.source.school)
    if row.state != Held.State.WAITING:
        return
    _settle(row, Held.State.DROPPED)
    details: dict[str, str | int | bool | None] = {"held": row.ref}
    source = row.source
    append(school_chain(source.school.ref), kinds.HELD_DROPPED, actor=actor, subject=source.ref, details=details)
    settle(source.school)


def _settle(row: Held, state: Held.State) -> None:
    row.state, row.settled_at = state, timezone.now()
    row.save(update_fields=["state", "settled_at"])


def forget_file(row: Held) -> None:
    """Take away the copy of what was taken in."""
    if row.file:
        row.file.delete(save=True)
