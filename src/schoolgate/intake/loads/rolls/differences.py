"""What a roll would change of what is known, one ``Said`` for each person, with words for whoever looks at it first."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from schoolgate.feeds import rolls as rows_of
from schoolgate.intake.loads.contract import Change
from schoolgate.intake.loads.rolls.entries import Entry, Roll, places_of
from schoolgate.kernel.names import same_number
from schoolgate.people.identifiers import spelt
from schoolgate.people.known import Held, Known
from schoolgate.people.models import Group, Membership
from schoolgate.people.rolls import PUPIL_ROLES, STAFF_ROLES, Names, Place, Said, as_payload
from schoolgate.vocabulary.years import year_words

JOINERS: Final = "joiners"
MOVERS: Final = "movers"
LEAVERS: Final = "leavers"
CHANGES: Final = "changes"
FAMILIES: Final = "families"
_NAMED: Final = {
    "given": "first name",
    "family": "surname",
    "preferred_given": "preferred first name",
    "preferred_family": "preferred surname",
    "born": "date of birth",
}


def told_of(roll: Roll, on: date) -> frozenset[tuple[str, str]]:
    """Of which kinds of group (capacity and kind) the roll says everything there is to say: a pupil whom it puts in no
    such group is in none. A list with one class beside each name says nothing of somebody whose cell is empty.
    """
    if not roll.class_rows:
        return frozenset()
    return frozenset((place.capacity, place.kind) for entry in roll.entries for place in places_of(entry, on))


def wanted(entry: Entry, on: date) -> tuple[Place, ...]:
    """Every group the roll puts the person in, the year group among them, while they are at the school."""
    places = places_of(entry, on)
    if entry.what == rows_of.PUPIL and entry.year is not None:
        pupil = Membership.Capacity.PUPIL.value
        places = (Place(Group.Kind.YEAR.value, year_words(entry.year), pupil, entry.year), *places)
    since, after = _day(entry.values.get("since")), _after(entry)
    later = since if since and since > on else None
    return tuple(
        replace(place, valid_from=place.valid_from or later, valid_to=place.valid_to or after) for place in places
    )


def change(entry: Entry, known: Known | None, told: frozenset[tuple[str, str]], on: date) -> Change | None:
    """What the entry would change, or None where all of it is known."""
    first = max(on, _day(entry.values.get("since")) or on)
    names = fresh_names(entry, known)
    into, out_of = _moves(entry, known, told, on)
    begins, ends = _roles(entry, known)
    said = Said(
        verb="",
        valid_from=first if begins else on,
        person=known.ref if known else "",
        names=names,
        identifiers=fresh_numbers(entry, known) or None,
        into=into,
        out_of=tuple(out_of),
        begins=begins,
        ends=ends,
        valid_to=_after(entry) if begins else None,
        key="" if known else entry.key,
    )
    verb = _verb(said, known)
    if not verb:
        return None
    said = replace(said, verb=verb)
    words = "; ".join(_words(said, known, out_of.values())) or "has another number."
    return Change(verb, entry.names.shown, words[0].upper() + words[1:], as_payload(said), entry.line)


def departure(known: Known, capacity: str, on: date) -> Change | None:
    """That the person is no longer on the roll, from today: what a roll gave them ends, and nothing else does."""
    roles = PUPIL_ROLES if capacity == Membership.Capacity.PUPIL else STAFF_ROLES
    ends = tuple(role for role in roles if role in known.roles and known.roles[role].by_roll)
    left = {ref: held for ref, held in known.places.items() if held.capacity == capacity}
    if not ends and not left:
        return None
    said = Said(LEAVERS if ends else MOVERS, on, known.ref, out_of=tuple(sorted(left)), ends=ends)
    of = _listed(left.values())
    words = f"leaves {of}." if ends and of else "leaves." if ends else f"out of {of}."
    return Change(
        said.verb, known.name, words.capitalize() if not of else words[0].upper() + words[1:], as_payload(said)
    )


def is_gone(entry: Entry, on: date) -> bool:
    """Whether the roll itself says that they left before today."""
    last = _day(entry.values.get("until"))
    return last is not None and last < on


def fresh_names(entry: Entry, known: Known | None) -> Names | None:
    """The names as they would be known, or None where they are. What the roll does not say stays."""
    said, theirs = entry.names, known.names if known else None
    if theirs is None:
        return said
    kept = Names(*(getattr(said, key) or getattr(theirs, key) for key in Names.__slots__))
    return None if kept == theirs else kept


def fresh_numbers(entry: Entry, known: Known | None) -> dict[str, str]:
    theirs = known.identifiers if known else {}
    numbers = {scheme: spelt(scheme, value) for scheme, value in entry.ids.items()}
    return {key: value for key, value in numbers.items() if same_number(theirs.get(key, "")) != same_number(value)}


def _roles(entry: Entry, known: Known | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Roles to begin, and those that a roll gave and another now takes the place of."""
    role = PUPIL_ROLES[0] if entry.what == rows_of.PUPIL else entry.values.get("role") or _role_held(known)
    held = known.roles if known else {}
    others = STAFF_ROLES if role in STAFF_ROLES else ()
    ends = tuple(other for other in others if other != role and other in held and held[other].by_roll)
    known_so = role in held and (not held[role].by_roll or held[role].valid_to == _after(entry))
    return (() if known_so else (role,)), ends


def _role_held(known: Known | None) -> str:
    """Somebody whose row has no role keeps theirs; somebody new is support staff, who see least."""
    return next((role for role in STAFF_ROLES if known and role in known.roles), "support-staff")


def _moves(
    entry: Entry, known: Known | None, told: frozenset[tuple[str, str]], on: date
) -> tuple[tuple[Place, ...], dict[str, Held]]:
    """Places to take and places to give up, of those kinds of group that the roll tells of."""
    places = wanted(entry, on)
    held = known.places if known else {}
    here = {_group(one): one for one in held.values()}
    into = tuple(_still_marked(place, here) for place in places if not _held(place, here))
    named = {_group(place) for place in places}
    capacity = Membership.Capacity.PUPIL if entry.what == rows_of.PUPIL else Membership.Capacity.STAFF
    kinds = {place.kind for place in places} | {kind for of, kind in told if of == capacity}
    if entry.some:
        kinds &= {Group.Kind.YEAR.value}  # of classes only what is said of them counts
    leaves = {(kind, name.casefold(), capacity.value) for kind, name in entry.leaves}
    out_of = {
        ref: one
        for ref, one in held.items()
        if one.capacity == capacity and (one.kind in kinds or _group(one) in leaves) and _group(one) not in named
    }
    return into, out_of


def _group(place: Place | Held) -> tuple[str, str, str]:
    return place.kind, place.name.casefold(), place.capacity


def _held(place: Place, here: dict[tuple[str, str, str], Held]) -> bool:
    one = here.get(_group(place))
    return one is not None and one.valid_to == place.valid_to and place.primary in (None, one.primary)


def _still_marked(place: Place, here: dict[tuple[str, str, str], Held]) -> Place:
    """What the roll does not say of whose class it is stays."""
    one = here.get(_group(place))
    return replace(place, primary=one.primary) if one is not None and place.primary is None else place


def _is_mark(place: Place, here: dict[tuple[str, str, str], Held]) -> bool:
    """Whether nothing is new but whose class it is."""
    one = here.get(_group(place))
    return one is not None and one.valid_to == place.valid_to and place.primary not in (None, one.primary)


def _verb(said: Said, known: Known | None) -> str:
    on_roll = known is not None and any(
        role in known.roles for roles in (PUPIL_ROLES, STAFF_ROLES) if set(said.begins) & set(roles) for role in roles
    )
    if said.begins and not on_roll:
        return JOINERS
    if said.into or said.out_of:
        return MOVERS
    return CHANGES if said.names or said.identifiers or said.begins or said.ends else ""


def _words(said: Said, known: Known | None, left: Iterable[Held]) -> Iterator[str]:
    """Parts of a sentence, the last with a full stop."""
    parts = []
    held = {_group(one): one for one in known.places.values()} if known else {}
    marks = [place for place in said.into if _is_mark(place, held)]
    to, of = ", ".join(place.name for place in said.into if place not in marks), _listed(left)
    if said.verb == JOINERS:
        parts.append(f"joins {to}" if to else "joins")
    elif to and of:
        parts.append(f"{of} to {to}")
    elif to or of:
        parts.append(f"into {to}" if to else f"out of {of}")
    parts += [f"is {'now' if one.primary else 'no longer'} the class teacher of {one.name}" for one in marks]
    if said.verb != JOINERS and said.names and known:
        before = known.names
        parts += [_changed(key, before, said.names) for key in _NAMED if _differs(key, before, said.names)]
    if said.verb != JOINERS and said.begins:
        parts.append("has another role, or other days of it")
    if said.verb != JOINERS and said.identifiers and not parts:
        parts.append("has another number")
    yield from parts[:-1]
    yield f"{parts[-1] if parts else 'Is known by the roll'}."


def _differs(key: str, before: Names | None, after: Names) -> bool:
    return bool(getattr(after, key)) and (before is None or getattr(before, key) != getattr(after, key))


def _changed(key: str, before: Names | None, after: Names) -> str:
    was = getattr(before, key) if before else ""
    return f"{_NAMED[key]} {getattr(after, key)}" + (f", was {was}" if was else "")


def _listed(places: Iterable[Held]) -> str:
    return ", ".join(sorted(held.name for held in places))


def _after(entry: Entry) -> date | None:
    last = _day(entry.values.get("until"))
    return last + timedelta(days=1) if last else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
