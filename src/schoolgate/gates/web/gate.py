"""The gate as a process holds it: the rules and lists of one version, and what was found of them last.

Three things are kept, and none can be out of date. What the lists say of a host, for the last 32,768 hosts at least:
it depends on no time and on nobody. How the rules stand for some people, until the next moment at which they may
change. And within that the decision on each set of categories. New rules or new lists are a new gate, put in the place
of the old one in a single assignment; so no answer outlives what it was found in, and no request waits.
"""

from dataclasses import dataclass
from typing import Final

from schoolgate.gates.web import closing
from schoolgate.gates.web.deciding import CANNOT_DECIDE, Known, answered, known
from schoolgate.gates.web.hosts import is_settled, one_host
from schoolgate.gates.web.lists import Categories, Pages
from schoolgate.gates.web.phases import Phase, Profile, phase_of, profile_of
from schoolgate.gates.web.requests import Asked, Decision, Request
from schoolgate.gates.web.rules import Rules
from schoolgate.gates.web.scopes import Who
from schoolgate.gates.web.unreadable import UnreadableError

HOSTS_KEPT: Final = 32_768  # of each of two halves: the older goes when the newer is full
PEOPLE_KEPT: Final = 16_384
_LONGEST_KEPT: Final = 255  # of a spelling: nobody fills the memory with them


class WebGate:
    """Answers as ``decide`` does, and quicker. One of these may be used by many threads."""

    def __init__(self, rules: Rules, categories: Categories) -> None:
        self.rules = rules
        self._hosts: dict[str, Known] = {}  # by the spelling that was asked for
        self._older_hosts: dict[str, Known] = {}
        self._people: dict[Who, _Standing] = {}
        self._met: dict[int, tuple[Who, _Standing]] = {}  # the same by identity, which is quicker: each is held here
        self._standings: dict[Profile, _Standing] = {}
        # Nothing here leads back to the gate: one that was replaced goes at once, with its lists and all that it kept.
        self._categories = categories
        self._pages = categories if isinstance(categories, Pages) else None

    def decide(self, request: Request) -> Decision:
        """May this site be opened now? Never raises: what it cannot decide is blocked, and says so."""
        try:
            host = self.known(request.host)
            return self.on(host, request.who, request.at, request.asked, request.path, request.record)
        except UnreadableError as error:
            return closing.unreadable(error, self.rules.epoch)
        except Exception:  # whatever is wrong, the gate stays shut
            return CANNOT_DECIDE

    def known(self, host: str) -> Known:
        """What is known of a host in any spelling. Raises ``UnreadableError``."""
        return self._hosts.get(host) or self._meet(host)

    def phase(self, who: Who, at: float) -> Phase:
        """How the rules stand for someone at a moment, and until when. Raises where there is no such moment."""
        _, standing = self._met.get(id(who)) or self._newcomer(who)
        phase = standing.phase
        if phase is None or not phase.starts <= at < phase.ends:  # both are whole seconds
            phase = standing.phase = phase_of(self.rules, standing.profile, int(at))
        return phase

    def on(self, host: Known, who: Who, at: float, asked: Asked, path: str, record: int) -> Decision:
        """The decision on what ``known`` gave, for those who need the host's one spelling for themselves as well.

        Raises where ``decide`` would block.
        """
        phase = self.phase(who, at)
        mask = host.mask
        if path:
            if host.paged and self._pages is not None and len(path) > 1:
                mask = self._pages.of_page(host.host, path)
            if "?" in path:
                path = path.partition("?")[0]
        return answered(phase, host, mask, asked, record, path)

    def _meet(self, text: str) -> Known:
        found = self._older_hosts.get(text)
        if found is None:
            host = text if is_settled(text) else one_host(text)
            paged = self._pages is not None and self._pages.has_pages(host)
            found = known(host, self._categories.of(host), paged)
        if len(text) <= _LONGEST_KEPT:
            if len(self._hosts) >= HOSTS_KEPT:
                self._older_hosts, self._hosts = self._hosts, {}
            self._hosts[text] = found
        return found

    def _newcomer(self, who: Who) -> "tuple[Who, _Standing]":
        if max(len(self._people), len(self._met)) >= PEOPLE_KEPT:
            self._people.clear()
            self._met.clear()
            self._standings.clear()
        standing = self._people.get(who)
        if standing is None:
            profile = profile_of(self.rules, who)
            standing = self._people[who] = self._standings.setdefault(profile, _Standing(profile))
        found = self._met[id(who)] = (who, standing)
        return found


@dataclass(eq=False, slots=True)
class _Standing:
    """What is for some people, and how it stood when last asked."""

    profile: Profile
    phase: Phase | None = None
