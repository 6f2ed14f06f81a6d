"""Pictures that wait for the head: each child and place with what every carer answered. Names are unlocked."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from schoolgate.agreements.models import Consent
from schoolgate.agreements.queries.consents import photo_answers
from schoolgate.gates.consent.channels import CHANNELS
from schoolgate.people.families.queries import bonds
from schoolgate.people.models import School
from schoolgate.people.queries import names


@dataclass(frozen=True, slots=True)
class Voice:
    """``name`` is empty for an answer that names no carer."""

    name: str
    yes: bool
    since: date


@dataclass(frozen=True, slots=True)
class ToRule:
    """One child and place; ``why`` is a sentence."""

    child: str
    name: str
    place: str
    why: str
    voices: tuple[Voice, ...]

    @property
    def where(self) -> str:
        return CHANNELS[self.place]


def to_rule(school: School, on: date) -> tuple[ToRule, ...]:
    """What only the head decides, by name and place. Until then each is a no."""
    waiting = [
        (child, place, one.words)
        for child, places in photo_answers(school, on).items()
        for place, one in places.items()
        if one.waits
    ]
    if not waiting:
        return ()
    children, tied = {child for child, _, _ in waiting}, bonds(school, on)
    rows = Consent.objects.for_school(school).as_of(on).filter(child__ref__in=children, blanket=False)
    said: defaultdict[tuple[str, str], list[tuple[str, bool, date]]] = defaultdict(list)
    for child, carer, place, answer, since in rows.order_by("valid_from").values_list(
        "child__ref", "carer__ref", "channel", "answer", "valid_from"
    ):
        if carer is None or carer in {bond.carer for bond in tied.get(child, ())}:
            said[child, place].append((carer or "", answer == Consent.Answer.GRANTED, since))
    carers = {carer for some in said.values() for carer, _, _ in some if carer}
    called = names(school, children | carers)
    order = list(CHANNELS)
    found = [
        ToRule(
            child,
            called.get(child, ""),
            place,
            why,
            tuple(Voice(called.get(carer, ""), yes, since) for carer, yes, since in said[child, place]),
        )
        for child, place, why in waiting
    ]
    return tuple(sorted(found, key=lambda one: (one.name.casefold(), order.index(one.place))))
