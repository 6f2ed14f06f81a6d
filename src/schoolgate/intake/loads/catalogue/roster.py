"""Classes, staff and pupils: who joins, who moves, who leaves, shown before any of it is done."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Final

from schoolgate.feeds import rolls as rows_of
from schoolgate.feeds.contract import Reject, Row
from schoolgate.frame.actor import Actor
from schoolgate.intake.loads.contract import Applied, Change, Plan
from schoolgate.intake.loads.rolls import changed, stops
from schoolgate.intake.loads.rolls.differences import (
    CHANGES,
    FAMILIES,
    JOINERS,
    LEAVERS,
    MOVERS,
    change,
    departure,
    is_gone,
    told_of,
    wanted,
)
from schoolgate.intake.loads.rolls.entries import Roll, gather
from schoolgate.intake.loads.rolls.families import FamilyPlan, FamilyPlanning
from schoolgate.intake.loads.rolls.matching import Matched, match
from schoolgate.intake.loads.rolls.schools import Ours, ours
from schoolgate.people.actions import load_roll, take_back_roll
from schoolgate.people.families.for_rolls import Told, families, told
from schoolgate.people.known import Known, everybody
from schoolgate.people.models import Group, Membership, School
from schoolgate.people.rolls import PUPIL_ROLES, STAFF_ROLES, about_of, from_payload

_ORDER: Final = (JOINERS, MOVERS, LEAVERS, CHANGES, FAMILIES)  # families last: they name those who join
_KNOWN_SHARE: Final = 0.5  # of a file whose school has another name: so many known already, and it is ours


class Roster:
    """The load. What it takes is written in ``feeds.rolls``; how it decides, in ``intake.loads.rolls``."""

    key: str = "roster"
    words: str = "Classes, staff, pupils and families"
    feeds: tuple[str, ...] = ("oneroster", "ctf", "sds", "contacts-csv", "people-csv")
    roles: tuple[str, ...] = ("head", "office")
    holder: str = "office"
    verbs: Mapping[str, str] = {
        JOINERS: "would join",
        MOVERS: "would move",
        LEAVERS: "would leave",
        CHANGES: "would be changed",
        FAMILIES: "would change in families",
    }

    def plan(self, school: School, rows: Iterable[Row], *, on: date) -> Plan:
        held = list(rows)
        our = ours((row for row in held if row.values.get("what") == rows_of.SCHOOL), school)
        if our.stranger:
            return Plan(stop=our.doubt)
        people, before = everybody(school, on=on), told(school)
        ids = set(our.ids) if our.ids is not None else None
        roll = gather(held, ids, on=on, known=list(changed.known_rows(people)), named=before.classes)
        found = match(roll.entries, roll.faults, people)
        of_families = FamilyPlanning(roll, found, people, families(school, on=on), on).made()
        return _Planning(roll, found, people, our, before, of_families, on).plan()

    def apply(self, school: School, plan: Plan, *, ref: str, actor: Actor, at: datetime) -> Applied:
        said = [from_payload(one.payload) for one in plan.changes]
        load_roll(school, said, ref=ref, actor=actor, at=at, about=about_of(plan.about))
        return Applied(_counts(one.verb for one in said))

    def undo(self, school: School, *, ref: str, actor: Actor, at: datetime) -> Applied:
        return Applied({"taken-back": take_back_roll(school, ref, actor=actor, at=at)})


LOAD = Roster()


class _Planning:
    """One plan in the making."""

    def __init__(
        self, roll: Roll, found: Matched, people: list[Known], our: Ours, told: Told, of_families: FamilyPlan, on: date
    ) -> None:
        self.roll, self.found, self.people, self.our, self.told, self.on = roll, found, people, our, told, on
        self.families = of_families
        self.pupils = [one for one in people if stops.on_roll(one, PUPIL_ROLES)]
        self.staff = [one for one in people if stops.on_roll(one, STAFF_ROLES)]
        self.gone, self.not_gone = changed.gone_by(roll, people, told)
        first = [self.our.doubt] if self.our.doubt and self._is_first() else []
        self.remarks = list(dict.fromkeys([*first, *roll.remarks, *of_families.remarks]))
        self.present = {known.ref for entry, known in found.pairs if known and not is_gone(entry, on)}

    def plan(self) -> Plan:
        told = told_of(self.roll, self.on)
        pairs = [(entry, known) for entry, known in self.found.pairs if not is_gone(entry, self.on)]
        made = [(entry, known, one) for entry, known in pairs if (one := change(entry, known, told, self.on))]
        changes, stale = changed.stale(made, self.roll, self.told)
        unchanged = len(pairs) - len(made) + self.families.unchanged
        gone = self._departures()
        about = changed.about(self.roll, self.on)
        older = changed.is_older(self.roll, self.told) if changes or gone or self.families.changes else ""
        asked = (
            self._doubt(),
            older,
            stops.stop(self._outcome(changes, gone)),
            stops.of_ties(self.families.ends, self.families.by_roll),
        )
        everything = [*changes, *gone, *self.families.changes]
        everything.sort(key=lambda one: (_ORDER.index(one.verb), one.line, one.who.casefold()))
        stop = " ".join(part for part in asked if part)
        return Plan(tuple(everything), tuple(self._rejects(stale)), unchanged, stop, tuple(self.remarks), about)

    def _departures(self) -> list[Change]:
        """Those on roll of whom the file says nothing, where it says who is there; and those it says have left."""
        gone: dict[str, Change | None] = {}
        staying = self.present | self.found.held
        for entry, known in self.found.pairs:
            if known and is_gone(entry, self.on):
                gone[known.ref] = departure(known, _capacity(entry.what), self.on)
        for known in self.gone:
            what = rows_of.PUPIL if set(known.roles) & set(PUPIL_ROLES) else rows_of.STAFF
            gone[known.ref] = departure(known, _capacity(what), self.on)
        for what, known_there in ((rows_of.PUPIL, self.pupils), (rows_of.STAFF, self.staff)):
            if self._tells_of_all(what):
                for known in self._on_roll_or_seated(what, known_there):
                    if known.ref not in staying:
                        gone[known.ref] = departure(known, _capacity(what), self.on)
        return [one for one in gone.values() if one is not None]

    def _on_roll_or_seated(self, what: str, known_there: list[Known]) -> list[Known]:
        """With those who hold a role by hand, and whom a roll put into a class that they now leave."""
        on_roll = {one.ref for one in known_there}
        capacity = _capacity(what)
        seated = (
            one
            for one in self.people
            if one.ref not in on_roll and any(place.capacity == capacity for place in one.places.values())
        )
        return [*known_there, *seated]

    def _tells_of_all(self, what: str) -> bool:
        if self.roll.changes:
            return False
        entries = [entry for entry in self.roll.entries if entry.what == what]
        if not entries:
            if (what == rows_of.STAFF and self.staff) or (what == rows_of.PUPIL and self.pupils):
                words = "staff" if what == rows_of.STAFF else "pupils"
                self.remarks.append(f"There are no {words} in the file, so nothing changes for those who are known.")
            return False
        if what == rows_of.PUPIL and not self.roll.whole:
            places = [place for entry in entries for place in wanted(entry, self.on)]
            if part := stops.is_part(self.pupils, places, len(entries)):
                self.remarks.append(part)
                return False
        return True

    def _doubt(self) -> str:
        """Asked only where the people in the file do not show by themselves that it is ours; and not of the first roll
        of the only school here, which is called otherwise in its office system as often as not."""
        known = sum(known is not None for _, known in self.found.pairs)
        if not self.our.doubt or known >= _KNOWN_SHARE * max(1, len(self.found.pairs)):
            return ""
        return "" if self._is_first() else self.our.doubt

    def _is_first(self) -> bool:
        return not self.pupils and not self.our.by_number and School.objects.count() == 1

    def _outcome(self, changes: list[Change], gone: list[Change]) -> stops.Outcome:
        classes = {ref for one in self.pupils for ref, held in one.places.items() if held.kind == Group.Kind.CLASS}
        moving = {str(one.payload.get("person")) for one in changes if not classes.isdisjoint(_left(one))}
        entries = [entry for entry, _ in self.found.pairs]
        return stops.Outcome(
            on=self.on,
            pupils=self.pupils,
            staff=self.staff,
            leaving=frozenset(str(one.payload["person"]) for one in gone if one.verb == LEAVERS),
            moving=frozenset(moving),
            named=frozenset(
                name.casefold() for entry in entries for kind, name, *_ in entry.classes if kind == "class"
            ),
            strays=self.found.strays,
            whole=self.roll.whole,
            staff_rows=sum(entry.what == rows_of.STAFF for entry in self.roll.entries),
            unseated=sum(_loses_class(one, classes) for one in changes),
            other=self._others(changes),
        )

    def _others(self, changes: list[Change]) -> dict[str, int]:
        """How many of the pupils would have another name, and another date of birth, than they are known by."""
        before = {one.ref: one.names for one in self.pupils}
        after = ((said.names, before.get(said.person)) for said in (from_payload(one.payload) for one in changes))
        both = [(names, theirs) for names, theirs in after if names and theirs]
        return {
            "name": sum((new.given, new.family) != (old.given, old.family) for new, old in both),
            "date of birth": sum(bool(old.born) and new.born != old.born for new, old in both),
        }

    def _rejects(self, stale: list[Reject]) -> list[Reject]:
        faults = [*self.roll.faults, *self.found.faults, *self.families.faults, *self.not_gone]
        rejects = [*self.roll.rejects, *stale, *(reject for fault in faults for reject in fault.rejects())]
        return sorted(rejects, key=lambda one: (one.part, one.line, one.reason))


def _loses_class(one: Change, classes: set[str]) -> bool:
    said = from_payload(one.payload)
    return not classes.isdisjoint(said.out_of) and not any(place.kind == Group.Kind.CLASS for place in said.into)


def _left(one: Change) -> list[str]:
    """Refs of the groups that somebody would leave."""
    return list(from_payload(one.payload).out_of)


def _capacity(what: str) -> str:
    return (Membership.Capacity.PUPIL if what == rows_of.PUPIL else Membership.Capacity.STAFF).value


def _counts(verbs: Iterable[str]) -> dict[str, int]:
    listed = list(verbs)
    return {verb: listed.count(verb) for verb in _ORDER}
