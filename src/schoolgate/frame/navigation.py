"""The ways to a page that every page shows. Upper rooms add theirs when the site starts; the frame knows none."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest


@dataclass(frozen=True, slots=True)
class Place:
    """A link in the head or the foot: ``url`` is a URL name, ``order`` counts from the left."""

    key: str
    words: str
    url: str
    order: int
    foot: bool = False


_places: Final[dict[str, Place]] = {}
_school: Final[list[Callable[[HttpRequest], str]]] = []


def add(place: Place) -> None:
    """Show this place on every page from now on; the same key again replaces it."""
    _places[place.key] = place


def places(*, foot: bool = False) -> tuple[Place, ...]:
    return tuple(sorted((p for p in _places.values() if p.foot is foot), key=lambda p: p.order))


def name_school_with(name: Callable[[HttpRequest], str]) -> None:
    """Let the room that knows schools say which one a page is for; "" where none can be told."""
    _school[:] = [name]


def school_name(request: HttpRequest) -> str:
    return _school[0](request) if _school else ""
