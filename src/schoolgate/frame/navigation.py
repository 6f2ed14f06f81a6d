"""What surrounds every page: the school's name, ways to other pages, who can see this one.

The frame knows no page. The room that does says what surrounds a request, once, when the site starts.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from django.http import HttpRequest
from django.utils.module_loading import import_string


@dataclass(frozen=True, slots=True)
class Link:
    """A way to a page, or by its first page to a group of them: ``pages`` then holds each page of the group."""

    key: str
    words: str
    href: str
    pages: tuple["Link", ...] = ()

    def leads_to(self, key: str) -> bool:
        return key == self.key or any(page.key == key for page in self.pages)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """``head`` are links from the left, and ``group`` is the one of them that holds the page shown; ``leaves`` is the
    page that says what leaves the building; ``seen_by`` ends "Who can see this page:"; ``mine`` is the visitor's page
    about themselves; ``logged`` says what is kept of what people do on the web; ``fetches`` says that something is
    fetched from outside, which the settings do not tell.
    """

    school: str = ""
    first: str = "/"
    head: tuple[Link, ...] = ()
    group: Link | None = None
    leaves: str = ""
    seen_by: str = ""
    mine: str = ""
    logged: str = ""
    fetches: bool = False


_surround: Final[list[str]] = []


def surround_with(name: str) -> None:
    """``name`` is the whole name of a function of a request: it is loaded when the first page wants it."""
    _surround[:] = [name]


def surroundings(request: HttpRequest | None, here: str = "") -> Surroundings:
    """What surrounds this request, whose page is ``here``; nothing is said of a page that answers no request, such as
    one about a fault.
    """
    if request is None or not _surround:
        return Surroundings()
    tell: Callable[[HttpRequest], Surroundings] = import_string(_surround[0])
    around = tell(request)
    return replace(around, group=next((link for link in around.head if here and link.leads_to(here)), None))
