"""Ground a framework in force asks for and the policy does not cover."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from schoolgate.reading.lint.paper import Ground, Paper, note, paper_of, sentence
from schoolgate.reading.lint.rule import Example, Rule
from schoolgate.reading.model import Clause, Lint

KEY = "missing-ground"
_SURE = 0.75  # under this a sentence has too little to do with the ground to stand beside it


def find(paper: Paper) -> Iterator[Lint]:
    for asked in paper.requirements:
        if not asked.shown_by or not paper.body:
            continue
        shown = re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(words) for words in asked.shown_by)})")
        if shown.search(paper.said):
            continue
        unchecked = "" if asked.checked else ", unchecked"
        near = _nearest(paper, asked)
        yield note(KEY, near, f"{asked.gap} (Asked by: {asked.source}{unchecked}.)", asked.suggestion)


def _nearest(paper: Paper, asked: Ground) -> Clause | None:
    """The sentence that comes closest to the ground, to stand beside the note; none where none does."""
    scores = [
        (max((guess.confidence for guess in clause.topics if guess.key in asked.topics), default=0.0), -at, clause)
        for at, clause in enumerate(paper.body)
    ]
    best = max(scores, key=lambda score: score[:2])
    return best[2] if best[0] >= _SURE else None


@dataclass(frozen=True, slots=True)
class _Asked:
    """A requirement of a made-up framework, for the examples."""

    key: str = "hill/backups"
    source: str = "Hill rules (2026)"
    topics: tuple[str, ...] = ("backup.taken",)
    shown_by: tuple[str, ...] = ("backup", "backed up")
    gap: str = "Nothing here promises backups."
    suggestion: str = "Files are backed up every day."
    checked: bool = True


RULE = Rule(
    KEY,
    "A framework in force asks for ground that no sentence covers.",
    find,
    (
        Example(
            "Not covered.",
            paper_of(sentence("Screens are locked."), requirements=[_Asked()]),
            ("Nothing here promises backups. (Asked by: Hill rules (2026).)",),
        ),
        Example("Covered.", paper_of(sentence("Files are backed up daily."), requirements=[_Asked()])),
        Example(
            "What nobody has confirmed says so.",
            paper_of(sentence("Screens are locked."), requirements=[_Asked(checked=False)]),
            ("Hill rules (2026), unchecked.",),
        ),
    ),
)
