"""Fit the weights of ``phrases/leaning.tsv`` to our own texts: logistic regression, no chance in it.

    PYTHONPATH=src .venv/bin/python -m bench.judging_train            # write the file
    PYTHONPATH=src .venv/bin/python -m bench.judging_train --folds 5  # only say how it does on texts left out

The texts are those in ``bench/labels/judging`` that are for tuning, and ordinary searches made here. The held-out ones
are never read.
"""

import argparse
import sys
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np

from schoolgate.monitoring.judging.finding import finder
from schoolgate.monitoring.judging.leaning import features

LABELS = Path(__file__).parent / "labels" / "judging"
TUNING = ("dev", "dev2", "dev3")
_ASKS = (
    "what is a {}", "{} facts", "{} for kids", "how do you draw {}", "pictures of {}",
    "{} games", "why are {} important",
    "how to make a {}",
    "{}", "{} bbc bitesize", "my {} project", "where do {} live", "i like {}", "{} video", "{} near me",
)  # fmt: skip
_THINGS = (
    "volcano",
    "rainforest", "fractions", "times tables", "romans", "football", "dinosaur", "castle", "pizza", "planets",
    "adverbs", "hedgehog", "river", "scooter", "spelling test", "lego car",
    "unicorn", "train", "christmas tree",
    "electric circuit",
    "weather", "mountains", "owl babies", "phonics", "paper aeroplane",
    "great wall of china", "birthday cake", "school",
    "tree house", "slime", "coordinates", "world cup", "rabbits", "mosaic",
    "sound waves", "magnets", "art", "swimming pool",
)  # fmt: skip
CATEGORY = {
    "hate": "discrimination", "nudify": "image-abuse",
    "scam": "fraud", "running": "running-away", "marriage": "honour",
    "evade": "wellbeing", "ai": "wellbeing", "url": "pornography", "title": "pornography",
}  # fmt: skip


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def texts() -> list[tuple[str, str]]:
    """``(category or "", text)`` of everything to fit to."""
    found = []
    for name in TUNING:
        for line in (LABELS / f"{name}-risk.txt").read_text(encoding="utf-8").splitlines():
            kind, _, text = line.partition("|")
            found.append((CATEGORY.get(kind, kind), text))
        for line in (LABELS / f"{name}-harmless.txt").read_text(encoding="utf-8").splitlines():
            found.append(("", line.partition("|")[2]))
    made = [("", ask.format(thing)) for at, ask in enumerate(_ASKS) for thing in _THINGS[at % 3 :: 3]]
    return found + made


def fitted(rows: list[list[str]], risky: np.ndarray, strength: float) -> tuple[dict[str, float], float]:
    """Weights by feature, and the bias: gradient descent to the optimum of a logistic loss with a quadratic penalty."""
    count = Counter(name for row in rows for name in set(row))
    names = {name: at for at, name in enumerate(sorted(name for name, times in count.items() if times > 1))}
    table = np.zeros((len(rows), len(names)), dtype=np.float32)
    for at, row in enumerate(rows):
        for name in set(row) & names.keys():
            table[at, names[name]] = 1
    weights, bias = np.zeros(len(names), dtype=np.float32), 0.0
    weigh = np.where(risky, 0.5 / risky.mean(), 0.5 / (1 - risky.mean())).astype(np.float32)
    momentum = np.zeros_like(weights)
    for _ in range(250):
        wrong = weigh * (1 / (1 + np.exp(-(table @ weights + bias))) - risky)
        momentum = 0.9 * momentum + (table.T @ wrong / len(rows) + strength * weights)
        weights -= 0.6 * momentum
        bias -= 0.6 * float(wrong.mean())
    return dict(zip(names, weights.tolist(), strict=True)), bias


def prepared() -> tuple[list[tuple[str, str]], list[list[str]], np.ndarray]:
    found, labelled = finder(), texts()
    rows = []
    for _, text in labelled:
        read = found.read(found.words(text))
        rows.append(list(features(read.words, read.spans)))
    return labelled, rows, np.array([bool(category) for category, _ in labelled])


def folds(count: int, strength: float) -> None:
    _, rows, risky = prepared()
    chance = np.zeros(len(rows))
    for fold in range(count):
        out = np.arange(len(rows)) % count == fold
        weights, bias = fitted([row for row, left in zip(rows, out, strict=True) if not left], risky[~out], strength)
        for at in np.flatnonzero(out):
            chance[at] = 1 / (1 + np.exp(-(bias + sum(weights.get(name, 0) for name in set(rows[at])))))
    for least in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
        told = chance >= least
        say(f"{strength} {least}: risk {told[risky].mean():.3f}, harmless {told[~risky].mean():.3f}")


def write(strength: float) -> None:
    labelled, rows, risky = prepared()
    weights, bias = fitted(rows, risky, strength)
    by = defaultdict[str, Counter[str]](Counter)
    for (category, _), row in zip(labelled, rows, strict=True):
        for name in set(row) if category else ():
            by[name][category] += 1
    lines = [
        "# Fitted by bench/judging_train.py to our own texts: feature, weight, and the categories it was seen in.",
        f"\t{bias:.3f}",
    ]
    for name, weight in sorted(weights.items()):
        if abs(weight) >= 0.03:
            seen = sum(by[name].values())
            shares = ",".join(f"{category}:{times / seen:.2f}" for category, times in by[name].most_common(3))
            lines.append(f"{name}\t{weight:.3f}" + (f"\t{shares}" if weight > 0 and shares else ""))
    target = Path("src/schoolgate/monitoring/phrases/leaning.tsv")
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")
    say(f"{target}: {len(lines) - 2} features")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--strength", type=float, default=0.002)
    given = parser.parse_args()
    if given.folds:
        folds(given.folds, given.strength)
    else:
        write(given.strength)
