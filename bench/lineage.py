"""How sure an offered match of an old clause with a new one is: measured on edits made up from real readings.

    python -m bench.lineage FILE...

Each policy is edited as schools edit them, by a seeded hand: words swapped for near ones, phrases dropped and added,
sentences moved, split, merged, deleted and written anew. The true pairs are known, so each score's share of right
pairs can be counted. Prints the table that ``schoolgate.reading.lineage.CALIBRATION`` holds, and what was found.
"""

import random
import re
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

from schoolgate.reading.formats import extract
from schoolgate.reading.lineage import best_pairs
from schoolgate.reading.model import Clause, Reading
from schoolgate.reading.read import read

_NEAR = {
    "pupils": "children", "staff": "all adults", "must": "shall", "will": "must", "regularly": "each term",
    "headteacher": "head", "ensure": "make sure", "internet": "web", "use": "make use of", "should": "must",
    "school": "academy", "parents": "families", "report": "tell", "online": "e-", "annually": "every two years",
    "monitored": "watched", "provide": "give", "devices": "equipment", "inform": "tell", "appropriate": "suitable",
    "reviewed": "looked at again", "and": "and also", "images": "pictures", "policy": "policy document",
}  # fmt: skip
_ADDED = (
    " where possible", ", following advice from the trust", " in line with our agreement", " at all times",
    " and keep a record of it", ", including at home", " before the end of term", " by arrangement with the office",
)  # fmt: skip
_EDGES = (0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9)


def reworded(text: str, hand: random.Random, strength: float) -> str:
    """The text with about ``strength`` of its words swapped or dropped, and perhaps a phrase added."""
    words = []
    for word in text.split():
        bare = re.sub(r"\W", "", word).lower()
        if hand.random() < strength and bare in _NEAR:
            words.append(_NEAR[bare])
        elif hand.random() > strength * 0.45:
            words.append(word)
    if hand.random() < strength:
        words.append(hand.choice(_ADDED).strip(" ,"))
    return " ".join(words) or text


def edited(old: Reading, stranger: Reading, hand: random.Random) -> tuple[Reading, dict[str, str]]:
    """A new version of a reading, and which old ref each new ref came from.

    A quarter of the clauses are taken out and as many of another school's put in, which come from none: what is left
    like them is a trap.
    """
    truth: dict[str, str] = {}
    kept: list[Clause] = []
    promises = [c for c in old.clauses if c.promises]
    for number, clause in enumerate(promises):
        fate = hand.random()
        ref = f"new_{number}"
        if fate < 0.25:
            strangers = [c for c in stranger.clauses if c.promises]
            kept.append(replace(hand.choice(strangers), ref=ref, heading=clause.heading, span=clause.span))
            continue
        text = reworded(clause.text, hand, hand.choice((0.2, 0.4, 0.6, 0.8, 0.95)))
        heading = ("Renamed",) if hand.random() < 0.2 else clause.heading
        truth[ref] = clause.ref
        kept.append(replace(clause, ref=ref, text=text, heading=heading))
    if len(kept) > 10:
        for _ in range(len(kept) // 10):
            one = kept.pop(hand.randrange(len(kept)))
            kept.insert(hand.randrange(len(kept)), one)
    return replace(old, clauses=tuple(kept)), truth


def measure(files: list[Path]) -> str:
    """The table of scores and shares, in Markdown."""
    right: Counter[float] = Counter()
    seen: Counter[float] = Counter()
    found = wanted = 0
    readings = [read(extract(path.read_bytes(), path.name)) for path in files]
    for number, (path, old) in enumerate(zip(files, readings, strict=True)):
        for seed in range(5):
            new, truth = edited(old, readings[number - 1], random.Random(f"{path.name} {seed}"))  # noqa: S311
            wanted += len(truth)
            for old_ref, new_ref, points in best_pairs(old, new):
                edge = max((e for e in _EDGES if e <= points), default=0.0)
                seen[edge] += 1
                right[edge] += truth.get(new_ref) == old_ref
                found += truth.get(new_ref) == old_ref
    lines = ["| score from | pairs | right |", "| ---: | ---: | ---: |"]
    lines += [f"| {edge:.2f} | {seen[edge]} | {right[edge] / seen[edge]:.2f} |" for edge in _EDGES if seen[edge]]
    return "\n".join([*lines, "", f"{found} of {wanted} re-worded clauses offered as their old promise."]) + "\n"


if __name__ == "__main__":
    sys.stdout.write(measure([Path(name) for name in sys.argv[1:]]))
