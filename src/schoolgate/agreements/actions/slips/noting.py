"""From a slip to a signature: only what is plain, or what a person has looked at."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from schoolgate.agreements.actions.agreeing import Given, check_office, note_held
from schoolgate.agreements.actions.consenting import give
from schoolgate.agreements.contract import year_end
from schoolgate.agreements.models import Signature, SlipScan, SlipSeen, Wording
from schoolgate.agreements.queries.holding import in_use
from schoolgate.frame.actor import Actor
from schoolgate.kernel.errors import BadInputError
from schoolgate.people.access import roles_of, today
from schoolgate.people.models import Person

State = SlipSeen.State


@transaction.atomic
def note_clear(scan: SlipScan, *, actor: Actor) -> int:
    """Note what was plain of a scan, as far as nothing else speaks against it; how many slips were noted.

    A slip of last year, of words that changed, of a child who left, or one of two that say different things, is left
    for a person. The same answers again are nothing new.
    """
    rows = _rows(scan).exclude(slip=None).filter(state__in=(State.CLEAR, State.LOOK)).order_by("page", "place")
    of_child: defaultdict[int, list[SlipSeen]] = defaultdict(list)
    used = in_use(scan.school, today(scan.school))
    for row in rows:
        of_child[row.slip.child_id].append(row)
        doubts = _doubts(scan, row, used)
        if doubts:
            row.doubts, row.state = [*row.doubts, *doubts], State.LOOK
            row.save()
    before = _before(scan, of_child)
    for child, some in of_child.items():
        _compare(some, before.get(child, []))
    return _note(scan, _rows(scan).filter(state=State.CLEAR).order_by("page", "place"), actor)


@transaction.atomic
def note_decided(scan: SlipScan, *, actor: Actor) -> int:
    """Note what a person looked at and said is so; how many slips."""
    check_office(scan.school, actor)
    return _note(scan, _rows(scan).filter(state=State.DECIDED).order_by("page", "place"), actor)


def fitting(row: SlipSeen, used: Mapping[str, str]) -> tuple[list[str], bool]:
    """The kinds on a slip whose words are still those ``used``, and whether those about pictures are."""
    assert row.slip is not None
    run = row.slip.run
    agreements = [kind for kind, wording, _digest in run.asked if used.get(kind) == wording]
    return agreements, bool(run.pictures) and used.get("photo-video") == run.pictures[0]


def _doubts(scan: SlipScan, row: SlipSeen, used: Mapping[str, str]) -> list[str]:
    assert row.slip is not None
    run, child = row.slip.run, row.slip.child
    found = []
    if year_end(run.printed_on) < scan.on:
        found.append("last-year")
    agreements, pictures = fitting(row, used)
    if len(agreements) < len(run.asked) or pictures != bool(run.pictures):
        found.append("old-words")
    if "pupils" not in roles_of(child, scan.on):
        found.append("left")
    return found


def _before(scan: SlipScan, children: Iterable[int]) -> dict[int, list[SlipSeen]]:
    """What other scans said of the same children that was noted."""
    rows = SlipSeen.objects.for_school(scan.school).filter(slip__child__in=list(children), state=State.NOTED)
    found: defaultdict[int, list[SlipSeen]] = defaultdict(list)
    for row in rows.exclude(scan=scan).select_related("slip"):
        found[row.slip.child_id].append(row)
    return found


def _compare(some: list[SlipSeen], before: list[SlipSeen]) -> None:
    """Two slips of one child: the same answers are one, different ones are a person's to settle."""
    clear = [row for row in some if row.state == State.CLEAR]
    if any(row.answers != clear[0].answers for row in [*clear, *before]) if clear else False:
        for row in clear:
            row.state, row.doubts = State.LOOK, [*row.doubts, "differs"]
            row.save()
    elif clear:
        for row in clear if before else clear[1:]:
            row.state = State.SAME
            row.save()


def _note(scan: SlipScan, rows: Iterable[SlipSeen], actor: Actor) -> int:
    signed: defaultdict[str, list[Person]] = defaultdict(list)
    used, done = in_use(scan.school, today(scan.school)), 0
    for row in rows:
        fits, pictures = fitting(row, used)
        try:
            if pictures:
                _consent(scan, row, actor)
        except BadInputError as error:
            row.state, row.doubts = State.LOOK, [*row.doubts, f"refused: {error.cause}"[:200]]
            row.save()
            continue
        assert row.slip is not None
        for (kind, *_), said in zip(row.slip.run.asked, row.answers["agreements"], strict=True):
            if said == "agreed" and kind in fits:
                signed[kind].append(row.slip.child)
        row.state = State.NOTED
        row.save()
        done += 1
    begins = dict(Wording.objects.for_school(scan.school).filter(ref__in=used.values()).values_list("ref", "from_on"))
    for kind, persons in signed.items():
        on = max(scan.on, begins[used[kind]])
        note_held(scan.school, kind, persons, on=on, actor=actor, way=Signature.Way.PAPER, source=scan.ref)
    return done


def _consent(scan: SlipScan, row: SlipSeen, actor: Actor) -> None:
    assert row.slip is not None
    said = dict(zip(row.slip.run.places, row.answers["places"], strict=True))
    answers = {place: answer for place, answer in said.items() if answer in {"granted", "refused"}}
    if answers:
        how = Given("", Signature.Way.PAPER)
        give(row.slip.child, None, answers, how, actor=actor, on=scan.on, source=scan.ref)


def _rows(scan: SlipScan) -> Any:
    rows = SlipSeen.objects.for_school(scan.school).filter(scan=scan)
    return rows.select_related("slip__run", "slip__child", "scan", "school")
