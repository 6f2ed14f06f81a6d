"""Who of those known an entry of a roll is: by UPN, then by another number, then by name and day of birth together.

Never by a name alone. Whatever leaves a doubt is not decided here: the row is put aside with the reason, the person it
may be stays as they are, and somebody at the school says who it is.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from schoolgate.feeds import rolls as rows_of
from schoolgate.feeds.numbers import is_temporary
from schoolgate.intake.loads.rolls.entries import Entry, Fault
from schoolgate.kernel.names import folded, same_number
from schoolgate.people.known import Known
from schoolgate.people.rolls import STAFF_ROLES, Names

_SCHEMES: Final = {
    rows_of.PUPIL: ("upn", "mis-id", "sourced-id"),
    rows_of.STAFF: ("staff-code", "mis-id", "sourced-id", "email"),
}
_CELLS: Final = 5_000  # looked at, of a row that is spoilt and may have swallowed others
_WORDS: Final = {
    "upn": "UPN",
    "mis-id": "number",
    "sourced-id": "OneRoster number",
    "staff-code": "staff code",
    "email": "e-mail address",
}


@dataclass(slots=True)
class Matched:
    """``pairs`` are entries with whoever they are, None for somebody new; ``held`` are refs of those whom a rejected
    row may be of; ``strays`` counts rejected rows that may be of anybody.
    """

    pairs: list[tuple[Entry, Known | None]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    held: set[str] = field(default_factory=set)
    strays: int = 0


def match(entries: Iterable[Entry], faults: Iterable[Fault], people: Sequence[Known]) -> Matched:
    """Each entry's person. The order of neither entries nor people matters."""
    index, found = _Index(people), Matched()
    doubtful: list[Fault] = []
    claims: defaultdict[str, list[tuple[Entry, Known | None]]] = defaultdict(list)
    unmatched: list[Entry] = []
    for entry in entries:
        known, doubt = index.find(entry)
        if doubt:
            doubtful.append(Fault(entry, doubt))
        elif known is not None:
            claims[known.ref].append((entry, known))
        else:
            unmatched.append(entry)
    for claimed in claims.values():
        if len(claimed) == 1:
            found.pairs += claimed
        else:
            lines = " and ".join(str(entry.line) for entry, _ in sorted(claimed, key=lambda one: one[0].line))
            doubtful += [Fault(entry, f"Lines {lines} may both be {known.name}.") for entry, known in claimed if known]
    for entry in unmatched:
        doubt = index.namesake(entry, {*claims})
        if doubt:
            doubtful.append(Fault(entry, doubt))
        else:
            found.pairs.append((entry, None))
    found.faults = doubtful
    for fault in (*faults, *doubtful):
        maybe = index.maybe(fault.entry)
        found.held |= maybe
        found.strays += not maybe
    return found


class _Index:
    """Those known, by whatever an entry may name them with."""

    def __init__(self, people: Sequence[Known]) -> None:
        self.by_number: defaultdict[tuple[str, str], list[Known]] = defaultdict(list)
        self.by_birth: defaultdict[tuple[str, str, str], list[Known]] = defaultdict(list)
        self.by_name: defaultdict[str, list[Known]] = defaultdict(list)
        for one in people:
            for scheme, value in (one.identifiers or one.before).items():
                self.by_number[scheme, same_number(value)].append(one)
            if one.account and "email" not in one.identifiers:
                self.by_number["email", same_number(one.account)].append(one)
            if one.names and one.names.born:
                self.by_birth[folded(one.names.given), folded(one.names.family), one.names.born].append(one)
            in_law = folded(f"{one.names.given}{one.names.family}") if one.names else ""
            for spelling in {folded(one.name), in_law} - {""}:
                self.by_name[spelling].append(one)

    def find(self, entry: Entry) -> tuple[Known | None, str]:
        """The person, or None for nobody found yet; and what leaves a doubt, in a sentence."""
        numbered = self._numbered(entry)
        if len({one.ref for one, _ in numbered}) > 1:
            both = " and ".join(sorted({one.name for one, _ in numbered}))
            return None, f"Its numbers are of two people: {both}."
        if numbered:
            known, scheme = numbered[0]
            if doubt := _other_side(entry, known):
                return None, doubt
            if _may_be(entry, known, scheme):
                return known, ""
            return None, f"Its {_WORDS[scheme]} is {known.name}'s, and neither name nor date of birth is."
        names = entry.names
        if not names.born:
            return None, ""
        born = self.by_birth.get((folded(names.given), folded(names.family), names.born), [])
        if len(born) > 1:
            return None, "Two pupils have this name and date of birth, and the row has no number that tells which."
        if born and _other_number(entry, born[0]):
            return None, f"{born[0].name} has this name and date of birth, and another UPN: is it the same child?"
        return (born[0], "") if born else (None, "")

    def namesake(self, entry: Entry, claimed: set[str]) -> str:
        """What leaves a doubt about somebody who seems new: a person of the same name whom no row has claimed."""
        for one in self._namesakes(entry.names):
            if one.ref in claimed or (entry.what == rows_of.PUPIL) != is_pupil(one) or not (one.roles or one.names):
                continue
            if entry.what == rows_of.STAFF:
                return f"{one.name} is here already, known by nothing the row gives: is it the same person?"
            if _other_number(entry, one):
                continue  # another child of the same name
            return f"{one.name} is here already with another date of birth, or none: is it the same child?"
        return ""

    def maybe(self, entry: Entry) -> set[str]:
        """Refs of everybody the row may be of: better one too many than a child thought to have left."""
        found = {one.ref for one, _ in self._numbered(entry)} | {one.ref for one in self._namesakes(entry.names)}
        return found or self._in_the_words_of(entry.values.get("raw", ""))

    def _in_the_words_of(self, raw: str) -> set[str]:
        """Refs of those whose number or name stands in a row that could not be parted into cells."""
        cells = [cell for cell in re.split(r"[,;|\t\"\r\n]+", raw.replace("\0", "")) if cell.strip()][:_CELLS]
        names = {folded(cell) for cell in cells}
        names |= {folded(a + b) for one, other in pairwise(cells) for a, b in ((one, other), (other, one))}
        numbers = [key for cell in cells for scheme in _WORDS if (key := (scheme, same_number(cell))) in self.by_number]
        known = [*(self.by_number[key] for key in numbers), *(self.by_name.get(name, []) for name in names)]
        return {one.ref for some in known for one in some}

    def _numbered(self, entry: Entry) -> list[tuple[Known, str]]:
        schemes = _SCHEMES.get(entry.what, tuple(_WORDS))
        numbers = ((scheme, same_number(entry.values.get(scheme, ""))) for scheme in schemes)
        return [(one, number[0]) for number in numbers if number[1] for one in self.by_number.get(number, ())]

    def _namesakes(self, names: Names) -> list[Known]:
        keys = {folded(f"{names.given}{names.family}"), folded(names.shown)} - {""}
        found = {one.ref: one for key in keys for one in self.by_name.get(key, ())}
        return [found[ref] for ref in sorted(found)]


def _may_be(entry: Entry, known: Known, scheme: str) -> bool:
    """A number is believed while one of the names or the day of birth agrees: people marry, and dates are mistyped.
    A sign-in's address is believed by itself."""
    if known.names is None or scheme in ("email", "staff-code"):
        return True
    names, theirs = entry.names, known.names
    given = {folded(names.given), folded(names.preferred_given)} & {
        folded(theirs.given),
        folded(theirs.preferred_given),
    }
    same_given = bool(given - {""})
    same_family = folded(names.family) == folded(theirs.family)
    same_day = bool(names.born) and names.born == theirs.born
    return same_given or same_family or same_day


def _other_side(entry: Entry, known: Known) -> str:
    """A wrong word for a role would make a child one of the staff, and let them see what staff see."""
    pupil = "pupils" in known.roles
    if entry.what == rows_of.STAFF and pupil:
        return f"{known.name} is a pupil here, and the row says that they are one of the staff. Is its role right?"
    if entry.what == rows_of.PUPIL and not pupil and set(known.roles) & set(STAFF_ROLES):
        return f"{known.name} is one of the staff here, and the row says that they are a pupil. Is its role right?"
    return ""


def may_be(entry: Entry, known: Known) -> bool:
    """Whether a carer's number is believed: while one of the names agrees, or none is known."""
    return known.names is None or _may_be(entry, known, "")


def _other_number(entry: Entry, known: Known) -> bool:
    """Both have a UPN, neither is temporary, and they differ."""
    theirs, said = known.identifiers.get("upn", ""), entry.values.get("upn", "")
    return bool(theirs and said and theirs != said and not is_temporary(theirs) and not is_temporary(said))


def is_pupil(one: Known) -> bool:
    return bool(one.names and one.names.born) or "pupils" in one.roles
