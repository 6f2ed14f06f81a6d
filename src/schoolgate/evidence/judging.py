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
from schoolgate.vocabulary.sources import Source, answered_by


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known on a day besides the policy: facts by key, and those of one promise by its ref and then key."""

    facts: Mapping[str, Any] = field(default_factory=dict)
    of_promises: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


NOTHING: Final = Evidence()


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
    asked, on = tuple(controls), moment.date()
    facts = {**evidence.facts, **policy_facts(policy)}
    judged = (
        _judge_one(promise, {**facts, **evidence.of_promises.get(promise.ref, {})}, asked, on)
        for promise in policy.promises
    )
    promises = tuple(replace(one, finding=one.finding.at(moment)) for one in judged)
    return PolicyStanding(policy, on, promises)


def foresee(reading: Reading, controls: Iterable[Control], on: date) -> tuple[PromiseStanding, ...]:
    """How the promises of a document would stand if it were put in force today: nobody has confirmed our reading."""
    facts, asked = document_facts(reading.document), tuple(controls)
    clauses = (clause for clause in reading.clauses if clause.promises)
    return tuple(
        _judge_one(PromiseInForce(clause.ref, number, clause, confirmed=False), facts, asked, on)
        for number, clause in enumerate(clauses, start=1)
    )


def _judge_one(
    promise: PromiseInForce, facts: Mapping[str, Any], controls: tuple[Control, ...], on: date
) -> PromiseStanding:
    about = promise_facts(promise)
    known = {**facts, "policy.promise": about}
    asked = [control for control in controls if control.concerns(about.topics)]
    checks = _answers((one for one in asked if not one.fallback), known, on)
    checks = checks or _answers((one for one in asked if one.fallback), known, on)
    source = answered_by(about.topics)
    finding = combine([finding for _, finding in checks]) if checks else _nothing_yet(source)
    return PromiseStanding(
        promise=promise,
        finding=finding if promise.confirmed else cap_unconfirmed(finding),
        checks=checks,
        would_answer=source,
    )


def _answers(controls: Iterable[Control], known: Mapping[str, Any], on: date) -> tuple[tuple[str, Finding], ...]:
    answers = ((control.key, control.answer(known, on)) for control in controls)
    return tuple((key, finding) for key, finding in answers if finding is not None)


def _nothing_yet(source: Source) -> Finding:
    return Finding(Standing.NOT_KNOWN, f"No evidence yet. {source.said[0].upper()}{source.said[1:]} would answer it.")
