"""Which clauses of a reading answer which labels: the rule by which reading quality is scored.

The document's words are its blocks joined by line ends (the *canvas*). Both sides become spans of it: a clause by its
own span, a label by where its quote stands (exactly, else by best alignment of at least 85 in 100).

- A label **claims** the canvas from its quote to the end of the sentence or block the quote begins in, or to the next
  label, whichever comes first.
- A label is **found** when a clause that promises overlaps its quote by at least half of the shorter of the two. Of
  several such clauses the one that overlaps most speaks for it. Where the quote is the stem of a list, the list's first
  item that promises finds it, since the item carries its stem. One clause may find several labels (a sentence the
  reader kept whole); then each is judged by that clause, and the finer labels lose what the clause cannot say twice.
- A clause that promises is a **false promise** when it overlaps no label's claim and no optional span. A stem whose
  own list items are clauses is neither, since its items carry it.
- A promise inside a **zone** (contents, legislation, references) is counted there alone.
"""

import re
from dataclasses import dataclass

from rapidfuzz import fuzz

from bench.reading_labels import Labelled, Obligation
from schoolgate.reading.model import Clause, Reading

SURE_ENOUGH = 85.0
_END = re.compile(r"[.;!?](?=\s|$)|\n")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters ``start`` to ``end`` of the canvas."""

    start: int
    end: int

    def shared(self, other: "Stretch") -> int:
        return max(0, min(self.end, other.end) - max(self.start, other.start))

    def touches(self, other: "Stretch") -> bool:
        """Whether they share at least half of the shorter of the two."""
        shorter = min(self.end - self.start, other.end - other.start)
        return shorter > 0 and self.shared(other) * 2 >= shorter


@dataclass(frozen=True, slots=True)
class Matched:
    """A document's labels against its reading."""

    found: tuple[tuple[Obligation, Clause], ...]
    missed: tuple[Obligation, ...]
    false: tuple[Clause, ...]
    in_zones: tuple[Clause, ...]
    lost: tuple[str, ...]  # quotes that are not in what was read at all
    unlabelled_words: int


def _folded(text: str) -> str:
    """White space to single spaces, character for character, so that places stay where they are."""
    return re.sub(r"\s", " ", text)


def locate(quote: str, canvas: str, after: int = 0) -> Stretch | None:
    """Where a quote stands in the canvas, or None. White space may differ."""
    pattern = r"\s+".join(re.escape(word) for word in quote.split())
    hit = re.compile(pattern).search(canvas, after) or re.compile(pattern, re.IGNORECASE).search(canvas, after)
    if hit:
        return Stretch(hit.start(), hit.end())
    near = fuzz.partial_ratio_alignment(" ".join(quote.split()), _folded(canvas), score_cutoff=SURE_ENOUGH)
    return Stretch(near.dest_start, near.dest_end) if near else None


def _canvas(reading: Reading) -> tuple[str, list[int]]:
    starts, parts, at = [], [], 0
    for block in reading.extract.blocks:
        starts.append(at)
        parts.append(block.text)
        at += len(block.text) + 1
    return "\n".join(parts), starts


def _claims(quotes: list[Stretch], canvas: str) -> list[Stretch]:
    """Each quote's claim: on to the end of its sentence, or to where the next begins."""
    begins = sorted(q.start for q in quotes)
    claims = []
    for quote in quotes:
        stop = _END.search(canvas, max(quote.start + 1, quote.end - 1))
        end = stop.end() if stop else len(canvas)
        following = next((b for b in begins if b >= quote.end), len(canvas))
        claims.append(Stretch(quote.start, max(quote.end, min(end, following))))
    return claims


def _zones(labelled: Labelled, canvas: str) -> list[Stretch]:
    zones = []
    for zone in labelled.zones:
        first = locate(zone.first, canvas)
        last = locate(zone.last, canvas, first.end) if first else None
        if first and last:
            zones.append(Stretch(first.start, last.end))
    return zones


def _answer(label: Obligation, at: Stretch | None, promises: list[tuple[Clause, Stretch]]) -> Clause | None:
    """The clause that speaks for a label: the one that overlaps most, else the first item of the list it opens."""
    if at is None:
        return None
    direct = [(at.shared(place), -n) for n, (_, place) in enumerate(promises) if at.touches(place)]
    if direct:
        return promises[-max(direct)[1]][0]
    words = " ".join(label.quote.split())
    return next((clause for clause, _ in promises if words in " ".join(clause.stem.split())), None)


def match(labelled: Labelled, reading: Reading) -> Matched:
    """The labels of a document against its reading, by the rule above."""
    canvas, starts = _canvas(reading)
    placed = [(one, locate(one.quote, canvas)) for one in labelled.obligations]
    optional = [at for quote in labelled.optional if (at := locate(quote, canvas))]
    quotes = [at for _, at in placed if at]
    claims = _claims(quotes + optional, canvas)
    zones = _zones(labelled, canvas)

    stems = {clause.stem for clause in reading.clauses if clause.stem}
    promises = [
        (clause, Stretch(starts[clause.span.block] + clause.span.start, starts[clause.span.block] + clause.span.end))
        for clause in reading.clauses
        if clause.promises
    ]
    found, missed = [], []
    for one, at in placed:
        answer = _answer(one, at, promises)
        if answer:
            found.append((one, answer))
        else:
            missed.append(one)

    false, in_zones = [], []
    for clause, place in promises:
        if any(zone.touches(place) for zone in zones):
            in_zones.append(clause)
        elif clause.text not in stems and not any(claim.shared(place) for claim in claims):
            false.append(clause)
    claimed = sum(len(canvas[c.start : c.end].split()) for c in claims)
    return Matched(
        found=tuple(found),
        missed=tuple(missed),
        false=tuple(false),
        in_zones=tuple(in_zones),
        lost=tuple(one.quote for one, at in placed if at is None),
        unlabelled_words=max(0, len(canvas.split()) - claimed),
    )
