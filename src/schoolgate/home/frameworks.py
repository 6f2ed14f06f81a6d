"""Which sentence of the policy meets which requirement of a national framework, and which no sentence meets.

Pure: from how promises stand and the frameworks in force to plain values for a page. A framework never names a
school's sentences; the two meet at subjects, and at the words that a framework says would show it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from schoolgate.controls.contract import ANY_TOPIC
from schoolgate.controls.registry import CONTROLS
from schoolgate.evidence.judging import PromiseStanding
from schoolgate.kernel.standings import Standing, worst
from schoolgate.policy.packs import Pack, Requirement

MOST_SENTENCES: Final = 3  # beside one requirement; the rest are counted
_BEST: Final = 2  # subjects of a sentence that speak for it


@dataclass(frozen=True, slots=True)
class Met:
    """One requirement and the promises that meet it, in the policy's order; none where no sentence does."""

    requirement: Requirement
    promises: tuple[PromiseStanding, ...]

    @property
    def standing(self) -> Standing | None:
        """How the promises stand together: as the worst of them. None where there are none."""
        return worst(promise.standing for promise in self.promises) if self.promises else None

    @property
    def shown(self) -> tuple[PromiseStanding, ...]:
        return self.promises[:MOST_SENTENCES]

    @property
    def more(self) -> int:
        return len(self.promises) - len(self.shown)

    @property
    def checks(self) -> tuple[str, ...]:
        """What each check is called that looks at one of its subjects, whether or not it has found anything yet."""
        asked = set(self.requirement.topics)
        return tuple(one.title for one in CONTROLS if one.topics != ANY_TOPIC and asked.intersection(one.topics))


@dataclass(frozen=True, slots=True)
class Framework:
    """One framework with every requirement of it that is in force that day."""

    pack: Pack
    met: tuple[Met, ...]

    @property
    def counts(self) -> tuple[tuple[Standing | None, int], ...]:
        """How many requirements stand how, the five marks in order and then those with no promise; none left out."""
        found = [one.standing for one in self.met]
        return tuple((name, found.count(name)) for name in (*Standing, None))

    @property
    def promised(self) -> int:
        return sum(bool(one.promises) for one in self.met)


def frameworks(packs: Iterable[Pack], promises: Sequence[PromiseStanding], asked: set[str]) -> tuple[Framework, ...]:
    """The frameworks with the requirements whose keys are ``asked``; one that asks nothing is left out."""
    said = [(promise, _words(promise)) for promise in promises]
    found = (
        Framework(pack, tuple(Met(one, _meeting(one, said)) for one in pack.requirements if one.key in asked))
        for pack in packs
    )
    return tuple(framework for framework in found if framework.met)


def owners(frames: Iterable[Framework]) -> tuple[str, ...]:
    """The roles whom the frameworks name, each once, most named first."""
    named = [role for frame in frames for one in frame.met for role in one.requirement.who]
    return tuple(sorted(dict.fromkeys(named), key=lambda role: -named.count(role)))


def only(frames: Iterable[Framework], *, who: str = "", unmet: bool = False) -> tuple[Framework, ...]:
    """What one role must do, or what no sentence promises; a framework with nothing left is left out."""
    kept = (
        Framework(
            frame.pack,
            tuple(one for one in frame.met if (not who or who in one.requirement.who) and not (unmet and one.promises)),
        )
        for frame in frames
    )
    return tuple(frame for frame in kept if frame.met)


def _meeting(asked: Requirement, said: Iterable[tuple[PromiseStanding, str]]) -> tuple[PromiseStanding, ...]:
    """By the words that show it, where the framework gives any, among sentences on its subject or near it; else by
    subject alone.
    """
    subjects = set(asked.topics)
    if not asked.shown_by:
        return tuple(promise for promise, _words in said if subjects & set(_subjects(promise)[:_BEST]))
    shown = re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(words.casefold()) for words in asked.shown_by)})")
    areas = {topic.partition(".")[0] for topic in asked.topics}
    return tuple(
        promise
        for promise, words in said
        if shown.search(words) and areas & {topic.partition(".")[0] for topic in _subjects(promise)}
    )


def _subjects(promise: PromiseStanding) -> list[str]:
    return [guess.key for guess in promise.promise.clause.topics]


def _words(promise: PromiseStanding) -> str:
    clause = promise.promise.clause
    return " ".join((*clause.heading[-1:], clause.stem, clause.text)).casefold()
