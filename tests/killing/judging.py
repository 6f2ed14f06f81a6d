"""What a killed writer was told, against what is there."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import groupby

from django.db.models import Count

from killing.dying import Dying
from killing.writers import LOADED, MANY, PARTS, WRITTEN, UnitTold
from schoolgate.frame.models import OutboxEvent
from schoolgate.ledger.actions import school_chain
from schoolgate.ledger.models import Body
from schoolgate.ledger.queries import verify
from schoolgate.people.kinds import PERSON_ADDED
from schoolgate.people.models import Person, School

SIZES = {"single": 1, "several": PARTS, "change": 1, "many": MANY, "batch": 1}
type Found = dict[str, list[tuple[int, str]]]  # by writer, in the order of the chain: which unit, and a ref


def faults(school: School, writers: Sequence[Dying], size: int) -> list[str]:
    """Everything wrong after these writers of units of ``size`` entries were ended, as sentences."""
    found, said = _found(school)
    wrong = [fault.words for verdict in verify(school_chain(school.ref)) for fault in verdict.faults]
    wrong += said + _leaves(school)
    for writer in writers:
        wrong += [writer.trouble] if writer.trouble else []
        wrong += [f"{writer.name}: {what}" for what in _of_one(writer, found[writer.name], size)]
    return wrong


def _found(school: School) -> tuple[Found, list[str]]:
    """What each writer has in the chain; and every person without an entry or an event, or the other way about."""
    names = {person.ref: person.name for person in Person.objects.for_school(school)}
    found: Found = defaultdict(list)
    told: list[str] = []
    rows = Body.objects.filter(entry__chain__key=school_chain(school.ref)).order_by("entry__sequence")
    for row in rows:
        if row.kind in (WRITTEN.key, LOADED.key):
            found[row.actor].append((json.loads(row.details)["number"], row.ref))
        elif row.kind == PERSON_ADDED.key:
            told.append(row.subject)
            number = names.get(row.subject, " -1").rpartition(" ")[2]
            found[row.actor].append((int(number), row.subject))
    events = OutboxEvent.objects.filter(school_ref=school.ref, kind="test.unit-told")
    heard = [UnitTold(**event.refs).person for event in events]
    return found, [*_differ("entry", told, names), *_differ("event", heard, names)]


def _leaves(school: School) -> list[str]:
    """Batches of which not every item is there, though their entry is; ``verify`` would say so too, of the roots."""
    loaded = Body.objects.filter(entry__chain__key=school_chain(school.ref), kind=LOADED.key)
    counted = loaded.annotate(items=Count("entry__leaves")).exclude(items=MANY)
    return [f"{row.ref} has {row.items} of {MANY} items" for row in counted]


def _differ(what: str, refs: Sequence[str], persons: Iterable[str]) -> list[str]:
    there = set(persons)
    wrong = [f"{ref} has an {what} and is not there" for ref in sorted(set(refs) - there)]
    wrong += [f"{ref} is there and has no {what}" for ref in sorted(there - set(refs))]
    return wrong + ([f"somebody has more than one {what}"] if len(refs) != len(set(refs)) else [])


def _of_one(writer: Dying, found: Sequence[tuple[int, str]], size: int) -> list[str]:
    """Units are written one after another: those acknowledged are there, and at most the one under way besides."""
    wrong = []
    units = [(number, len(list(group))) for number, group in groupby(number for number, _ in found)]
    if [number for number, _ in units] != list(range(len(units))):
        wrong.append(f"units are not one after another: {[number for number, _ in units]}")
    if any(there != size for _, there in units):
        wrong.append(f"a unit is not there once and whole: {units}")
    acknowledged = [ref for refs in writer.acknowledged for ref in refs]
    lost = sorted(set(acknowledged) - {ref for _, ref in found})
    if lost:
        wrong.append(f"acknowledged and lost: {', '.join(lost)}")
    if len(units) > len(writer.acknowledged) + 1:
        wrong.append(f"{len(units)} units, and {len(writer.acknowledged)} were acknowledged")
    return wrong
