"""What a reading scores against labels: counts that add up over documents, and the table made of them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, fields
from typing import Final

from bench.reading_facts import judge_facts
from bench.reading_labels import Clock, Labelled, Obligation
from bench.reading_match import Matched
from schoolgate.reading.model import Clause, DocumentFacts, When

_MONTHS: Final = {"month": 1, "year": 12}
_DAYS: Final = {"day": 1, "week": 7}


@dataclass(slots=True)
class Score:
    """Counts that add up over documents; ``x of y`` pairs are counted over labels that were found."""

    labels: int = 0
    found: int = 0
    false: int = 0
    words: int = 0
    in_zones: int = 0
    lost: int = 0
    area_first: int = 0
    area_any: int = 0
    strength: int = 0
    polarity: int = 0
    who: int = 0
    clocks: int = 0
    clock_exact: int = 0
    clock_kind: int = 0
    vague: int = 0
    vague_seen: int = 0
    made_up_clocks: int = 0
    facts: int = 0
    facts_right: int = 0
    notes: list[str] = field(default_factory=list)

    def add(self, other: "Score") -> None:
        for one in fields(self):
            setattr(self, one.name, getattr(self, one.name) + getattr(other, one.name))


def _period(n: int, unit: str) -> tuple[int, str]:
    """A period in its smallest sure unit, so that 12 months and a year are one."""
    if unit in _MONTHS:
        return n * _MONTHS[unit], "month"
    if unit in _DAYS:
        return n * _DAYS[unit], "day"
    return n, unit


def _same_period(label: Clock, when: When | None) -> bool:
    if when is None or when.n is None or when.unit is None or label.n is None or label.unit is None:
        return False
    return _period(label.n, label.unit) == _period(when.n, when.unit)


def _judge_clock(score: Score, label: Obligation, clause: Clause) -> str:
    """Count one found label's clock; the words of what is wrong, or nothing."""
    want, got = label.when, clause.when
    has_number = got is not None and got.n is not None
    if want is None or want.n is None:
        score.made_up_clocks += has_number
        if want is not None:
            score.vague += 1
            score.vague_seen += got is not None and got.n is None
        return f"clock made up: {got}" if has_number else ""
    score.clocks += 1
    exact = _same_period(want, got)
    score.clock_exact += exact
    score.clock_kind += exact and got is not None and got.clock == want.clock
    return "" if exact else f"clock {want.n} {want.unit}, read {got}"


def _judge(score: Score, label: Obligation, clause: Clause) -> list[str]:
    """Count one found label's attributes; what was read otherwise."""
    wrong = []
    first = bool(clause.areas) and clause.areas[0] == label.areas[0]
    # Any of the clause's three areas that is the label's first, or its own first among the label's three.
    among = label.areas[0] in clause.areas[:3]
    score.area_first += first
    score.area_any += among
    score.strength += clause.strength == label.strength
    score.polarity += clause.polarity == label.polarity
    score.who += label.who in clause.who
    if not first:
        wrong.append(f"area {label.areas[0]}, read {', '.join(clause.areas) or 'none'}")
    if clause.strength != label.strength:
        wrong.append(f"strength {label.strength}, read {clause.strength}")
    if clause.polarity != label.polarity:
        wrong.append(f"polarity {label.polarity}, read {clause.polarity}")
    if label.who not in clause.who:
        wrong.append(f"who {label.who}, read {', '.join(clause.who) or 'none'}")
    clock = _judge_clock(score, label, clause)
    return [*wrong, clock] if clock else wrong


def score_of(labelled: Labelled, matched: Matched, read: DocumentFacts) -> Score:
    """The counts of one document, with a note on everything that was not read as labelled."""
    facts = judge_facts(labelled.metadata, read)
    score = Score(
        labels=len(labelled.obligations),
        found=len(matched.found),
        false=len(matched.false),
        words=matched.unlabelled_words,
        in_zones=len(matched.in_zones),
        lost=len(matched.lost),
        facts=len(facts),
        facts_right=sum(facts.values()),
    )
    score.notes += [f"FACT    {name}: {labelled.metadata[name]}" for name, right in facts.items() if not right]
    score.notes += [f"MISSED  {one.quote} [{one.areas[0]}]" for one in matched.missed]
    score.notes += [f"FALSE   {clause.text} [stem: {clause.stem}]" for clause in matched.false]
    score.notes += [f"IN ZONE {clause.text}" for clause in matched.in_zones]
    score.notes += [f"LOST    {quote}" for quote in matched.lost]
    for label, clause in matched.found:
        wrong = _judge(score, label, clause)
        if wrong:
            score.notes.append(f"READ    {label.quote} :: {'; '.join(wrong)}")
    return score


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else "n/a"


_COLUMNS: Final[tuple[tuple[str, Callable[[Score], str]], ...]] = (
    ("promises", lambda s: str(s.labels)),
    ("found", lambda s: _share(s.found, s.labels)),
    ("false", lambda s: str(s.false)),
    ("false per 1,000 words", lambda s: f"{1000 * s.false / s.words:.1f}" if s.words else "n/a"),
    ("in contents or law", lambda s: str(s.in_zones)),
    ("area first", lambda s: _share(s.area_first, s.found)),
    ("area in three", lambda s: _share(s.area_any, s.found)),
    ("strength", lambda s: _share(s.strength, s.found)),
    ("polarity", lambda s: _share(s.polarity, s.found)),
    ("who", lambda s: _share(s.who, s.found)),
    ("clock exact", lambda s: f"{s.clock_exact} of {s.clocks}"),
    ("which clock", lambda s: f"{s.clock_kind} of {s.clocks}"),
    ("vague seen", lambda s: f"{s.vague_seen} of {s.vague}"),
    ("made-up clocks", lambda s: str(s.made_up_clocks)),
    ("own facts", lambda s: f"{s.facts_right} of {s.facts}"),
)


def table(rows: Iterable[tuple[str, Score]]) -> str:
    """The Markdown table of the scores, a row a document."""
    lines = [
        "| document | " + " | ".join(head for head, _ in _COLUMNS) + " |",
        "| --- |" + " ---: |" * len(_COLUMNS),
    ]
    lines += [f"| {name} | " + " | ".join(cell(score) for _, cell in _COLUMNS) + " |" for name, score in rows]
    return "\n".join(lines) + "\n"
