"""The gate as a process holds it: the rules and lists of one version, and what was found of them last.

Three things are kept, and none can be out of date. What the lists say of a host, for the last 65,536 hosts: it
depends on no time and on nobody. How the rules stand for some people, until the next moment at which they may change.
And within that the decision on each set of categories. New rules or new lists are a new gate, put in the place of the
old one in a single assignment; so no answer outlives what it was found in, and no request waits.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from schoolgate.gates.web import closing
from schoolgate.gates.web.deciding import CANNOT_DECIDE, answer
from schoolgate.gates.web.hosts import one_host
from schoolgate.gates.web.lists import Categories, Pages
from schoolgate.gates.web.phases import Phase, Profile, phase_of, profile_of
from schoolgate.gates.web.requests import Asked, Decision, Request
from schoolgate.gates.web.rules import Rules
from schoolgate.gates.web.scopes import Who
from schoolgate.gates.web.unreadable import UnreadableError

HOSTS_KEPT: Final = 65_536
PEOPLE_KEPT: Final = 16_384


class WebGate:
    """Answers as ``decide`` does, and quicker. One of these may be used by many threads."""

    def __init__(self, rules: Rules, categories: Categories) -> None:
        self.rules = rules
        self._people: dict[Who, _Standing] = {}
        self._standings: dict[Profile, _Standing] = {}
        self._mask = lru_cache(HOSTS_KEPT)(categories.of)
        self._mask_of_page = categories.of_page if isinstance(categories, Pages) else None

    def decide(self, request: Request) -> Decision:
        """May this site be opened now? Never raises: what it cannot decide is blocked, and says so."""
        try:
            host = one_host(request.host)
            return self.on(host, request.who, request.at, request.asked, request.path, request.record)
        except UnreadableError as error:
            return closing.unreadable(error, self.rules.epoch)
        except Exception:  # whatever is wrong, the gate stays shut
            return CANNOT_DECIDE

    def on(self, host: str, who: Who, at: float, asked: Asked, path: str, record: int) -> Decision:
        """The decision on a host in its one spelling, for those who need that spelling for themselves as well.

        Raises where ``decide`` would block.
        """
        at = int(at)
        standing = self._people.get(who) or self._newcomer(who)
        phase = standing.phase
        if phase is None or not phase.starts <= at < phase.ends:
            phase = standing.phase = phase_of(self.rules, standing.profile, at)
        if len(path) > 1 and self._mask_of_page is not None:
            mask = self._mask_of_page(host, path)
            path = path.partition("?")[0]
        else:
            mask = self._mask(host)
        return answer(phase, mask, host, asked, record, path)

    def _newcomer(self, who: Who) -> "_Standing":
        if len(self._people) >= PEOPLE_KEPT:
            self._people.clear()
            self._standings.clear()
        profile = profile_of(self.rules, who)
        standing = self._people[who] = self._standings.setdefault(profile, _Standing(profile))
        return standing


@dataclass(eq=False, slots=True)
class _Standing:
    """What is for some people, and how it stood when last asked."""

    profile: Profile
    phase: Phase | None = None
