"""Whole addresses answered from a compiled store: the host, and the page where a list names one."""

from dataclasses import dataclass, replace

from schoolgate.filtering.store.layout import ListFacts
from schoolgate.filtering.store.reading import Store
from schoolgate.gates.web import closing
from schoolgate.gates.web.addresses import one_address
from schoolgate.gates.web.categories import CATEGORIES
from schoolgate.gates.web.gate import WebGate
from schoolgate.gates.web.requests import Decision, Request
from schoolgate.gates.web.rules import Rules
from schoolgate.gates.web.scopes import Who
from schoolgate.gates.web.unreadable import UnreadableError
from schoolgate.kernel.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class Answer:
    """``host`` is empty where the address cannot be read. ``listed``: which entry of which list speaks for it;
    ``lifted``: which would, did Schoolgate not know the site to be something else.
    """

    url: str
    host: str
    decision: Decision
    listed: tuple[tuple[str, ListFacts], ...] = ()
    lifted: tuple[tuple[str, ListFacts], ...] = ()


class Answers:
    """What a store and a school's rules say of addresses, for one who asks. The path counts wherever one is given."""

    def __init__(self, store: Store, rules: Rules, who: Who) -> None:
        self._store, self._rules, self._who = store, rules, who
        self._gate = WebGate(rules, store)

    def of(self, url: str, at: float) -> Answer:
        """The answer on an address at a moment, in seconds since 1970. Never raises: what cannot be read is closed."""
        try:
            read = one_address(url)
        except UnreadableError as error:
            return Answer(url, "", closing.unreadable(error, self._rules.epoch))
        asked = with_question(read.path, url)
        decision = self._gate.decide(Request(read.host, self._who, at, path=asked))
        lifted = tuple(self._store.lifted(read.host, asked))
        if lifted and decision.verdict is not Verdict.BLOCK:
            decision = replace(decision, because=f"{decision.because} {_spared(lifted)}")
        return Answer(url, read.host, decision, tuple(self._store.why(read.host, asked)), lifted)


def _spared(lifted: tuple[tuple[str, ListFacts], ...]) -> str:
    words = " and of ".join(dict.fromkeys(CATEGORIES[facts.category].words for _, facts in lifted))
    return f"It stands on a list of {words}, wrongly: Schoolgate knows the site."


def with_question(path: str, url: str) -> str:
    """A path with the question of the address it was read from: what lists of pages are asked with."""
    question = url.partition("#")[0].partition("?")[2]
    return f"{path}?{question}" if question else path
