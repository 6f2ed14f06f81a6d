"""How fast and how large ``policy read`` is, with other programs that only take the text out beside it.

    PYTHONPATH=src python -m bench.policy_read [--seeds DIR] [--peers PYTHON] [--out FILE]

Makes its own PDFs, of our own words, with a running header, bullets and tables. DIR may hold policies as .txt to time
too. PYTHON is an interpreter that has pdfminer.six, pdfplumber and markitdown (a throw-away environment will do). Runs
the command as a person does, five times each (other programs once), and keeps the quickest; memory is the highest of
all its processes together. Exits 1 where a figure misses its floor.
"""

import argparse
import contextlib
import os
import platform
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import psutil

import schoolgate
from schoolgate.reading.formats.tests.pdf_writer import Page, pdf, wrapped

ROUNDS: Final = 5
COMMAND: Final = (sys.executable, "-m", "schoolgate")
PEERS: Final = {
    "pdfminer.six": "import sys; from pdfminer.high_level import extract_text; extract_text(sys.argv[1])",
    "pdfplumber": "import sys, pdfplumber; [p.extract_text() for p in pdfplumber.open(sys.argv[1]).pages]",
    "markitdown": "import sys; from markitdown import MarkItDown; MarkItDown().convert(sys.argv[1]).text_content",
}
WHO: Final = (
    "The computing lead",
    "The headteacher",
    "Every member of staff",
    "The governors",
    "The office",
    "Visitors",
    "Parents",
)
DOES: Final = (
    "must check that the filter works on every tablet and laptop",
    "should tell the office at once when something is wrong",
    "will keep a list of the equipment that goes home",
    "may use the guest network after signing the visitors' agreement",
    "must not share a password with anybody, at school or at home",
    "reads the log of incidents and says what has changed",
    "will make sure that pupils know whom to ask for help when they see something that worries them",
)
WHEN: Final = ("each term", "every week", "within one working day", "at the start of each academic year", "in time")


@dataclass(frozen=True, slots=True)
class Figure:
    """What one run took: wall-clock seconds, processor seconds, and peak resident memory in millions of bytes."""

    seconds: float
    work: float
    memory: float


def document(pages: int) -> bytes:
    """A made-up policy of that many full pages, the same each time."""
    chance = random.Random(pages)  # noqa: S311 - words for a measurement, no secret
    made = []
    for number in range(1, pages + 1):
        page = Page()
        page.text(60, 812, "Robin Hill Infant School: online safety policy", 9)
        page.text(280, 28, f"Page {number} of {pages}", 9)
        _fill(page, number, chance)
        made.append(page)
    return pdf(made, "Online Safety Policy")


def _sentence(chance: random.Random) -> str:
    return f"{chance.choice(WHO)} {chance.choice(DOES)} {chance.choice(WHEN)}."


def _fill(page: Page, number: int, chance: random.Random) -> None:
    y = 780
    part = 0
    while y > 130:
        part += 1
        page.text(
            60, y, f"{number}.{part} {chance.choice(WHO).removeprefix('The ').capitalize()} and safety", 13, bold=True
        )
        y -= 22
        for line in wrapped(" ".join(_sentence(chance) for _ in range(4)), 470):
            page.text(60, y, line)
            y -= 14
        for _ in range(4):
            y -= 4
            page.text(72, y, "•")
            for line in wrapped(_sentence(chance), 440):
                page.text(86, y, line)
                y -= 14
        y -= 14
    if number % 5 == 0:
        _table(page, chance)


def _table(page: Page, chance: random.Random) -> None:
    rows = [("Role", "When"), *((chance.choice(WHO), chance.choice(WHEN)) for _ in range(3))]
    top = 115
    for i in range(len(rows) + 1):
        page.rule(60, top - 18 * i, 500, top - 18 * i)
    for x in (60, 260, 500):
        page.rule(x, top, x, top - 18 * len(rows))
    for i, cells in enumerate(rows):
        for x, text in zip((65, 265), cells, strict=True):
            page.text(x, top - 13 - 18 * i, text)


def run(command: Sequence[str], rounds: int = ROUNDS) -> Figure:
    """The quickest of some runs of a command."""
    return min((_once(command) for _ in range(rounds)), key=lambda figure: figure.seconds)


def _once(command: Sequence[str]) -> Figure:
    started, worked = time.perf_counter(), _worked()
    process = psutil.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=_environment())
    peak = 0
    while process.poll() is None:
        peak = max(peak, _resident(process))
        time.sleep(0.01)
    seconds = time.perf_counter() - started
    complaint = process.stderr.read().decode() if process.stderr else ""
    if process.returncode:
        raise SystemExit(f"{' '.join(command[:4])} ended with {process.returncode}: {complaint[-500:]}")
    return Figure(seconds, _worked() - worked, peak / 1e6)


def _environment() -> dict[str, str]:
    """This one's, with compiled modules kept as an installed Schoolgate has them."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _worked() -> float:
    """Processor seconds of all processes that this one has waited for, and of those that they did."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _resident(process: psutil.Process) -> int:
    total = 0
    with contextlib.suppress(psutil.Error):  # it ended while we looked
        for each in [process, *process.children(recursive=True)]:
            total += each.memory_info().rss
    return total


def measure(folder: Path, seeds: Path | None, peers: str | None) -> tuple[list[str], list[str]]:
    """The lines of the report, and the floors that were missed."""
    files = {pages: folder / f"{pages}.pdf" for pages in (10, 20, 40, 50, 80)}
    for pages, file in files.items():
        file.write_bytes(document(pages))
    starts = [run((*COMMAND, "--help")), run((*COMMAND, "policy", "read", "--help"))]
    start = max(starts, key=lambda figure: figure.seconds)
    read = {pages: run((*COMMAND, "policy", "read", "--json", str(file))) for pages, file in files.items()}
    fifty = read[50]
    rows = [
        ("start-up (the slower of `--help`, `policy read --help`)", start, 0.3),
        ("50-page PDF, whole command", fifty, 3.0),
        *((name, figure, start.seconds + 0.5) for name, figure in _seeds(seeds)),
    ]
    growth = (read[80].work - read[40].work) / max(read[40].work - read[20].work, 1e-9)
    lines = ["| What | Seconds | Floor | Processor seconds | Kept |", "| --- | --- | --- | --- | --- |"]
    for what, figure, floor in rows:
        kept = "yes" if figure.seconds < floor else "no"
        lines.append(f"| {what} | {figure.seconds:.2f} | {floor:.2f} | {figure.work:.2f} | {kept} |")
    kept = "yes" if fifty.memory < 300 else "no"
    lines.append(f"| 50-page PDF, all processes together | {fifty.memory:.0f} MB | 300 MB | | {kept} |")
    kept = "yes" if growth < 2.6 else "no"
    lines.append(f"| work of 40 to 80 pages over 20 to 40 (linear is 2) | {growth:.2f} | 2.60 | | {kept} |")
    missed = [line for line in lines if line.endswith("| no |")]
    lines += ["", "| Pages | Seconds | Processor seconds | Of those, a page |", "| --- | --- | --- | --- |"]
    for pages, figure in read.items():
        each = (figure.work - start.work) / pages
        lines.append(f"| {pages} | {figure.seconds:.2f} | {figure.work:.2f} | {each:.4f} |")
    return [*lines, *_beside(files[50], fifty, peers)], missed


def _seeds(seeds: Path | None) -> list[tuple[str, Figure]]:
    return [
        (
            f"text {i} of {file.stat().st_size / 1000:.0f} kB (floor: start-up and 0.50)",
            run((*COMMAND, "policy", "read", str(file))),
        )
        for i, file in enumerate(sorted(seeds.glob("*.txt")) if seeds else [], 1)
    ]


def _beside(file: Path, ours: Figure, peers: str | None) -> list[str]:
    """Other programs on the same file in the same run. They take the text out and understand nothing."""
    if not peers:
        return ["", "No other program was measured in this run."]
    lines = [
        "",
        "| 50-page PDF | Seconds | Processor seconds | Memory | Work to ours |",
        "| --- | --- | --- | --- | --- |",
    ]
    what = "`policy read`: text, clauses, lint"
    lines.append(f"| {what} | {ours.seconds:.2f} | {ours.work:.2f} | {ours.memory:.0f} MB | 1.00 |")
    for name, code in PEERS.items():
        theirs = run((peers, "-c", code, str(file)), rounds=1)
        figures = f"{theirs.seconds:.2f} | {theirs.work:.2f} | {theirs.memory:.0f} MB | {theirs.work / ours.work:.2f}"
        lines.append(f"| {name}: text only | {figures} |")
    return lines


def _versions(peers: str | None) -> str:
    ours = f"Python {platform.python_version()}, schoolgate {schoolgate.__version__}, {psutil.cpu_count()} processors"
    if not peers:
        return ours
    code = (
        "from importlib.metadata import version as v; print(*(f'{n} {v(n)}' for n in "
        + repr(tuple(PEERS))
        + "), sep=', ')"
    )
    return ours + ", " + subprocess.run((peers, "-c", code), capture_output=True, text=True, check=True).stdout.strip()  # noqa: S603


def main(arguments: list[str] | None = None) -> int:
    """Measure, print, and write the results where asked."""
    parser = argparse.ArgumentParser(prog="python -m bench.policy_read", description="Speed and size of policy read.")
    parser.add_argument("--seeds", type=Path, help="a folder of policies as .txt to time too")
    parser.add_argument("--peers", help="an interpreter that has pdfminer.six, pdfplumber and markitdown")
    parser.add_argument("--out", type=Path, help="write the results there too")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        lines, missed = measure(Path(folder), given.seeds, given.peers)
    busy = f"Other work on the machine while it ran (load of the last minute): {psutil.getloadavg()[0]:.1f}."
    head = ["# Speed of `policy read`", "", f"{datetime.now(UTC):%d %B %Y}. {_versions(given.peers)}. {busy}", ""]
    report = "\n".join([*head, *lines]) + "\n"
    sys.stdout.write(report)
    if given.out:
        given.out.parent.mkdir(parents=True, exist_ok=True)
        given.out.write_text(report)
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
