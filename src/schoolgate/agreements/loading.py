"""Answers about pictures from the school's own system: what would be noted, what is old, and a yes for everybody."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import Final

from schoolgate.agreements.access import HOLDERS
from schoolgate.agreements.actions.listing import Listed, load_answers, take_back_answers
from schoolgate.agreements.contract import year_end
from schoolgate.agreements.listed import Pupils
from schoolgate.agreements.queries.blankets import is_blanket
from schoolgate.agreements.queries.listed import known_answers
from schoolgate.agreements.queries.wordings import words_in_force
from schoolgate.feeds.catalogue.consents_csv import ANYWHERE
from schoolgate.feeds.contract import Reject, Row
from schoolgate.frame.actor import Actor
from schoolgate.gates.consent.channels import CHANNELS
from schoolgate.intake.loads.contract import Applied, Change, Plan
from schoolgate.kernel.clocks.months import spelt
from schoolgate.people.models import School

NOTED: Final = "noted"
BLANKET: Final = "blanket"
_ANSWER: Final = {"yes": "granted", "no": "refused"}
type _Said = dict[str, tuple[str, date]]  # by place: the answer, and its day


@dataclass(frozen=True, slots=True)
class _Answers:
    key: str = "picture-answers"
    words: str = "Answers about pictures"
    feeds: tuple[str, ...] = ("consents-csv",)
    roles: tuple[str, ...] = HOLDERS
    holder: str = "office"
    verbs: Mapping[str, str] = MappingProxyType(
        {NOTED: "would be noted", BLANKET: "would wait to be looked at: the same yes for everybody"}
    )

    def plan(self, school: School, rows: Iterable[Row], *, on: date) -> Plan:
        if words_in_force(school, "photo-video", on) is None:
            return Plan(stop="No words about pictures are approved yet: ask the head first. Nothing could be noted.")
        return _Planning(school, on).plan(list(rows))

    def apply(self, school: School, plan: Plan, *, ref: str, actor: Actor, at: datetime) -> Applied:
        load_answers(school, [_listed(change) for change in plan.changes], ref=ref, actor=actor, at=at)
        verbs = [change.verb for change in plan.changes]
        return Applied({verb: verbs.count(verb) for verb in self.verbs})

    def undo(self, school: School, *, ref: str, actor: Actor, at: datetime) -> Applied:
        return Applied({"taken back": take_back_answers(school, ref, actor=actor, at=at)})


LOAD: Final = _Answers()


@dataclass(slots=True)
class _Planning:
    """One plan in the making."""

    school: School
    on: date
    rejects: list[Reject] = field(default_factory=list)
    old: int = 0
    nowhere: int = 0
    unchanged: int = 0

    def plan(self, rows: list[Row]) -> Plan:
        told = self._told(rows)
        blankets = _blankets([said for _, said, _ in told.values()])
        known = known_answers(self.school, self.on)
        changes = []
        for ref, (row, said, name) in told.items():
            for place, (answer, day) in said.items():
                changes += self._change(known.get((ref, place)), ref, name, place, answer, day, row, blankets)
        rejects = tuple(sorted(self.rejects, key=lambda one: (one.part, one.line)))
        return Plan(tuple(changes), rejects, self.unchanged, remarks=self._remarks(blankets))

    def _told(self, rows: list[Row]) -> dict[str, tuple[Row, _Said, str]]:
        """By child: what the file says of them. Two rows that differ say nothing of either."""
        pupils, found, clash = Pupils(self.school, self.on), dict[str, tuple[Row, _Said, str]](), set[str]()
        for row in rows:
            child, wrong = pupils.match(row.values)
            said, fault = self._answers(row) if child else ({}, "")
            if child is None or wrong or fault:
                self._reject(row, wrong or fault)
                continue
            before = found.get(child.ref)
            if before is not None and before[1] != said:
                clash.add(child.ref)
                self._reject(row, f"Another row says otherwise of {child.name}: neither is used.")
            elif before is None:
                found[child.ref] = row, said, child.name
        for ref in clash:
            row, _said, name = found.pop(ref)
            self._reject(row, f"Another row says otherwise of {name}: neither is used.")
        return found

    def _answers(self, row: Row) -> tuple[_Said, str]:
        """What a row says by place; a no that does not say where is one for every place, such a yes for none."""
        said: _Said = {}
        day = row.values.get("given_on", "")
        anywhere = row.values.get(ANYWHERE, "")
        self.nowhere += anywhere not in ("", "no")
        for place in CHANNELS:
            cell = row.values.get(place, "") or ("no" if anywhere == "no" else "")
            if not cell:
                continue
            given = date.fromisoformat(cell if cell not in _ANSWER else day or self.on.isoformat())
            if given > self.on:
                return {}, f"The day of the answer, {spelt(given)}, is still to come."
            if year_end(given) < self.on:
                self.old += 1
                continue
            said[place] = _ANSWER.get(cell, "granted"), given
        return said, ""

    def _change(
        self,
        known: str | None,
        ref: str,
        name: str,
        place: str,
        answer: str,
        day: date,
        row: Row,
        blankets: Mapping[str, date],
    ) -> list[Change]:
        if known == "refused" and answer == "granted":
            self._reject(
                row, f"{name}, {CHANNELS[place]}: the school holds a no. A list does not undo it: ask the family."
            )
            return []
        if known in ("family", answer):
            self.unchanged += 1
            return []
        blanket = answer == "granted" and blankets.get(place) == day
        words = f"{CHANNELS[place]}: {'yes' if answer == 'granted' else 'no'}, {spelt(day)}"
        payload = {"child": ref, "place": place, "answer": answer, "on": day.isoformat(), "blanket": blanket}
        return [Change(BLANKET if blanket else NOTED, name, words, payload, row.line)]

    def _remarks(self, blankets: Mapping[str, date]) -> tuple[str, ...]:
        said = [
            f"The same yes for everybody, dated {spelt(day)}: {CHANNELS[place]}. It counts for nothing until somebody "
            "has looked at each family’s answer."
            for place, day in blankets.items()
        ]
        if self.old:
            said.append(f"{self.old} answers are of an earlier school year, and count for nothing.")
        if self.nowhere:
            said.append(
                f"{self.nowhere} yeses do not say for which place, and count for none: say which place their column "
                "means, or let the families be asked."
            )
        return tuple(said)

    def _reject(self, row: Row, reason: str) -> None:
        self.rejects.append(Reject(row.line, reason, ", ".join(one for one in row.values.values() if one), row.part))


def _blankets(every: list[_Said]) -> dict[str, date]:
    """The places with the same yes of one day for everybody in the file, and nobody's no."""
    found: defaultdict[str, list[tuple[str, date]]] = defaultdict(list)
    for said in every:
        for place, one in said.items():
            found[place].append(one)
    blankets = {}
    for place, some in found.items():
        no = sum(answer == "refused" for answer, _ in some)
        if len(set(some)) == 1 and is_blanket(len(some) - no, no, len(every)):
            blankets[place] = some[0][1]
    return blankets


def _listed(change: Change) -> Listed:
    told = change.payload
    on = date.fromisoformat(str(told["on"]))
    return Listed(str(told["child"]), str(told["place"]), str(told["answer"]), on, bool(told["blanket"]))
