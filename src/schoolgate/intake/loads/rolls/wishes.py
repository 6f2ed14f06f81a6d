"""Which carers a roll names for which children, and who of those known they are: a doubt is said, and left as it is."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from schoolgate.feeds import rolls as rows_of
from schoolgate.feeds.contract import Row
from schoolgate.intake.loads.rolls.carers import Acquaintance, gather_carers
from schoolgate.intake.loads.rolls.differences import is_gone
from schoolgate.intake.loads.rolls.entries import Entry, Fault, Roll
from schoolgate.intake.loads.rolls.matching import Matched
from schoolgate.kernel.names import same_number
from schoolgate.people.families.for_rolls import Families
from schoolgate.people.known import Known

_CHILD: Final = ("upn", "mis-id", "sourced-id")
_SAID: Final = 5  # lines named before "and others"


@dataclass(frozen=True, slots=True)
class Child:
    """Somebody on the roll: a ref, or the key of whoever the same load brings."""

    name: str
    ref: str = ""
    key: str = ""


@dataclass(slots=True)
class Wish:
    """One carer as the roll has them, with the rows of their children in the files' order."""

    entry: Entry
    known: Known | None = None
    children: dict[Child, list[Row]] = field(default_factory=dict)


class Wishes:
    """``blurred`` are children (refs) of whom not every tie is told; ``faults`` are carers left in doubt."""

    def __init__(self, roll: Roll, found: Matched, people: Sequence[Known], families: Families, on: date) -> None:
        self.on = on
        self.roll, self.found, self.families = roll, found, families
        self.people = people
        self.known_of = {id(entry): known for entry, known in found.pairs}
        self.carers = gather_carers(roll.by_what[rows_of.CARER], (e for e, _ in found.pairs if e.what == rows_of.STAFF))
        self.acquaintance = Acquaintance(people, families, self._numbers() if roll.whole else None)
        self.faults, self.remarks = list(self.carers.faults), list(self.carers.remarks)
        self.blurred: set[str] = set()

    def _numbers(self) -> set[tuple[str, str]]:
        """Every number that the files give a carer, those of rows that could not be used among them."""
        carers = [*self.roll.by_what[rows_of.CARER], *(row for fault in self.roll.faults for row in fault.entry.rows)]
        said = ((scheme, row.values.get(scheme, "")) for row in carers for scheme in ("sourced-id", "mis-id"))
        return {(scheme, same_number(value)) for scheme, value in said if value}

    def _children(self) -> dict[tuple[str, str], Child]:
        """The pupils by their numbers."""
        found: dict[tuple[str, str], Child] = {}
        if self.roll.changes:
            for one in self.people:
                if "pupils" in one.roles:
                    found |= {
                        (scheme, same_number(value)): Child(one.name, one.ref)
                        for scheme, value in one.identifiers.items()
                    }
        for entry, known in self.found.pairs:
            if entry.what == rows_of.PUPIL and not is_gone(entry, self.on):
                child = Child(entry.names.shown, known.ref if known else "", "" if known else entry.key)
                found |= {(scheme, same_number(value)): child for scheme, value in entry.ids.items()}
        return found

    def made(self) -> list[Wish]:
        children = self._children()
        wishes: dict[int, Wish] = {}
        lost, strangers = 0, list[Row]()
        for row in self.roll.by_what[rows_of.CARES]:
            numbers = ((scheme, same_number(row.values.get(scheme, ""))) for scheme in _CHILD)
            child = next((children[number] for number in numbers if number[1] and number in children), None)
            if child is None:
                strangers.append(row)  # at another school, or of a row that was rejected and said so
                continue
            if self.roll.is_untold(rows_of.CARES, row.values.get("sourced-id", "")):
                self.blurred.add(child.ref)
            entry = self.carers.by_key.get(row.values["carer"]) or self._of_before(row)
            if entry is None:
                self.blurred.add(child.ref)
                lost += 1
                continue
            wish = wishes.setdefault(id(entry), Wish(entry))
            wish.children.setdefault(child, []).append(row)
        if lost:
            ties = "One tie was" if lost == 1 else f"{lost:,} ties were"
            self.remarks.append(f"{ties} left as known: the carer’s own row could not be used.")
        if self.roll.changes and strangers:
            self.remarks.append(_not_here(strangers))
        return self._recognised(list(wishes.values()))

    def _of_before(self, row: Row) -> Entry | None:
        """In a roll of changes, a carer who is known by number and has no row."""
        if not self.roll.changes or row.values["carer"] in self.carers.spoilt:
            return None
        number = ("sourced-id", same_number(row.values["carer"]))
        for one in self.acquaintance.by_number.get(number, ()):
            relation = next((tied.relation for (carer, _), tied in self.families.ties.items() if carer == one.ref), "")
            if one.names and (relation or row.values.get("relation")):
                values = {
                    "sourced-id": row.values["carer"],
                    "given_name": one.names.given,
                    "family_name": one.names.family,
                }
                entry = Entry(rows_of.CARER, [Row(row.line, {"what": rows_of.CARER, **values}, row.part)], values)
                self.carers.by_key[row.values["carer"]] = entry
                return entry
        return None

    def _recognised(self, wishes: list[Wish]) -> list[Wish]:
        """Each with whoever they are; two who may be one person are both left and said."""
        claims: defaultdict[str, list[Wish]] = defaultdict(list)
        sure: list[Wish] = []
        for wish in wishes:
            refs = [child.ref for child in wish.children if child.ref]
            if wish.entry.what == rows_of.STAFF:
                wish.known = self.known_of[id(wish.entry)]
                doubt = ""
            else:
                wish.known, doubt = self.acquaintance.find(wish.entry, refs)
            if doubt:
                self.blurred |= set(refs)
                self.faults.append(Fault(wish.entry, doubt))
            elif wish.known is None:
                sure.append(wish)
            else:
                claims[wish.known.ref].append(wish)
        for some in claims.values():
            first, *others = sorted(some, key=lambda wish: (wish.entry.what != rows_of.STAFF, wish.entry.line))
            for other in others:
                for child, rows in other.children.items():
                    first.children.setdefault(child, []).extend(rows)
            sure.append(first)
        return sure


def _not_here(rows: Sequence[Row]) -> str:
    """Of a roll of changes, which may name children who are in no row of it."""
    lines = ", ".join(str(line) for line in sorted({row.line for row in rows})[:_SAID])
    ties = "One carer was" if len(rows) == 1 else f"{len(rows):,} carers were"
    more = " and others" if len({row.line for row in rows}) > _SAID else ""
    return f"{ties} tied to nobody: no child here has the number that is given (lines {lines}{more})."
