"""The names that a level closes and opens at a moment, as a name server is told of them."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from schoolgate.filtering.lists.suffixes import suffixes
from schoolgate.filtering.store.reading import Store
from schoolgate.gates.web.deciding import answer
from schoolgate.gates.web.hosts import is_address
from schoolgate.gates.web.phases import Phase, phase_of, profile_of
from schoolgate.gates.web.requests import Asked
from schoolgate.gates.web.rules import Rules
from schoolgate.gates.web.safe_search import SAFER, Rewriting, rewrites
from schoolgate.gates.web.scopes import Who
from schoolgate.gates.web.ways import CANARIES
from schoolgate.kernel.verdicts import Verdict

_SHUT: Final = frozenset({Verdict.BLOCK, Verdict.HOLD})
_DISCOVERY: Final = "resolver.arpa"  # RFC 9462


class Said(NamedTuple):
    """Whether a name is closed, whether all below it is of which nothing else is said, and whether both would be if
    nothing were said of it.
    """

    host: str
    itself: bool
    below: bool
    usual: bool


class Closed:
    """Asks the gate of each name, and of whatever else may be below it, and tells where its answers are not the usual.

    Of two that fit a name the longer decides. ``left_out`` counts what no name server can close.
    """

    def __init__(self, store: Store, rules: Rules, who: Who, at: int) -> None:
        self.store, self.who = store, who
        self.phase: Phase = phase_of(rules, profile_of(rules, who), at)
        self.left_out = {"addresses": 0, "pages": store.pages, "too_long": 0}
        self.everything_else = self.is_closed("*")  # what is not named, as outside a walled garden
        self._closed_below = lru_cache(1 << 16)(lambda host: self.is_closed(f"*.{host}" if host else "*"))

    def is_closed(self, host: str) -> bool:
        """Whether the gate closes a name. ``*.example`` is any name below ``example`` of which nothing is said."""
        decision = answer(self.phase, self.store.of(host), host, Asked.GET, 0, "")
        return decision.verdict in _SHUT

    def names(self) -> Iterator[Said]:
        besides = {*self.phase.entries, *CANARIES, _DISCOVERY}
        for host in sorted(besides):
            yield from self._said(host)
        for host, _, _ in self.store.entries():
            if host not in besides:
                yield from self._said(host)

    def safer(self) -> Iterator[tuple[str, str]]:
        """``(name, name to go to instead)`` of search engines and YouTube, as the level's two switches say."""
        level = self.phase.level
        if level is None:
            return
        for host in (*sorted(SAFER), *_googles()):
            for each in rewrites(host, safe_search=level.safe_search, youtube=level.youtube):
                if each.kind is Rewriting.CNAME and not self.is_closed(host):
                    yield host, each.value

    def said(self, host: str) -> Said:
        return Said(host, self.is_closed(host), self.is_closed(f"*.{host}"), self._closed_below(host.partition(".")[2]))

    def _said(self, host: str) -> Iterator[Said]:
        if is_address(host):
            self.left_out["addresses"] += self.is_closed(host)
        elif len(set((found := self.said(host))[1:])) > 1:
            yield found


def _googles() -> Iterator[str]:
    for top in ("com", "cat", *suffixes().countries()):
        yield f"google.{top}"
        yield f"www.google.{top}"
