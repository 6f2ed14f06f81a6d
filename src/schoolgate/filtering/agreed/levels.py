"""Which level somebody has, by what is known of them and what the school agreed. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from schoolgate.filtering.agreed.setting import CLOSED, Setting
from schoolgate.gates.web.levels import GUEST, STAFF
from schoolgate.vocabulary.entitlements import ENTITLEMENTS, NOTHING
from schoolgate.vocabulary.roles import MEMBERS
from schoolgate.vocabulary.schools import INFANT, level_for_age

GUESTS: Final = "guest"  # the purpose of a network
PUPILS: Final = "pupils"
_LADDER: Final = ENTITLEMENTS["internet"].levels
_STAFF: Final = frozenset((*MEMBERS["staff"], STAFF))
_AGE_IN_RECEPTION: Final = 5  # at the end of the school year


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of whoever asks: refs, and what they are. All may be empty.

    ``groups`` are classes and other groups. ``years`` are year groups as numbers, those of a whole class where no
    person is known. ``places`` runs from the nearest outwards. ``entitled`` is a level of the internet's ladder, and
    empty where nobody decided. ``is_someone``: a person or a class is known, and not a machine or a place only.
    """

    person: str = ""
    groups: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    roles: tuple[str, ...] = ()
    device: str = ""
    kind: str = ""
    network: str = ""
    purpose: str = ""
    places: tuple[str, ...] = ()
    entitled: str = ""

    @property
    def is_someone(self) -> bool:
        return bool(self.person or self.groups)


@dataclass(frozen=True, slots=True)
class Given:
    """A level, or ``CLOSED``, and what gave it: the name of a map of the setting, or what else is said here."""

    level: str
    by: str


def level_of(setting: Setting, known: Known) -> Given:
    """The level of the first that knows them, in the setting's own order; of several classes or years the strictest.

    A child whose year no map names has the level of their age, staff have that of staff, and a network for guests
    gives that of guests. ``by`` is ``entitlement`` where somebody is known and was refused, or was not
    entitled where the setting asks for it; ``unknown`` where nobody is known.
    """
    found = next(_given(setting, known), None)
    if found is None:
        return _unknown(setting, known)
    refused = known.entitled == NOTHING  # decided so, by name: the access gate is switched on for them
    if (setting.needs_entitlement or refused) and known.is_someone and found.level != CLOSED:
        return _entitled(found, known.entitled)
    return found


def _given(setting: Setting, known: Known) -> Iterator[Given]:
    person = (known.person,) if known.person else ()
    years = tuple(map(str, known.years))
    yield from _by("persons", setting.persons, person, setting)
    yield from _by("groups", setting.groups, known.groups, setting)
    yield from _by("years", setting.years, years, setting)
    yield from _of_age(setting, known)
    yield from _by("roles", setting.roles, known.roles, setting)
    yield from _of_role(setting, known)
    yield from _by("devices", setting.devices, (known.device,), setting)
    yield from _by("devices", setting.devices, (known.kind,), setting)
    yield from _by("networks", setting.networks, (known.network,), setting)
    if known.purpose == GUESTS and GUEST in setting.by_level:
        yield Given(GUEST, "networks")
    for place in known.places:
        yield from _by("places", setting.places, (place,), setting)


def _by(name: str, levels: Mapping[str, str], keys: Iterable[str], setting: Setting) -> Iterator[Given]:
    if levels and (found := [levels[key] for key in keys if key and key in levels]):
        yield Given(_strictest(found, setting), name)


def _strictest(found: list[str], setting: Setting) -> str:
    """Closed before all, then in the order in which the setting has its levels: the youngest stand first."""
    order = ["", *setting.by_level]
    return min(found, key=lambda level: order.index(level) if level in order else 0)


def _of_age(setting: Setting, known: Known) -> Iterator[Given]:
    """Children have the level of their age: of a class the youngest's, and the strictest where no year is known."""
    is_child = PUPILS in known.roles or (known.groups and not known.person)
    if known.years or is_child:
        level = level_for_age(min(known.years) + _AGE_IN_RECEPTION) if known.years else INFANT
        if level in setting.by_level:
            yield Given(level, "years")


def _of_role(setting: Setting, known: Known) -> Iterator[Given]:
    level = STAFF if not _STAFF.isdisjoint(known.roles) else GUEST
    if known.roles and level in setting.by_level:
        yield Given(level, "roles")


def _entitled(found: Given, entitled: str) -> Given:
    """The lesser of what was agreed for them and what they are entitled to."""
    if not entitled or entitled == NOTHING:
        return Given(CLOSED, "entitlement")
    if found.level in _LADDER and entitled in _LADDER and _LADDER.index(entitled) < _LADDER.index(found.level):
        return Given(entitled, "entitlement")
    return found


def _unknown(setting: Setting, known: Known) -> Given:
    for key in (*known.places, known.network):
        if key and key in setting.unknown_at:
            return Given(setting.unknown_at[key], "unknown")
    return Given(setting.unknown, "unknown")
