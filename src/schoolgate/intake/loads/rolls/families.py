"""What a roll would change in families, one ``Said`` for each carer. What somebody said by hand is never changed, and
whom the office parted from a child is not tied again: both are said instead.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from schoolgate.feeds import rolls as rows_of
from schoolgate.feeds.contract import Row
from schoolgate.intake.loads.contract import Change
from schoolgate.intake.loads.rolls.differences import FAMILIES, fresh_names, fresh_numbers
from schoolgate.intake.loads.rolls.entries import Entry, Fault, Roll
from schoolgate.intake.loads.rolls.matching import Matched
from schoolgate.intake.loads.rolls.telling import words_of
from schoolgate.intake.loads.rolls.wishes import Child, Wish, Wishes
from schoolgate.kernel.errors import BadInputError
from schoolgate.people.families.for_rolls import Families, Tied
from schoolgate.people.families.spelling import reach_spelt
from schoolgate.people.known import Known
from schoolgate.people.models import Care, Reach
from schoolgate.people.rolls import Bond, Said, as_payload

_HOMES: Final = ("1", "2", "3")
_SAID: Final = 3  # pairs named before they are counted


@dataclass(slots=True)
class FamilyPlan:
    changes: list[Change] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    unchanged: int = 0
    ends: int = 0
    by_roll: int = 0  # ties that rolls gave before


class FamilyPlanning:
    """One plan in the making, after who is whom among pupils and staff is found."""

    def __init__(self, roll: Roll, found: Matched, people: Sequence[Known], families: Families, on: date) -> None:
        self.roll, self.found, self.families, self.on = roll, found, families, on
        self.by_ref = {one.ref: one for one in people}
        self.names = {one.ref: one.name for one in people}
        self.names |= {entry.key: entry.names.shown for entry, one in found.pairs if one is None}
        self.wishes = Wishes(roll, found, people, families, on)
        self.sure = self.wishes.made()
        self.plan = FamilyPlan(faults=self.wishes.faults, remarks=self.wishes.remarks)
        self.plan.by_roll = sum(tied.by_roll for tied in families.ties.values())
        self.by_hand: list[str] = []
        self.orders: dict[str, int] = {}  # of each child, the last order given
        for (_, child), tied in families.ties.items():
            self.orders[child] = max(self.orders.get(child, 0), tied.order)
        self.wished: set[tuple[str, str]] = set()  # pairs of refs that the roll holds to

    def made(self) -> FamilyPlan:
        saids = [(wish, said) for wish in self.sure if (said := self._said(wish)) is not None]
        ends = self._ends()
        for wish, said in saids:
            over = ends.pop(said.person, ()) if said.person else ()
            self._change(wish.entry.names.shown, wish.entry.line, said, over, wish.known)
        for ref, over in sorted(ends.items()):
            said = Said(FAMILIES, self.on, ref)
            self._change(self.by_ref[ref].name, 0, said, over, self.by_ref[ref])
        self._say_by_hand()
        self._ask_of_the_unnamed()
        return self.plan

    def _said(self, wish: Wish) -> Said | None:
        """What would be said of the carer, or None where all of it is known."""
        ref = wish.known.ref if wish.known else ""
        bonds = tuple(bond for child, rows in wish.children.items() if (bond := self._bond(ref, child, rows)))
        staff = wish.entry.what == rows_of.STAFF
        if not ref and not bonds:
            return None
        if not bonds and not any((ref, child.ref) in self.families.ties for child in wish.children):
            return None  # parted by hand from every child
        return Said(
            FAMILIES,
            self.on,
            ref,
            names=None if staff else fresh_names(wish.entry, wish.known),
            identifiers=None if staff else fresh_numbers(wish.entry, wish.known) or None,
            same=wish.entry.key if staff and not ref else "",
            cares=bonds,
            reached=self._reached(wish.entry, ref, staff) or None,
        )

    def _bond(self, ref: str, child: Child, rows: list[Row]) -> Bond | None:
        """The tie as it would be, or None where it is known so, was said by hand, or was ended by hand."""
        said = {key: next((row.values[key] for row in rows if row.values.get(key)), "") for key in _TOLD}
        after = date.fromisoformat(said["until"]) + timedelta(days=1) if said["until"] else None
        if after is not None and after <= self.on:
            return None
        pair = (ref, child.ref)
        if ref and child.ref:
            self.wished.add(pair)
        tied = self.families.ties.get(pair) if ref and child.ref else None
        if pair in self.families.ended and ref and child.ref:
            self.by_hand.append(f"{self.by_ref[ref].name} for {child.name}")
            return None
        if tied is not None and not tied.by_roll:
            return None
        wanted = self._as_said(said, tied, child, after)
        same = tied is not None and _told(wanted) == (
            tied.relation,
            tied.responsibility,
            tied.home,
            tied.order,
            tied.valid_to,
        )
        return None if same else wanted

    def _as_said(self, said: Mapping[str, str], tied: Tied | None, child: Child, after: date | None) -> Bond:
        """The tie with what the files say of it; what they do not say stays as it is known."""
        relation = said["relation"] if said["relation"] in Care.Relation else tied.relation if tied else "other"
        known = said["responsibility"] if said["responsibility"] in Care.Responsibility else ""
        home: int | None = tied.home if tied else 1
        if said["home"] in _HOMES or said["home"] == "none":
            home = int(said["home"]) if said["home"] in _HOMES else None
        order = (
            int(said["order"])
            if said["order"].isdecimal() and 0 < int(said["order"]) < 100
            else tied.order
            if tied
            else self._next(child)
        )
        responsibility = known or (tied.responsibility if tied else Care.Responsibility.NOT_KNOWN.value)
        return Bond(
            child.ref,
            child.key,
            relation=relation,
            responsibility=responsibility,
            home=home,
            order=order,
            valid_to=after,
        )

    def _next(self, child: Child) -> int:
        """Called after those already known, in the order of the files."""
        key = child.ref or child.key
        self.orders[key] = self.orders.get(key, 0) + 1
        return self.orders[key]

    def _reached(self, entry: Entry, ref: str, staff: bool) -> dict[str, str]:
        """Ways that would be known anew. One that somebody gave by hand stays."""
        found = {}
        for way in () if staff else Reach.Way.values:
            try:
                said = reach_spelt(way, entry.values[way]) if entry.values.get(way) else ""
            except BadInputError:
                continue
            value, by_roll = self.families.reach.get(ref, {}).get(way, ("", True)) if ref else ("", True)
            if said and said != value and by_roll:
                found[way] = said
        return found

    def _ends(self) -> dict[str, tuple[Bond, ...]]:
        """By carer, the children whom they care for no more: ties that a roll gave, of which files that hold everybody
        and name carers say nothing; and all such ties of whoever is gone."""
        gone = {row.values["sourced-id"] for row in self.roll.by_what[rows_of.GONE]}
        tells = self.roll.whole and bool(self.roll.by_what[rows_of.CARES])
        present = {known.ref for entry, known in self.found.pairs if known and entry.what == rows_of.PUPIL}
        untold = {
            known.ref
            for entry, known in self.found.pairs
            if known and self.roll.is_untold(rows_of.CARES, entry.values.get("sourced-id", ""))
        }
        ends: defaultdict[str, list[Bond]] = defaultdict(list)
        for (carer, child), tied in sorted(self.families.ties.items()):
            number = self.by_ref[carer].identifiers.get("sourced-id", "-")
            if not tied.by_roll or (carer, child) in self.wished or carer in self.found.held:
                continue
            if self.roll.is_untold(rows_of.CARES, number):
                continue
            missing = tells and child in present - untold - self.wishes.blurred - self.found.held
            if missing or number in gone:
                ends[carer].append(Bond(child, over=True))
        self.plan.ends = sum(len(bonds) for bonds in ends.values())
        return {carer: tuple(bonds) for carer, bonds in ends.items()}

    def _change(self, who: str, line: int, said: Said, over: Iterable[Bond], known: Known | None) -> None:
        whole = Said(
            said.verb,
            said.valid_from,
            said.person,
            said.names,
            said.identifiers,
            same=said.same,
            cares=(*said.cares, *over),
            reached=said.reached,
        )
        if not (whole.cares or whole.reached or whole.names or whole.identifiers):
            self.plan.unchanged += 1
            return
        staff = bool(said.same) or bool(known and set(known.roles) - {"parents"})
        words = words_of(whole, self.names, known, staff=staff, tied=self.families.ties)
        self.plan.changes.append(Change(FAMILIES, who, words, as_payload(whole), line))

    def _ask_of_the_unnamed(self) -> None:
        """In changes, a child's own row names every carer of that day; but systems leave cells out where nothing in
        them changed, so whoever is not named is asked about, and stays."""
        told = {
            child.ref
            for wish in self.sure
            for child, rows in wish.children.items()
            if child.ref and any(row.values.get("told-by") == rows_of.PUPIL for row in rows)
        } - self.wishes.blurred
        gone = {row.values["sourced-id"] for row in self.roll.by_what[rows_of.GONE]}
        unnamed = [
            f"{self.names[carer]} for {self.names[child]}"
            for (carer, child), tied in sorted(self.families.ties.items())
            if self.roll.changes and tied.by_roll and child in told and (carer, child) not in self.wished
            and self.by_ref[carer].identifiers.get("sourced-id", "-") not in gone
        ]  # fmt: skip
        if unnamed:
            more = f" and {len(unnamed) - _SAID:,} more" if len(unnamed) > _SAID else ""
            self.plan.remarks.append(
                f"Children’s own rows no longer name {'; '.join(sorted(unnamed)[:_SAID])}{more}. They stay. "
                "Has that ended? If so, end it on the child’s own page, or load the whole export."
            )

    def _say_by_hand(self) -> None:
        if self.by_hand:
            named = "; ".join(sorted(self.by_hand)[:_SAID])
            more = f" and {len(self.by_hand) - _SAID:,} more" if len(self.by_hand) > _SAID else ""
            self.plan.remarks.append(
                f"The file names carers whom somebody here ended: {named}{more}. They were not added again. "
                "Is that right? If not, add them on the child’s own page."
            )


_TOLD: Final = ("relation", "responsibility", "home", "order", "until")


def _told(bond: Bond) -> tuple[object, ...]:
    return bond.relation, bond.responsibility, bond.home, bond.order, bond.valid_to
