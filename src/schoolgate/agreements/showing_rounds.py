"""What the office's page of the September round shows, in words."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schoolgate.agreements.contract import Kind
from schoolgate.agreements.queries.chasing import Missing, Tally
from schoolgate.agreements.queries.rounds import ChasedFamily, RoundNow
from schoolgate.agreements.registry import KINDS
from schoolgate.agreements.rhythm import TIMES, Step

_NEXT: Final[dict[Step, Promise]] = {
    Step.NOT_OPEN: gettext_lazy("Not asked yet"),
    Step.LETTER: gettext_lazy("Letters go by themselves"),
    Step.PAPER: gettext_lazy("Give paper: no e-mail reaches them"),
    Step.DOOR: gettext_lazy("Ask at the door: the letters are over"),
    Step.PAUSED: gettext_lazy("Paused"),
}
# Those that need a hand come first.
_ORDER: Final = (Step.DOOR, Step.PAPER, Step.LETTER, Step.NOT_OPEN, Step.PAUSED)


@dataclass(frozen=True, slots=True)
class ClassRow:
    """``waits`` are children for whom something keeps access closed; ``acts``: it is switched on for the class."""

    group: str
    name: str
    cells: tuple[tuple[str, Tally | None], ...]
    waits: int
    acts: bool


@dataclass(frozen=True, slots=True)
class FamilyOnPage:
    key: str
    carer: str
    name: str
    children: str
    missing: str
    next: str
    why: str
    letters: tuple[str, ...]
    paused: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """One line of a class's list for the door."""

    name: str
    missing: str


def class_rows(now: RoundNow, kinds: Sequence[Kind], acts: Collection[str]) -> list[ClassRow]:
    gating = {kind.key for kind in kinds if kind.gates}
    by_class: dict[str, dict[str, Tally]] = {}
    for tally in now.tallies:
        by_class.setdefault(tally.group, {})[tally.kind] = tally
    waiting: defaultdict[str, set[str]] = defaultdict(set)
    for one in now.chase:
        for child in one.children:
            if gating & set(child.kinds):
                waiting[child.group].add(child.person)
    return [
        ClassRow(
            group,
            next(iter(some.values())).name or _("In no class"),
            tuple((kind.title, some.get(kind.key)) for kind in kinds),
            len(waiting[group]),
            group in acts,
        )
        for group, some in by_class.items()
    ]


def families(now: RoundNow, called: dict[str, str]) -> list[FamilyOnPage]:
    """Those to chase, first those who need somebody's hand. ``called`` are names of classes by ref."""
    ordered = sorted(now.chase, key=lambda one: (_ORDER.index(one.step), one.name.casefold()))
    return [_family(one, called) for one in ordered]


def lists(now: RoundNow, group: str = "") -> dict[str, list[Wanted]]:
    """By class (a ref), whom to ask at the door; a paused family stands on no list."""
    found: dict[str, list[Wanted]] = {}
    for family in now.chase:
        for child in family.children:
            if not family.paused and group in ("", child.group):
                found.setdefault(child.group, []).append(Wanted(child.name, _titles(child)))
    return {key: sorted(some, key=lambda one: one.name.casefold()) for key, some in found.items()}


def _family(one: ChasedFamily, called: dict[str, str]) -> FamilyOnPage:
    children = ", ".join(
        f"{child.name} ({called[child.group]})" if child.group in called else child.name for child in one.children
    )
    kinds = dict.fromkeys(key for child in one.children for key in child.kinds)
    return FamilyOnPage(
        one.key,
        one.carer,
        one.name or _("No carer is known"),
        children,
        ", ".join(KINDS.get(key).title for key in kinds),
        _said(one),
        one.paused or (_("The last letter came back.") if one.bounced else ""),
        tuple(_letter(one, at) for at in range(len(one.letters))),
        bool(one.paused),
    )


def _said(one: ChasedFamily) -> str:
    if one.step is Step.LETTER and one.letters:
        return _("Letter %(n)s of %(of)s has gone") % {"n": len({each.on for each in one.letters}), "of": TIMES}
    return str(_NEXT[one.step])


def _letter(one: ChasedFamily, at: int) -> str:
    letter = one.letters[at]
    way = _("on paper") if letter.way == "paper" else _("by e-mail")
    day = f"{letter.on.day} {letter.on:%B}"
    return _("%(day)s, %(way)s") % {"day": day, "way": way}


def _titles(child: Missing) -> str:
    return ", ".join(KINDS.get(key).title for key in child.kinds)
