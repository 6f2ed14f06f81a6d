"""Small stores for tests."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from schoolgate.filtering.store.keys import host_key, page_key
from schoolgate.filtering.store.layout import ListFacts
from schoolgate.filtering.store.networks import number
from schoolgate.filtering.store.writing import Builder, Member
from schoolgate.gates.web.categories import CATEGORIES

GAMES, ADULT = CATEGORIES["games"].mask, CATEGORIES["adult"].mask


def facts(name: str, kept: int, day: str = "2026-11-22", *, dated: bool = True) -> ListFacts:
    category = name.partition("/")[0]
    return ListFacts(name, category, "plain", day, kept, kept, dated=dated)


def made(
    path: Path,
    lists: Mapping[str, Iterable[str]],
    *,
    reach: str = "all",
    pages: Iterable[tuple[str, str]] = (),
    networks: Iterable[tuple[str, str]] = (),
    accepted: bool = True,
) -> Path:
    """A store of ``{"games/list": ["owl.example"]}``; pages and networks are of the first list. ``accepted``: though it
    has fewer rows."""
    builder, told = Builder(), []
    for place, (name, hosts) in enumerate(lists.items()):
        mask = CATEGORIES[name.partition("/")[0]].mask
        kept = builder.add_hosts([host_key(host) for host in hosts], Member(place, reach, mask))
        if not place:
            kept += builder.add_pages([page_key(*page) for page in pages], Member(0, "all", mask))
            for first, last in networks:
                builder.add_network(number(first), number(last), Member(0, "all", mask))
        told.append(facts(name, kept))
    builder.write(path, told, fewer_accepted=accepted)
    return path
