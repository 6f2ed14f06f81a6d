"""The helper: reads questions as they come, many at a time, has them decided, and answers them in one writing.

A swap of lists, rules or whereabouts loses no answer, for each question is decided under one state whole. Where the
desk cannot decide the answer is ``ERR``, and where this process is gone Squid's own is: nothing opens.
"""

import os
import time
from collections.abc import Callable
from typing import Final

from schoolgate.filtering.blocked.tokens import Sealer
from schoolgate.filtering.ways_in.asker import Asker
from schoolgate.filtering.ways_in.desk import Decided, Desk
from schoolgate.filtering.ways_in.squid.lines import INSPECT, LONGEST, LineError, Reader
from schoolgate.gates.web.categories import mask_of
from schoolgate.gates.web.requests import Asked, Decision
from schoolgate.gates.web.safe_search import Rewriting
from schoolgate.kernel.verdicts import Verdict

AT_ONCE: Final = 1 << 16
NEVER_OPENED: Final = ("money",)  # categories of sites that are never opened to look inside
NEVER_OPENED_NAMES: Final = ("nhs.uk", "nhs.net", "nhs.scot", "gov.uk", "gov.scot", "gov.wales", "police.uk", "mod.uk")
_OPEN: Final = frozenset({Verdict.ALLOW, Verdict.WARN})
_NOT_READ: Final = b"0 BH message=not-read\n"
_KEPT: Final = 8192
_MANY: Final = 4  # lines from which it pays to read them together
_A_MINUTE: Final = 60


class Helper:
    """Answers for one school. Not for several threads at once; the desk keeps one of its own."""

    def __init__(
        self, desk: Desk, sealer: Sealer | None = None, ways: dict[str, str] | None = None, *, inspecting: bool = False
    ) -> None:
        self._desk, self._sealer = desk, sealer
        reader = Reader(ways)
        self._decide, self._question, self._many = desk.decide, reader.question, reader.many
        self._shown = frozenset({Asked.GET, Asked.CONNECT} if inspecting else {Asked.GET})
        self._endings: dict[int, tuple[Decision, str]] = {}
        self._tokens: dict[tuple[int, int, str, str], tuple[Decided, str]] = {}
        self._since = 0.0  # when the first of these tokens was sealed
        self._private = mask_of(NEVER_OPENED)

    def answers(self, text: str, at: float) -> str:
        """The answers to some lines, each whole, in their order."""
        if text.count("\n") >= _MANY and (many := self._many(text)) is not None:
            decided = self._desk.decide_many(many.askers, many.hosts, many.asked, many.paths, at)
            answered = zip(many.numbers, decided, many.askers, many.asked, many.paths, strict=True)
            found = [f"{number}{self._ending(done, who, way, path, at)}" for number, done, who, way, path in answered]
        else:
            answer = self.answer
            found = [answer(line, at) for line in text.split("\n") if line]
        found.append("")
        return "\n".join(found)

    def answer(self, line: str, at: float) -> str:
        """The answer to one line, without its end. Never raises."""
        try:
            asked = self._question(line)
        except LineError as error:
            return error.answer
        number, asker, host, way, path, kind = asked
        if kind == INSPECT:
            return f"{number} {'OK' if self._may_be_opened(host) else 'ERR'}"
        return f"{number}{self._ending(self._decide(asker, host, way, at, path), asker, way, path, at)}"

    def _ending(self, decided: Decided, asker: Asker, way: Asked, path: str, at: float) -> str:
        """An answer but for its number."""
        decision = decided.decision
        if decision.verdict in _OPEN:
            return f" OK{self._open_ending(decision)}" if decision.rewrites else " OK"
        if self._sealer is None or way not in self._shown:
            return " ERR"
        return f" ERR message={self._token(self._sealer, decided, asker.address, path, at)}"

    def _open_ending(self, decision: Decision) -> str:
        """What Squid is to do to a request that is let through: which header to add."""
        kept = self._endings.get(id(decision))
        if kept is None:
            if len(self._endings) >= _KEPT:
                self._endings.clear()
            headers = [each for each in decision.rewrites if each.kind is Rewriting.HEADER]
            said = "".join(f" {each.name.lower()}={each.value.lower()}" for each in headers)
            kept = self._endings[id(decision)] = (decision, said)
        return kept[1]

    def _token(self, sealer: Sealer, decided: Decided, address: str, path: str, at: float) -> str:
        """What the block page is found by. For a tunnel only where devices have our certificate: no other shows it."""
        if not 0 <= at - self._since < _A_MINUTE or len(self._tokens) >= _KEPT:
            self._since = at
            self._tokens.clear()
        decision, who, host = decided
        key = (id(decision), id(who), host, address)
        kept = self._tokens.get(key)
        if kept is None:
            token = sealer.token(decision, who, host, at, path=path, address=address)
            kept = self._tokens[key] = (decided, token)
        return kept[1]

    def _may_be_opened(self, host: str) -> bool:
        """Whether what is encrypted may be looked into: never banks, health or government, nor with no lists."""
        lists = self._desk.in_force.lists
        name = host.lower().rstrip(".")
        if lists is None or any(name == each or name.endswith(f".{each}") for each in NEVER_OPENED_NAMES):
            return False
        return not lists.of(name) & self._private


def serve(helper: Helper, questions: int, answers: int, clock: Callable[[], float] = time.time) -> None:
    """Answer what comes in on one file descriptor by the other, until it ends."""
    left = b""
    while chunk := os.read(questions, AT_ONCE):
        whole, end, left = (left + chunk).rpartition(b"\n")
        if end:
            _write(answers, helper.answers(whole.decode("latin-1"), clock()).encode())
        elif len(left) > LONGEST:
            left = b""
            _write(answers, _NOT_READ)


def _write(file: int, data: bytes) -> None:
    while data:
        data = data[os.write(file, data) :]
