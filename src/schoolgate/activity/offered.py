"""Sources that set themselves up: a room above says what it has for a school, and it is followed like any other."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from schoolgate.people.models import School


@dataclass(frozen=True, slots=True)
class Offered:
    """What a room offers: how the source is called, which feed reads it, and how it comes."""

    name: str
    feed: str
    transport: str
    way: Mapping[str, Any] = field(default_factory=dict)


type Offer = Callable[[School], Offered | None]
_OFFERS: Final[dict[str, Offer]] = {}


def offer(key: str, what: Offer) -> None:
    """Register what a room offers, in its app's ``ready``. Raises ``ValueError`` where another has the key."""
    if _OFFERS.setdefault(key, what) is not what:
        raise ValueError(f"two rooms offer {key}")


def offers(school: "School") -> list[Offered]:
    """What there is for a school now."""
    return [found for _key, what in sorted(_OFFERS.items()) if (found := what(school)) is not None]
