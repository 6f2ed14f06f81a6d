"""What surrounds every page: the school's name, ways to other pages, who can see this one.

The frame knows no page. The room that does says what surrounds a request, once, when the site starts.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest


@dataclass(frozen=True, slots=True)
class Link:
    key: str
    words: str
    href: str


@dataclass(frozen=True, slots=True)
class Surroundings:
    """``head`` are links from the left; ``leaves`` is the page that says what leaves the building; ``seen_by`` ends
    "Who can see this page:"; ``mine`` is the visitor's page about themselves.
    """

    school: str = ""
    first: str = "/"
    head: tuple[Link, ...] = ()
    leaves: str = ""
    seen_by: str = ""
    mine: str = ""


_surround: Final[list[Callable[[HttpRequest], Surroundings]]] = []


def surround_with(tell: Callable[[HttpRequest], Surroundings]) -> None:
    _surround[:] = [tell]


def surroundings(request: HttpRequest | None) -> Surroundings:
    """What surrounds this request; nothing is said of a page that answers no request, such as one about a fault."""
    return _surround[0](request) if request is not None and _surround else Surroundings()
