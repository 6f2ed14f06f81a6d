"""What a roll says of persons, in the shape that is planned, kept while a person looks, and then done.

Plain values only: a plan is kept as JSON between its preview and its doing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final

BY_ROLL: Final = "roll"  # what gave a role, where no person did: a later roll may end such a role, and no other
BY_FAMILY: Final = "family"  # what gave the role of a parent: caring for a child here
PUPIL_ROLES: Final = ("pupils",)
STAFF_ROLES: Final = ("teachers", "support-staff")


@dataclass(frozen=True, slots=True)
class Names:
    """``born`` is ``2019-03-04``, or empty: it is not kept of adults."""

    given: str
    family: str
    preferred_given: str = ""
    preferred_family: str = ""
    born: str = ""

    @property
    def shown(self) -> str:
        """The name they go by."""
        return " ".join(
            part for part in (self.preferred_given or self.given, self.preferred_family or self.family) if part
        )


@dataclass(frozen=True, slots=True)
class Place:
    """A group that a person is put into. ``year`` is that of a year group; ``primary``: whether the class is
    theirs, as its own teacher; None where the roll does not say."""

    kind: str
    name: str
    capacity: str
    year: int | None = None
    valid_from: date | None = None  # none: the day of the whole
    valid_to: date | None = None
    primary: bool | None = None


@dataclass(frozen=True, slots=True)
class Bond:
    """That the person cares for a child from the day of the whole, with values of ``Care``; ``over``: no more. The
    child is a ref, or the ``key`` of somebody whom the same load brings.
    """

    child: str = ""
    new_child: str = ""
    over: bool = False
    relation: str = "other"
    responsibility: str = "not-known"
    home: int | None = None
    order: int = 1
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """One person's part of a load. ``person`` is a ref, empty for somebody new; ``names`` are given when they are new
    or changed; ``out_of`` are refs of groups. Roles hold from ``valid_from`` until the day before ``valid_to``.

    ``key`` is what others of the same load call somebody new by, and ``same`` such a key: the person is whom it names.
    ``cares`` are the children; ``reached`` is how a carer is reached, by way.
    """

    verb: str  # joiners, movers, leavers or changes
    valid_from: date
    person: str = ""
    names: Names | None = None
    identifiers: Mapping[str, str] | None = None  # by scheme
    into: tuple[Place, ...] = ()
    out_of: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    valid_to: date | None = None
    key: str = ""
    same: str = ""
    cares: tuple[Bond, ...] = ()
    reached: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class About:
    """What is kept of a load as a whole, as ``RollLoad`` has it; ``until`` by UTC, or empty."""

    until: str = ""
    whole: bool = False
    classes: Mapping[str, Sequence[str]] | None = None


def about_of(plain: Mapping[str, Any]) -> About:
    return About(plain.get("until", ""), plain.get("whole", False), plain.get("classes"))


def as_payload(said: Said) -> dict[str, Any]:
    """As JSON, without what says nothing."""
    plain: dict[str, Any] = _spare(asdict(said))
    return plain


def from_payload(payload: Mapping[str, Any]) -> Said:
    values = dict(payload)
    return Said(
        verb=values["verb"],
        valid_from=date.fromisoformat(values["valid_from"]),
        person=values.get("person", ""),
        names=Names(**values["names"]) if "names" in values else None,
        identifiers=values.get("identifiers"),
        into=tuple(_place(place) for place in values.get("into", ())),
        **{key: tuple(values.get(key, ())) for key in ("out_of", "begins", "ends")},
        valid_to=_day(values.get("valid_to")),
        key=values.get("key", ""),
        same=values.get("same", ""),
        cares=tuple(Bond(**{**bond, "valid_to": _day(bond.get("valid_to"))}) for bond in values.get("cares", ())),
        reached=values.get("reached"),
    )


def _place(values: Mapping[str, Any]) -> Place:
    return Place(**{**values, "valid_from": _day(values.get("valid_from")), "valid_to": _day(values.get("valid_to"))})


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _spare(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: _spare(one) for key, one in value.items() if one not in (None, "", (), {})}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_spare(one) for one in value]
    return value
