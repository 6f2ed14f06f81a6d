"""From facts and controls to how each promise stands. Pure: it is given the policy, and never queries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Final

from schoolgate.controls.contract import Control
from schoolgate.kernel.standings import Finding, Standing, cap_unconfirmed, combine
from schoolgate.policy.own_facts import document_facts, policy_facts, promise_facts
from schoolgate.policy.promises import PolicyInForce, PromiseInForce
from schoolgate.reading.model import Reading
from schoolgate.vocabulary.facts import PromiseFacts
from schoolgate.vocabulary.sources import Source, answered_by


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known on a day besides the policy: facts by key, and those of one promise by its ref and then key."""

    facts: Mapping[str, Any] = field(default_factory=dict)
    of_promises: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


NOTHING: Final = Evidence()
OF_A_PROMISE: Final = "promise."  # how the keys of facts about one promise begin


@dataclass(frozen=True, slots=True)
class PromiseStanding:
    """How one promise stands on a day, why, which checks said so, and what would answer it if nothing does."""

    promise: PromiseInForce
    finding: Finding
    checks: tuple[tuple[str, Finding], ...]  # each control's key with what it found
    would_answer: Source

    @property
    def standing(self) -> Standing:
        return self.finding.standing

    @property
    def answered(self) -> bool:
        return self.standing is not Standing.NOT_KNOWN


@dataclass(frozen=True, slots=True)
class PolicyStanding:
    """Every promise of the policy in force, in the document's order, as they stand on ``on``."""

    policy: PolicyInForce
    on: date
    promises: tuple[PromiseStanding, ...]

    def count(self, standing: Standing) -> int:
        return sum(promise.standing is standing for promise in self.promises)

    @property
    def answered(self) -> int:
        return sum(promise.answered for promise in self.promises)

    def files_that_would_answer(self) -> tuple[tuple[Source, int], ...]:
        """Sources that would answer promises now not known, with how many each; most first."""
        counts: dict[Source, int] = {}
        for promise in self.promises:
            if not promise.answered and promise.would_answer.topics:
                counts[promise.would_answer] = counts.get(promise.would_answer, 0) + 1
        return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0].key)))


def judge(
    policy: PolicyInForce, controls: Iterable[Control], moment: datetime, evidence: Evidence = NOTHING
) -> PolicyStanding:
    """Ask every control that concerns each promise, and combine what they say as it speaks at ``moment``.

    ``moment`` carries the school's time zone, whose day it is that is judged.
    """
    return Judging(policy, controls).at(moment, evidence)


class Judging:
    """One policy with the controls that concern each of its promises, looked up once, to be judged on many days."""

    def __init__(self, policy: PolicyInForce, controls: Iterable[Control]) -> None:
        self.policy = policy
        self._facts = policy_facts(policy)
        asked = Asked(controls)
        self._questions = tuple(asked.of(promise) for promise in policy.promises)

    def at(self, moment: datetime, evidence: Evidence = NOTHING) -> PolicyStanding:
        on = moment.date()
        day = _Day({**evidence.facts, **self._facts}, on)
        judged = (day.judge(one, evidence.of_promises.get(one.promise.ref)) for one in self._questions)
        promises = tuple(replace(one, finding=one.finding.at(moment)) for one in judged)
        return PolicyStanding(self.policy, on, promises)


def foresee(reading: Reading, controls: Iterable[Control], on: date) -> tuple[PromiseStanding, ...]:
    """How the promises of a document would stand if it were put in force today: nobody has confirmed our reading."""
    asked, day = Asked(controls), _Day(document_facts(reading.document), on)
    clauses = (clause for clause in reading.clauses if clause.promises)
    return tuple(
        day.judge(asked.of(PromiseInForce(clause.ref, number, clause, confirmed=False)))
        for number, clause in enumerate(clauses, start=1)
    )


@dataclass(frozen=True, slots=True)
class Question:
    """One promise, and the controls that concern it; the last are asked where none of the others has an answer."""

    promise: PromiseInForce
    about: PromiseFacts
    first: tuple[Control, ...]
    last: tuple[Control, ...]
    source: Source


class Asked:
    """The controls, by the topic they concern."""

    def __init__(self, controls: Iterable[Control]) -> None:
        self._controls = tuple(controls)
        self._by_topic: dict[str, tuple[Control, ...]] = {}

    def of(self, promise: PromiseInForce) -> Question:
        about = promise_facts(promise)
        best = about.topics[0] if about.topics else ""
        if best not in self._by_topic:
            self._by_topic[best] = tuple(one for one in self._controls if one.concerns(about.topics))
        concerned = self._by_topic[best]
        first = tuple(one for one in concerned if not one.fallback)
        last = tuple(one for one in concerned if one.fallback)
        return Question(promise, about, first, last, answered_by(about.topics))


class _Day:
    """One day's facts. A control that looks at nothing of the promise itself is asked once for all of them."""

    def __init__(self, facts: Mapping[str, Any], on: date) -> None:
        self._facts, self._on = facts, on
        self._said: dict[str, Finding | None] = {}

    def judge(self, asked: Question, of_promise: Mapping[str, Any] | None = None) -> PromiseStanding:
        known = {**self._facts, **(of_promise or {}), "policy.promise": asked.about}
        checks = self._answers(asked.first, known) or self._answers(asked.last, known)
        finding = combine([finding for _, finding in checks]) if checks else _nothing_yet(asked.source)
        return PromiseStanding(
            promise=asked.promise,
            finding=finding if asked.promise.confirmed else cap_unconfirmed(finding),
            checks=checks,
            would_answer=asked.source,
        )

    def _answers(self, controls: tuple[Control, ...], known: Mapping[str, Any]) -> tuple[tuple[str, Finding], ...]:
        answers = ((control.key, self._answer(control, known)) for control in controls)
        return tuple((key, finding) for key, finding in answers if finding is not None)

    def _answer(self, control: Control, known: Mapping[str, Any]) -> Finding | None:
        if any(fact == "policy.promise" or fact.startswith(OF_A_PROMISE) for fact in control.facts):
            return control.answer(known, self._on)
        if control.key not in self._said:
            self._said[control.key] = control.answer(known, self._on)
        return self._said[control.key]


def _nothing_yet(source: Source) -> Finding:
    return Finding(Standing.NOT_KNOWN, f"No evidence yet. {source.said[0].upper()}{source.said[1:]} would answer it.")
