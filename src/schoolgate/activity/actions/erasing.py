"""Erasing rows of web activity: those whose time is over, and those of a person."""

from collections.abc import Collection, Sequence
from contextlib import suppress
from datetime import date, timedelta

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from django.db import transaction

from schoolgate.activity import kinds
from schoolgate.activity.actions.assessing import kept_for
from schoolgate.activity.actions.replacing import replace
from schoolgate.activity.folder import activity_folder
from schoolgate.activity.models import Part
from schoolgate.activity.pseudonyms import Pseudonyms
from schoolgate.activity.queries import PartSeen, parts
from schoolgate.activity.remaking import Keeps, remaking
from schoolgate.caretaking.queries import holds
from schoolgate.frame.actor import Actor, system
from schoolgate.kernel.clocks.months import add_months
from schoolgate.kernel.errors import SchoolgateError
from schoolgate.people.access import today
from schoolgate.people.models import Person, School


def due_parts(school: School, on: date) -> list[tuple[int, date]]:
    """Keys of the live parts whose time is over on a day, and since when: rows by the days that were agreed, counts by
    the years."""
    kept = kept_for(school)
    rows = Part.objects.for_school(school).filter(state=Part.State.LIVE)
    found = []
    for pk, kind, day in rows.values_list("pk", "kind", "day").order_by("day", "pk"):
        rows_end = day + timedelta(days=kept.days)
        since = rows_end if kind == Part.Kind.ROWS else add_months(day, 12 * kept.years)
        if since <= on:
            found.append((pk, since))
    return found


@transaction.atomic
def erase_parts(school: School, pks: Sequence[int]) -> int:
    """Erase parts whose time is over, in the transaction of whoever runs the schedule; how many rows went. Rows of
    somebody about whom nothing may be erased are put into a part of their own, which stays while the hold lasts."""
    held = _held(school)
    rows = Part.objects.for_school(school).filter(pk__in=list(pks), state=Part.State.LIVE)
    days = {row.day for row in rows}
    seen = [one for kind in Part.Kind.values for day in days for one in parts(school, kind, first=day, last=day)]
    wanted = {row.ref for row in rows}
    some = [one for one in seen if one.ref in wanted]

    def keeps(batch: pa.RecordBatch) -> pa.Array:
        return pc.is_in(batch.column("person"), value_set=held)

    why: dict[str, str | None] = {
        "why": "its time was over",
        "day": max((one.day for one in some), default=date.min).isoformat(),
    }
    return _remake(school, some, keeps if len(held) else None, why, system("retention"))


def erase_person(school: School, ref: str, *, actor: Actor) -> int:
    """Erase all rows that are bound to a person of the school, by ref; how many went. Counts stay: nobody is in them.

    Raises ``SchoolgateError`` where something about them must not be erased, or where rows keep coming meanwhile.
    """
    if ref in {one.subject for one in holds(school, on=today(school))}:
        raise SchoolgateError("what is kept of them", "must not be erased: it is held.", "Ask who placed the hold.")
    return _erase_rows_of(school, [ref], "a person’s right", actor)


def rows_of_person(school: School, ref: str) -> int:
    """How many live rows are bound to a person. A part that cannot be read is not said to have none: that is raised."""
    pseudonym = Pseudonyms.of(school).of_ref(ref)
    filters = [("person", "=", pseudonym)]
    return sum(pq.read_table(one.path, columns=["person"], filters=filters).num_rows for one in parts(school))


@transaction.atomic
def erase_leavers(school: School, pks: Sequence[int]) -> int:
    """Erase the rows bound to persons whose own time is over, in the transaction of whoever runs the schedule; how
    many rows went."""
    refs = Person.objects.for_school(school).filter(pk__in=list(pks)).values_list("ref", flat=True)
    return _erase_rows_of(school, list(refs), "its time was over", system("retention"))


def with_rows(school: School, refs: Sequence[str]) -> set[str]:
    """Those of some persons to whom live rows are bound. A part that cannot be read is passed over: it is set aside and
    told of when parts are looked over, and meanwhile it stops nothing else from being erased."""
    if not refs:
        return set()
    names = Pseudonyms.of(school)
    known, found = {names.of_ref(ref): ref for ref in refs}, set[str]()
    for one in parts(school):
        with suppress(OSError, pa.ArrowException):
            found |= _those_in(one, known)
    return {known[pseudonym] for pseudonym in found}


def _erase_rows_of(school: School, refs: Sequence[str], why: str, actor: Actor) -> int:
    names = Pseudonyms.of(school)
    theirs = pa.array([names.of_ref(ref) for ref in refs], pa.string())

    def keeps(batch: pa.RecordBatch) -> pa.Array:
        return pc.invert(pc.is_in(batch.column("person"), value_set=theirs))

    holding = [one for one in parts(school) if _those_in(one, theirs.to_pylist())]
    return _remake(school, holding, keeps, {"why": why, "day": None}, actor) if holding else 0


def _remake(
    school: School, old: Sequence[PartSeen], keeps: Keeps | None, why: dict[str, str | None], actor: Actor
) -> int:
    """Write parts anew with what is kept of them, and put that in their place; all of it or none."""
    with remaking(activity_folder(), school.ref) as made:
        if keeps is not None:
            for one in old:
                if one.kind == Part.Kind.ROWS:
                    made.rows(one.day, [one.path], keeps)
        gone = sum(one.rows for one in old) - sum(one.rows for one in made.sealed)
        if not gone:  # all that is left of them is held
            made.leave()
            return 0
        done = replace(
            school,
            [one.ref for one in old],
            made.sealed,
            state=Part.State.ERASED,
            kind=kinds.ERASED,
            details={**why, "parts": len(old), "rows": gone},
            actor=actor,
        )
        if not done:
            made.leave()
            raise SchoolgateError("the web activity", "changed while it was being erased.", "Do it again.")
    return gone


def _those_in(one: PartSeen, pseudonyms: Collection[str]) -> set[str]:
    """Which of some pseudonyms a part has rows of. A part that cannot be read is not said to have none: that is
    raised."""
    filters = [("person", "in", list(pseudonyms))]
    return set(pq.read_table(one.path, columns=["person"], filters=filters).column("person").to_pylist())


def _held(school: School) -> pa.Array:
    """The pseudonyms of those about whom nothing may be erased."""
    pseudonyms = Pseudonyms.of(school)
    return pa.array([pseudonyms.of_ref(one.subject) for one in holds(school, on=today(school))], pa.string())
