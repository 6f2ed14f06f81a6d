"""The files of ``sites`` read, checked, and laid over a store that is being made."""

import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Final

from schoolgate.filtering.store.keys import host_key
from schoolgate.filtering.store.layout import ListFacts
from schoolgate.filtering.store.writing import Builder, Member
from schoolgate.gates.web.categories import CATALOGUE, CATEGORIES, LOCKED, Kind, category, mask_of
from schoolgate.gates.web.hosts import one_host
from schoolgate.kernel.digests import digest
from schoolgate.kernel.errors import BadInputError

# A site that everyone knows can still be broken into, and what is unlawful is not ours to open.
UNTOUCHABLE: Final = frozenset({each.key for each in LOCKED} | {"malware", "phishing", "cryptomining"})
_SETS: Final[Mapping[str, frozenset[str]]] = {
    "content": frozenset({each.key for each in CATALOGUE if each.kind is Kind.CONTENT} - UNTOUCHABLE),
    "tools": frozenset(each.key for each in CATALOGUE if each.kind is Kind.TOOL),
}
OWN: Final = "schoolgate"  # the name of our lists: children/schoolgate


@dataclass(frozen=True, slots=True)
class KnownSite:
    """A host with all below it. ``title`` says what kind of site, ``why`` how we know; ``looked_at`` is the day."""

    host: str
    title: str
    why: str
    is_in: frozenset[str]
    not_in: frozenset[str]
    looked_at: date


@dataclass(frozen=True)
class KnownSites:
    """All that is known, or what a school left of it. Raises ``BadInputError`` for what no site can be known as."""

    sites: tuple[KnownSite, ...] = ()

    def __post_init__(self) -> None:
        for each in self.sites:
            _check(each)

    @property
    def digest(self) -> str:
        """The same for the same knowledge, whatever order it is in."""
        return digest([[each.host, sorted(each.is_in), sorted(each.not_in)] for each in sorted(self.sites, key=_host)])

    def without(self, hosts: Collection[str]) -> "KnownSites":
        """What is left where a school would rather follow its lists on some hosts."""
        return KnownSites(tuple(each for each in self.sites if each.host not in hosts))

    def lifts(self) -> dict[str, int]:
        """By the key of a host, the categories that it is not of."""
        found: dict[str, int] = {}
        for each in self.sites:
            if each.not_in:
                key = host_key(each.host)
                found[key] = found.get(key, 0) | mask_of(each.not_in)
        return found

    def add_to(self, builder: Builder, place: int) -> list[ListFacts]:
        """Put the sites that are of some category into a store, as lists of our own that begin at ``place``."""
        named: dict[str, list[KnownSite]] = {}
        for each in self.sites:
            for key in each.is_in:
                named.setdefault(key, []).append(each)
        told = []
        for number, (key, sites) in enumerate(sorted(named.items())):
            kept = builder.add_hosts(_keys(sites), Member(place + number, "all", category(key).mask))
            day = max(each.looked_at for each in sites).isoformat()
            told.append(ListFacts(f"{key}/{OWN}", key, "own", day, len(sites), kept, len(sites) - kept, own=True))
        return told

    def about(self, host: str) -> KnownSite | None:
        """What is known of a host by its own name, or by the nearest name above it."""
        by_host = {each.host: each for each in self.sites}
        while host:
            if host in by_host:
                return by_host[host]
            host = host.partition(".")[2]
        return None


NOTHING_KNOWN: Final = KnownSites()


@cache
def known_sites() -> KnownSites:
    """What ships."""
    folder = files("schoolgate.filtering.lists.known").joinpath("sites")
    found = [each for each in folder.iterdir() if each.name.endswith(".toml")]
    texts = [each.read_text(encoding="utf-8") for each in sorted(found, key=lambda each: each.name)]
    return KnownSites(tuple(site for text in texts for site in _read(tomllib.loads(text))))


def _read(told: Mapping[str, Any]) -> Iterable[KnownSite]:
    for group in told["sites"]:
        for host in group["hosts"].split():
            yield KnownSite(
                host,
                told["title"],
                group["why"],
                frozenset(group.get("is_in", ())),
                frozenset(key for each in group.get("not_in", ()) for key in _SETS.get(each, {each})),
                told["looked_at"],
            )


def _check(site: KnownSite) -> None:
    thing = f"the known site {site.host}"
    if one_host(site.host) != site.host:
        raise BadInputError(thing, "it is not in its one spelling.", f"Write {one_host(site.host)}.")
    if site.host.startswith("www."):
        raise BadInputError(thing, "what is known of a site holds for all of it.", "Leave out www.")
    if bad := sorted(site.not_in & UNTOUCHABLE):
        raise BadInputError(thing, f"nobody may say that a site is not {CATEGORIES[bad[0]].words}.", "Take it out.")
    if wrong := sorted(key for key in site.is_in if category(key).kind is not Kind.GARDEN):
        raise BadInputError(thing, f"{wrong[0]} is no garden.", "Only lists close sites.")
    for key in site.not_in:
        category(key)


def _host(site: KnownSite) -> str:
    return site.host


def _keys(sites: Iterable[KnownSite]) -> list[str]:
    return [host_key(each.host) for each in sites]
