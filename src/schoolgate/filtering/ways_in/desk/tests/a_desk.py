"""A desk for tests: small lists, rules, and a folder of its own."""

import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from schoolgate.filtering.folder import FilterFolder
from schoolgate.filtering.store.tests.making import made
from schoolgate.gates.web.rules import Rules
from schoolgate.gates.web.snapshots import frozen

LISTED: Final = {
    "games/a": ["owl.example"],
    "gambling/b": ["casino.example"],
    "child-abuse-images/c": ["worst.example"],
}
PAGES: Final = (("kite.example", "/play"), ("kite.example", "/watch?v=1"))
JUNIORS: Final = Rules(epoch=3, unknown="junior")


def folder(root: Path, rules: Rules | None = JUNIORS, lists: Mapping[str, Iterable[str]] = LISTED) -> FilterFolder:
    """A school's filter folder with lists in it, and with rules unless there are to be none."""
    files = FilterFolder(root / "sch_robin")
    files.root.mkdir()
    put_lists(files, lists)
    if rules is not None:
        put_rules(files, rules)
    return files


def put_rules(files: FilterFolder, rules: Rules) -> None:
    put(files.rules, json.dumps(frozen(rules)))


def put_lists(files: FilterFolder, lists: Mapping[str, Iterable[str]]) -> None:
    made(files.lists, lists, pages=PAGES)


def put(path: Path, text: str) -> None:
    """Put a whole file in the place of what is there, as those who write them do."""
    beside = path.with_name(f"{path.name}.new")
    beside.write_text(text)
    os.replace(beside, path)  # noqa: PTH105
