"""How well policies are read: promises found, false promises, areas, strength, polarity and clocks, against labels.

    PYTHONPATH=src python -m bench.reading_quality --labels DIR [--misses]

DIR holds labelled documents (see ``bench.reading_labels``); the rule of matching is in ``bench.reading_match``. Prints
a Markdown table by document and pooled: the same input gives the same table. ``--misses`` adds every miss, false
promise and wrong reading, for tuning; never keep that output in the project, since it quotes the schools.
"""

import argparse
import sys
from pathlib import Path

from bench.reading_labels import load_all
from bench.reading_match import match
from bench.reading_score import Score, score_of, table
from schoolgate.reading.formats import extract
from schoolgate.reading.read import read


def measure(folder: Path) -> list[tuple[str, Score]]:
    """Read and score every labelled document of a folder, and pool them in a last row."""
    rows, pooled = [], Score()
    for labelled in load_all(folder):
        reading = read(extract(labelled.path.read_bytes(), labelled.path.name))
        score = score_of(labelled, match(labelled, reading), reading.document)
        rows.append((labelled.name, score))
        pooled.add(score)
    return [*rows, ("pooled", pooled)]


def main(arguments: list[str] | None = None) -> int:
    """Measure a folder and print its table; 2 where the folder is not there or has no labels."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.reading_quality", description="How well policies are read, against labels."
    )
    parser.add_argument("--labels", type=Path, required=True, help="a folder of labelled documents")
    parser.add_argument("--misses", action="store_true", help="list what was missed and read otherwise")
    given = parser.parse_args(arguments)
    rows = measure(given.labels) if given.labels.is_dir() else []
    if len(rows) < 2:
        sys.stderr.write(f"{given.labels} holds no labelled documents. Give a folder with NAME.txt and NAME.yaml.\n")
        return 2
    sys.stdout.write(table(rows))
    if given.misses:
        for name, score in rows[:-1]:
            sys.stdout.write(f"\n## {name}\n" + "".join(f"{note}\n" for note in score.notes))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
