"""How well and how fast typed words are judged, on each set of labelled texts.

PYTHONPATH=src .venv/bin/python -m bench.judging            # figures
PYTHONPATH=src .venv/bin/python -m bench.judging --wrong last   # and which were wrong
"""

import argparse
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from schoolgate.monitoring.judging import Judged, judge

LABELS = Path(__file__).parent / "labels" / "judging"
SETS = {
    "dev": "tuned to",
    "dev2": "tuned to",
    "dev3": "tuned to",
    "held": "written before the rules, by their author; never fitted to",
    "last": "written after the rules, by their author; judged once and never fitted to",
    "blind-1a": "by somebody who never saw a rule; lines 1, 3, 5 and so on: tuned to after they were judged once",
    "blind-1b": "by the same; lines 2, 4, 6 and so on: never tuned to",
    "blind-2": "by another who never saw a rule; judged after all tuning, never tuned to",
}


def labelled(name: str, kind: str) -> Iterator[tuple[str, str]]:
    """``(what it is about, text)`` of one set; ``kind`` is risk or harmless."""
    if name.startswith("blind"):  # texts alone, one a line; a set that ends in a or b is every other line of it
        half = name[-1] in "ab"
        whole = (LABELS / f"{name[:-1] if half else name}-{kind}.txt").read_text(encoding="utf-8").splitlines()
        yield from (("", text) for text in whole[name.endswith("b") :: 2 if half else 1])
        return
    for line in (LABELS / f"{name}-{kind}.txt").read_text(encoding="utf-8").splitlines():
        about, _, text = line.partition("|")
        yield about, text


def share(judged: list[Judged], severity: str = "") -> float:
    """Of ``judged``, the share that is queued; or, of a severity."""
    return sum(each.severity == severity if severity else each.alert for each in judged) / len(judged)


def figures(name: str) -> tuple[float, float, float]:
    """Of a set: the share of risk that is queued, of harmless that is queued, of harmless that is high."""
    risk = [judge(text) for _, text in labelled(name, "risk")]
    harmless = [judge(text) for _, text in labelled(name, "harmless")]
    return share(risk), share(harmless), share(harmless, "high")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wrong", metavar="SET", choices=SETS)
    given = parser.parse_args()
    for name, what in SETS.items():
        queued, harmless, high = figures(name)
        say(f"{name:<8} risk queued {queued:.3f}  harmless queued {harmless:.3f}  harmless high {high:.3f}  ({what})")
    texts = [text for name in SETS for kind in ("risk", "harmless") for _, text in labelled(name, kind)]
    began = time.process_time()
    for text in texts:
        judge(text)
    say(f"{len(texts) / (time.process_time() - began):,.0f} alarming texts a second of processor time")
    for kind in ("risk", "harmless") if given.wrong else ():
        for about, text in labelled(given.wrong, kind):
            judged = judge(text)
            if judged.alert != (kind == "risk"):
                say(f"{kind}, {about}: {text}: {judged.score} {judged.because}")


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
