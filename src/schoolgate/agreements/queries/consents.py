"""May this child's picture be used there? From what each carer answered, with the reason in words."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from schoolgate.agreements.models import Consent, ConsentRuling
from schoolgate.gates.consent.answers import Answer, Resolved, Ruling, Said, resolve
from schoolgate.gates.consent.channels import CHANNELS
from schoolgate.kernel.errors import NotFoundError
from schoolgate.people.families import queries as families
from schoolgate.people.models import RoleAssignment, School

_DAY: Final = timedelta(days=1)
_LATELY: Final = timedelta(days=400)  # what lapsed longer ago is not told as lapsed, but as silence

type Answers = Mapping[str, Mapping[str, Resolved]]  # by child, by place


@dataclass(frozen=True, slots=True)
class Given:
    """One answer that holds on a day, for a page that may show it. ``carer`` is a ref or empty; ``until`` the last
    day."""

    carer: str
    channel: str
    answer: str
    since: date
    until: date | None
    way: str
    blanket: bool


@dataclass(frozen=True, slots=True)
class Answered:
    """How far the round is, in children: every place answered (by a yes or a no), some, none; and of those with none,
    whose answer has lapsed since the year before. ``waiting`` are refs of children whom the head must decide about.
    """

    whole: frozenset[str]
    part: frozenset[str]
    none: frozenset[str]
    lapsed: frozenset[str]
    waiting: frozenset[str]


def photo_answer(school: School, child: str, channel: str, on: date) -> Resolved:
    """The answer for one child (a ref) and place on a day. Raises ``NotFoundError`` for a place there is not."""
    if channel not in CHANNELS:
        raise NotFoundError(f"the place {channel!r}", "there is none.", f"Known: {', '.join(CHANNELS)}.")
    return photo_answers(school, on, [child])[child][channel]


def photo_answers(school: School, on: date, children: Collection[str] | None = None) -> Answers:
    """Of these children (refs), or of all on the roll, the answer for every place. Costs a fixed number of queries.

    Words of somebody who no longer cares for the child count for nothing.
    """
    refs = _pupils(school, on) if children is None else list(children)
    bonds, protected = families.bonds(school, on), families.protected(school, on)
    said, rulings = _said(school, on, children, bonds), _rulings(school, on, children)
    return {
        child: {
            channel: resolve(
                said.get((child, channel), ()),
                on,
                rulings=rulings.get((child, channel), ()),
                protected=protected.get(child),
            )
            for channel in CHANNELS
        }
        for child in refs
    }


def given(school: School, child: str, on: date) -> tuple[Given, ...]:
    """Every answer about a child that holds on a day, by place and carer."""
    rows = Consent.objects.for_school(school).as_of(on).filter(child__ref=child).select_related("carer")
    found = [
        Given(
            row.carer.ref if row.carer else "",
            row.channel,
            row.answer,
            row.valid_from,
            row.valid_to - _DAY if row.valid_to else None,
            row.way,
            row.blanket,
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda one: (list(CHANNELS).index(one.channel), one.carer)))


def answered(school: School, on: date, children: Collection[str] | None = None) -> Answered:
    """Who has answered and who has not, among these children or all on the roll."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for child, places in photo_answers(school, on, children).items():
        count = sum(one.answered for one in places.values())
        found["whole" if count == len(places) else "part" if count else "none"].add(child)
        if not count and any(one.reason == "lapsed" for one in places.values()):
            found["lapsed"].add(child)
        if any(one.waits for one in places.values()):
            found["waiting"].add(child)
    return Answered(*(frozenset(found[key]) for key in ("whole", "part", "none", "lapsed", "waiting")))


def _said(
    school: School, on: date, children: Collection[str] | None, bonds: Mapping[str, tuple[families.Bond, ...]]
) -> dict[tuple[str, str], list[Said]]:
    rows: Any = (
        Consent.objects.for_school(school).known().filter(valid_from__lte=on).exclude(valid_to__lte=on - _LATELY)
    )
    rows = rows.exclude(blanket=True, answer=Consent.Answer.GRANTED)  # nobody has looked at it yet: it says nothing
    if children is not None:
        rows = rows.filter(child__ref__in=children)
    tied = {child: {bond.carer: bond.responsibility for bond in some} for child, some in bonds.items()}
    columns = ("child__ref", "carer__ref", "channel", "answer", "valid_from", "valid_to", "recorded_at")
    found: defaultdict[tuple[str, str], list[Said]] = defaultdict(list)
    for child, carer, channel, answer, first, after, moment in rows.values_list(*columns):
        responsibility = tied.get(child, {}).get(carer) if carer else "not-known"
        if responsibility is not None:
            last = after - _DAY if after else None
            found[child, channel].append(Said(carer or "", Answer(answer), first, last, moment, responsibility))
    return found


def _rulings(school: School, on: date, children: Collection[str] | None) -> dict[tuple[str, str], list[Ruling]]:
    rows: Any = ConsentRuling.objects.for_school(school).as_of(on)
    if children is not None:
        rows = rows.filter(child__ref__in=children)
    columns = ("child__ref", "channel", "answer", "valid_from", "valid_to", "recorded_at")
    found: defaultdict[tuple[str, str], list[Ruling]] = defaultdict(list)
    for child, channel, answer, first, after, moment in rows.values_list(*columns):
        last = after - _DAY if after else None
        found[child, channel].append(Ruling(Answer(answer), first, last, moment))
    return found


def _pupils(school: School, on: date) -> list[str]:
    rows = RoleAssignment.objects.for_school(school).as_of(on).filter(role="pupils")
    return sorted(set(rows.values_list("person__ref", flat=True)))
