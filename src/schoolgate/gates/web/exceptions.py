"""What one site is opened or closed for, beside what the levels say: dated, authorised, with a reason and a ref."""

from dataclasses import dataclass
from datetime import datetime

from schoolgate.gates.web.scopes import EVERYONE, Scope
from schoolgate.gates.web.sites import Site


@dataclass(frozen=True, slots=True)
class SiteException:
    """Opens a site. ``by`` holds the refs of those who agreed. ``until`` is ``None`` where it holds until taken back.

    ``categories``, where given, are what the site is opened in spite of; anything else on it stays closed.
    """

    ref: str
    site: Site
    since: datetime
    until: datetime | None
    by: tuple[str, ...]
    why: str
    scope: Scope = EVERYONE
    categories: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Closure:
    """Closes a site at once, above all exceptions, on one person's word. It ends by itself unless it is agreed."""

    ref: str
    site: Site
    since: datetime
    until: datetime
    by: str
    why: str
    scope: Scope = EVERYONE


@dataclass(frozen=True, slots=True)
class Listed:
    """A host, with its sub-domains, that the school or Schoolgate itself puts under some categories."""

    host: str
    categories: frozenset[str]
