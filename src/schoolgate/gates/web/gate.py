"""The gate as a process holds it: the rules and lists of one version, and the last answers given.

New rules or new lists are a new gate, put in the place of the old one in a single assignment; so no answer outlives
what it was found in, and no request waits.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from schoolgate.gates.web import closing
from schoolgate.gates.web.deciding import CANNOT_DECIDE, answer, minds_path
from schoolgate.gates.web.hosts import one_host
from schoolgate.gates.web.lists import Categories
from schoolgate.gates.web.phases import Phase, Profile, phase_of, profile_of
from schoolgate.gates.web.requests import Asked, Decision, Request
from schoolgate.gates.web.rules import Rules
from schoolgate.gates.web.scopes import Who
from schoolgate.gates.web.unreadable import UnreadableError

ANSWERS_KEPT: Final = 65_536
PEOPLE_KEPT: Final = 16_384


class WebGate:
    """Answers as ``decide`` does, and quicker. One of these may be used by many threads."""

    def __init__(self, rules: Rules, categories: Categories) -> None:
        self.rules, self._categories = rules, categories
        self._people: dict[Who, _Standing] = {}
        self._standings: dict[Profile, _Standing] = {}
        self._answers = lru_cache(ANSWERS_KEPT)(self._find)

    def decide(self, request: Request) -> Decision:
        """May this site be opened now? Never raises: what it cannot decide is blocked, and says so."""
        try:
            host = one_host(request.host)
            phase = self._phase(request.who, int(request.at))
            asked, record = request.asked, request.record if request.asked is Asked.DNS else 0
            if request.path and phase.paths and minds_path(phase, host):
                return answer(phase, self._categories.of(host), host, asked, record, request.path)
            return self._answers(phase, host, asked, record)
        except UnreadableError as error:
            return closing.unreadable(error, self.rules.epoch)
        except Exception:  # whatever is wrong, the gate stays shut
            return CANNOT_DECIDE

    def _find(self, phase: Phase, host: str, asked: Asked, record: int) -> Decision:
        return answer(phase, self._categories.of(host), host, asked, record, "")

    def _phase(self, who: Who, at: int) -> Phase:
        standing = self._people.get(who)
        if standing is None:
            standing = self._newcomer(who)
        phase = standing.phase
        if phase is None or not phase.starts <= at < phase.ends:
            phase = standing.phase = phase_of(self.rules, standing.profile, at)
        return phase

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
