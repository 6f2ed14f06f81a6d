"""Faults that exports come with, as functions of a good one's files. None of them takes a person's row away."""

import random
from collections.abc import Callable
from typing import Final

from hypothesis import strategies as st

type Files = dict[str, str | bytes]
_ROWS: Final = ("users.csv", "classes.csv", "enrollments.csv", "demographics.csv", "pupils.csv")
_JUNK: Final = (
    "\0", '"', "31/02/2026", "wizard", "\u202e", "\u200b", "x" * 3_000, "2099-01-01", "1811-01-01", "B820200000011",
    "active", "tobe deleted?", "=cmd()", "\ufffd", "🙂", "sch9", "-", "O’Brien", "p1",
)  # fmt: skip


def _lines(files: Files, name: str) -> list[str]:
    text = files[name]
    assert isinstance(text, str)
    return text.splitlines(keepends=True)


def _spoil_a_line(files: Files, dice: random.Random, how: Callable[[str, random.Random], str]) -> None:
    name = dice.choice([name for name in _ROWS if isinstance(files.get(name), str)] or [""])
    if name:
        lines = _lines(files, name)
        place = dice.randrange(1, len(lines))
        lines[place] = how(lines[place], dice)
        files[name] = "".join(lines)


def _a_cell(line: str, dice: random.Random) -> str:
    """Something else in one cell. Which agents there are, and whose row it is, is not left to chance."""
    cells = line.rstrip("\n").split(",")
    place = dice.choice([at for at in range(1, len(cells)) if "g" not in cells[at] and cells[at] not in ("p2", "t1")])
    cells[place] = dice.choice(_JUNK)
    return ",".join(cells) + "\n"


def _cut(line: str, dice: random.Random) -> str:
    return line[: dice.randrange(3, max(4, len(line)))].rstrip("\n") + "\n"


def _somewhere(line: str, dice: random.Random) -> str:
    place = dice.randrange(2, max(3, len(line) - 1))
    return line[:place] + dice.choice(("\0", '"', ",", ",,,,,,,,,,,,,x", "\ufeff", "\u200d")) + line[place:]


def _twice(line: str, dice: random.Random) -> str:
    return line + (line if dice.random() < 0.5 else _a_cell(line, dice))


def _encoded(files: Files, dice: random.Random) -> None:
    name = dice.choice(sorted(files))
    text = files[name]
    if isinstance(text, str):
        text = text.replace("\n", dice.choice(("\n", "\r\n", "\r")))
        how = dice.choice(("utf-8", "utf-8-sig", "utf-16", "cp1252"))
        files[name] = text.encode(how, errors="replace")


def _headed(files: Files, dice: random.Random) -> None:
    name = dice.choice([name for name in _ROWS if isinstance(files.get(name), str)] or [""])
    if name:
        first, *others = _lines(files, name)
        spelt = [dice.choice((word, word.upper(), f" {word} ", word.replace("Id", " Id"))) for word in first.split(",")]
        files[name] = "".join([",".join(spelt).replace("\n", "").rstrip() + "\n", *others])


def _missing(files: Files, dice: random.Random) -> None:
    files.pop(dice.choice(("manifest.csv", "demographics.csv", "enrollments.csv", "classes.csv", "orgs.csv")), None)


def _lying(files: Files, dice: random.Random) -> None:
    said = files.get("manifest.csv")
    if isinstance(said, str):
        files["manifest.csv"] = said.replace("bulk", dice.choice(("delta", "absent", "full", "")), dice.randrange(1, 3))


def _shuffled(files: Files, dice: random.Random) -> None:
    name = dice.choice([name for name in _ROWS if isinstance(files.get(name), str)] or [""])
    if name:
        first, *others = _lines(files, name)
        dice.shuffle(others)
        files[name] = first + "".join(others)


_OF_FILES: Final = (_encoded, _headed, _missing, _lying, _shuffled)
_OF_LINES: Final = (_a_cell, _a_cell, _cut, _somewhere, _twice)


@st.composite
def spoilt(draw: st.DrawFn, good: dict[str, str]) -> dict[str, bytes]:
    """The good files with up to six faults, those of whole files last."""
    dice = random.Random(draw(st.integers(0, 2**32)))
    files: Files = dict(good)
    for how in draw(st.lists(st.sampled_from(_OF_LINES), min_size=1, max_size=4)):
        _spoil_a_line(files, dice, how)
    for change in draw(st.lists(st.sampled_from(_OF_FILES), max_size=2)):
        change(files, dice)
    return {name: text if isinstance(text, bytes) else text.encode() for name, text in files.items()}
