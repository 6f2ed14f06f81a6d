"""What is wanted of one carer, for which of their children, and what they have signed: their own, and nobody else's.

Two homes never learn of each other. What the other home signed makes nothing look signed here, and a paper that names
nobody counts for the child's carers only where all of them live in one home.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import Q

from schoolgate.agreements.contract import Answers, Kind, Lapses, Signs
from schoolgate.agreements.models import Consent, Signature, Wording, WordingText
from schoolgate.agreements.queries.rounds import answered_for
from schoolgate.agreements.queries.wordings import Text, Words
from schoolgate.agreements.registry import KINDS
from schoolgate.gates.consent.channels import CHANNELS
from schoolgate.people.models import Care, Particulars, Person, RoleAssignment, School

# In this order: what a child waits for first.
_ORDER: Final = ("home-school", "internet-code", "photo-video", "event-pictures", "remote-learning")
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ChildHere:
    """``called`` is the first name and nothing more. ``may_sign``: the carer's yes counts for the child."""

    ref: str
    called: str
    may_sign: bool


@dataclass(frozen=True, slots=True)
class Ask:
    """One agreement. ``of`` are the children it is still wanted for; none where carers sign for themselves."""

    kind: Kind
    words: Words
    of: tuple[ChildHere, ...]

    @property
    def by_place(self) -> bool:
        return self.kind.answers is Answers.CHANNELS

    @property
    def whom(self) -> tuple[str, ...]:
        """The refs that answers are kept by: of children, or an empty one for the carer."""
        return tuple(child.ref for child in self.of) or ("",)


@dataclass(frozen=True, slots=True)
class SignedHere:
    """``signature`` is empty for pictures; ``answers`` are by place then. ``until`` is the last day, where it has
    one; ``text`` is what was shown, and None where the office noted it."""

    kind: Kind
    child: ChildHere | None
    signature: str
    on: date
    until: date | None
    way: str
    answers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Family:
    """One carer's side of it on a day."""

    carer: Person
    children: tuple[ChildHere, ...]
    asks: tuple[Ask, ...]
    signed: tuple[SignedHere, ...]

    def ask(self, kind: str) -> Ask | None:
        return next((one for one in self.asks if one.kind.key == kind), None)


def family_of(carer: Person, on: date) -> Family:
    """What a signature of ``on`` would be for. Costs eleven queries, however many children there are."""
    school, on = carer.school, answered_for(carer.school, on)
    by_pk, single = _children(carer, on)
    words = words_of_families(school, on)
    signed = [*_signatures(carer, by_pk, single, words, on), *_consents(carer, by_pk, single, on)]
    has = {(one.kind.key, one.child.ref if one.child else "") for one in signed if _whole(one)}
    roles = set(RoleAssignment.objects.for_school(school).as_of(on).filter(person=carer).values_list("role", flat=True))
    asks = []
    for key, some in words.items():
        kind = KINDS.get(key)
        if kind.signs is Signs.SELF:
            if roles & set(kind.binds) and (key, "") not in has:
                asks.append(Ask(kind, some, ()))
            continue
        may = [one for one in by_pk.values() if one.may_sign or kind.answers is Answers.CHANNELS]
        of = tuple(one for one in may if (key, one.ref) not in has)
        if of:
            asks.append(Ask(kind, some, of))
    return Family(carer, tuple(by_pk.values()), tuple(asks), tuple(signed))


def words_of_families(school: School, on: date) -> dict[str, Words]:
    """The words in force of what families are asked for, in the order they are asked. Costs three queries."""
    on = answered_for(school, on)  # in summer, once the round is open: those of the school year to come
    asked = [kind.key for kind in KINDS if _of_families(kind)]
    rows = Wording.objects.for_school(school).filter(kind__in=asked, from_on__lte=on).exclude(approved_by="")
    newest = {row.kind: row for row in rows.order_by("number")}
    texts: defaultdict[int, list[Text]] = defaultdict(list)
    for one in WordingText.objects.for_school(school).filter(wording__in=newest.values()):
        texts[one.wording_id].append(
            Text(one.language, one.style, one.title, one.body, one.digest, bool(one.approved_by))
        )
    order = sorted(newest, key=lambda key: (_ORDER.index(key) if key in _ORDER else len(_ORDER), key))
    return {
        key: Words(row.ref, key, row.number, row.from_on, row.approved_by, tuple(texts[row.pk]))
        for key in order
        for row in [newest[key]]
    }


def first_names(school: School, persons: Collection[Person], on: date) -> dict[str, str]:
    """What each is called by, by ref: the first name in use, else the first word of the name."""
    rows = Particulars.objects.for_school(school).as_of(on).filter(person__in=persons)
    said = {row.person_id: row.preferred_given_name or row.given_name for row in rows}
    return {one.ref: said.get(one.pk) or one.name.split()[0] for one in persons}


def _of_families(kind: Kind) -> bool:
    signs_for_child = kind.signs is Signs.CARER and "pupils" in kind.binds
    return not kind.by_name and kind.lapses is not Lapses.VISIT and (signs_for_child or kind.binds == ("parents",))


def _children(carer: Person, on: date) -> tuple[dict[int, ChildHere], frozenset[int]]:
    """By primary key, in the order of their names; and of which children all carers live in one home."""
    school = carer.school
    here = RoleAssignment.objects.for_school(school).as_of(on).filter(role="pupils").values("person_id")
    ties: Any = Care.objects.for_school(school).as_of(on).filter(child_id__in=here)
    mine = {row.child_id: row for row in ties.filter(person=carer).select_related("child")}
    called = first_names(school, [row.child for row in mine.values()], on)
    homes: defaultdict[int, set[int | None]] = defaultdict(set)
    for child, home in ties.filter(child_id__in=mine).values_list("child_id", "home"):
        homes[child].add(home)
    single = frozenset(child for child, some in homes.items() if len(some) == 1 and None not in some)
    found = {
        pk: ChildHere(row.child.ref, called[row.child.ref], row.responsibility != Care.Responsibility.NO)
        for pk, row in mine.items()
    }
    return dict(sorted(found.items(), key=lambda one: (one[1].called.casefold(), one[0]))), single


def _signatures(
    carer: Person, children: Mapping[int, ChildHere], single: frozenset[int], words: Mapping[str, Words], on: date
) -> list[SignedHere]:
    rows: Any = Signature.objects.for_school(carer.school).filter(wording__ref__in=[one.ref for one in words.values()])
    rows = rows.filter(Q(until__isnull=True) | Q(until__gte=on), Q(ended_on__isnull=True) | Q(ended_on__gt=on))
    rows = rows.filter(on__lte=on).filter(
        Q(person_id__in=children, by=carer) | Q(person_id__in=single, by=None) | Q(person=carer, by=None)
    )
    return [
        SignedHere(KINDS.get(kind), children.get(person), ref, day, until, way, {})
        for kind, person, ref, day, until, way in rows.order_by("on", "pk").values_list(
            "wording__kind", "person_id", "ref", "on", "until", "way"
        )
    ]


def _consents(carer: Person, children: Mapping[int, ChildHere], single: frozenset[int], on: date) -> list[SignedHere]:
    """One for each child with any answer; what the office noted for nobody by name counts beside one's own."""
    rows: Any = Consent.objects.for_school(carer.school).as_of(on)
    rows = rows.filter(Q(child_id__in=children, carer=carer) | Q(child_id__in=single, carer=None))
    found: defaultdict[int, dict[str, Any]] = defaultdict(dict)
    for row in rows.order_by("recorded_at"):
        before = found[row.child_id].get(row.channel)
        if before is None or before.carer_id is None:
            found[row.child_id][row.channel] = row
    kind, some = KINDS.get("photo-video"), []
    for pk, child in children.items():
        places = found.get(pk)
        if places:
            first = max(places.values(), key=lambda row: row.valid_from)
            ends = [row.valid_to - _DAY for row in places.values() if row.valid_to]
            answers = {place: str(places[place].answer) for place in CHANNELS if place in places}
            some.append(SignedHere(kind, child, "", first.valid_from, min(ends, default=None), str(first.way), answers))
    return some


def _whole(signed: SignedHere) -> bool:
    return signed.kind.answers is Answers.AGREE or set(signed.answers) == set(CHANNELS)
