"""What the office looks at in the morning: the round, each class's access, and what waits for a hand, in one look."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from schoolgate.agreements.contract import Kind, Signs
from schoolgate.agreements.models import SlipSeen
from schoolgate.agreements.queries.blankets import blankets
from schoolgate.agreements.queries.chasing import asked_kinds
from schoolgate.agreements.queries.gating import GateThen, gate_then
from schoolgate.agreements.queries.rounds import RoundNow, round_now
from schoolgate.agreements.queries.ruling import to_rule
from schoolgate.estate.queries import directories_differ
from schoolgate.gates.access.deciding import State
from schoolgate.ledger.queries import kept
from schoolgate.people.models import School

# What somebody can bring: the rest of the reasons is not for a family to mend.
_TO_BRING: Final = frozenset({"not-back", "ran-out", "not-shown"})


@dataclass(frozen=True, slots=True)
class Morning:
    """``waits``, by class (a ref), are how many children wait for something that can be brought; ``acts`` are the
    classes where access is switched on. ``to_rule`` are answers about pictures that wait for the head, ``to_look``
    yeses for everybody, ``slips`` what was read from paper and waits for a person, ``differs`` where directories differ
    from what was decided."""

    now: RoundNow
    kinds: tuple[Kind, ...]
    waits: Mapping[str, int]
    acts: frozenset[str]
    to_rule: int
    to_look: int
    slips: int
    differs: int


def families_are_asked(school: School, day: date) -> bool:
    """Whether any agreement that a carer signs has words in force."""
    return any(kind.signs is Signs.CARER for kind in asked_kinds(school, day))


def morning(school: School, day: date) -> Morning:
    """Costs one query where nothing was recorded since it was last asked. Names are unlocked: for the office."""
    return kept(school.ref, ("the office's morning", day), lambda: _morning(school, day))


def _morning(school: School, day: date) -> Morning:
    now, then = round_now(school, day), gate_then(school, day)
    looked = SlipSeen.objects.for_school(school).filter(state__in=(SlipSeen.State.LOOK, SlipSeen.State.UNREAD))
    return Morning(
        now,
        tuple(kind for kind in asked_kinds(school, now.on) if kind.signs is Signs.CARER),
        _waiting(then),
        frozenset(then.switched.acts),
        len(to_rule(school, day)),
        len(blankets(school, day)),
        looked.count(),
        directories_differ(school),
    )


def _waiting(then: GateThen) -> dict[str, int]:
    waits = {
        one.person
        for one in then.answers()
        if one.state is State.WAITING and any(reason.key in _TO_BRING for reason in one.reasons)
    }
    found: dict[str, int] = {}
    for child, groups in then.classes.items():
        for group in groups:
            found[group] = found.get(group, 0) + (child in waits)
    return found
