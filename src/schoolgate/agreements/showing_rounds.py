"""What the office's page of the September round shows, in words."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schoolgate.agreements.queries.chasing import Missing, Tally
from schoolgate.agreements.queries.morning import Morning
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
    """``back`` are children of ``of`` from whom everything is back; ``waits`` are those for whom something keeps access
    closed; ``acts``: it is switched on for the class."""

    group: str
    name: str
    back: int
    of: int
    cells: tuple[tuple[str, Tally | None], ...]
    waits: int
    acts: bool


@dataclass(frozen=True, slots=True)
class Fold:
    """Families to chase of one class, which is that of the first child; ``name`` is empty for those in none."""

    group: str
    name: str
    families: tuple["FamilyOnPage", ...]


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


def class_rows(found: Morning) -> list[ClassRow]:
    by_class: dict[str, dict[str, Tally]] = {}
    for tally in found.now.tallies:
        by_class.setdefault(tally.group, {})[tally.kind] = tally
    lacking: defaultdict[str, set[str]] = defaultdict(set)
    for one in found.now.chase:
        for child in one.children:
            lacking[child.group].add(child.person)
    return [
        ClassRow(
            group,
            next(iter(some.values())).name or _("In no class"),
            (of := max(tally.of for tally in some.values())) - len(lacking[group]),
            of,
            tuple((kind.title, some.get(kind.key)) for kind in found.kinds),
            found.waits.get(group, 0),
            group in found.acts,
        )
        for group, some in by_class.items()
    ]


def folded(some: Sequence[ChasedFamily], now: RoundNow) -> list[Fold]:
    """Class by class in the order of the classes, and by name; first those who need somebody at the door."""
    called = {tally.group: tally.name for tally in now.tallies}
    by_class: dict[str, list[FamilyOnPage]] = {group: [] for group in called}
    for one in sorted(some, key=lambda one: (_ORDER.index(one.step), one.name.casefold())):
        by_class.setdefault(one.children[0].group, []).append(_family(one, called))
    return [Fold(group, called.get(group, ""), tuple(found)) for group, found in by_class.items() if found]


def sums(now: RoundNow) -> list[str]:
    """Those who have not answered, in parts that add up: each in a few words, none where there is none."""
    parts = (
        (len(now.by_hand), _("%(n)d to chase by hand")),
        (len(now.at(Step.LETTER)), _("%(n)d to whom letters go by themselves")),
        (len(now.at(Step.NOT_OPEN)), _("%(n)d not asked yet")),
        (len(now.at(Step.PAUSED)), _("%(n)d paused")),
        (len(now.nobody), _("%(n)d of whom no carer is known")),
    )
    return [words % {"n": n} for n, words in parts if n]


def lists(now: RoundNow, group: str = "") -> dict[str, list[Wanted]]:
    """By class (a ref), whom to ask at the door; a paused family stands on no list."""
    found: dict[str, list[Wanted]] = {}
    for family in now.chase:
        for child in family.children:
            if not family.paused and group in ("", child.group):
                found.setdefault(child.group, []).append(Wanted(child.name, _titles(child)))
    return {key: sorted(some, key=lambda one: one.name.casefold()) for key, some in found.items()}


def _family(one: ChasedFamily, called: Mapping[str, str]) -> FamilyOnPage:
    children = ", ".join(
        f"{child.name} ({called[child.group]})" if called.get(child.group) else child.name for child in one.children
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
