"""What changed between two wordings of a sentence, word by word. Pure."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Literal

_TOKEN: Final = re.compile(r"\s+|\w+(?:[’'-]\w+)*|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stayed, went or came."""

    kind: Literal["same", "gone", "new"]
    text: str


def differences(before: str, after: str) -> tuple[Run, ...]:
    """Runs in reading order: those not ``new`` spell ``before``, those not ``gone`` spell ``after``."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    found: list[Run] = []
    for what, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            _add(found, "same", "".join(old[i:j]))
        else:
            _add(found, "gone", "".join(old[i:j]))
            _add(found, "new", "".join(new[k:m]))
    return tuple(found)


def _add(found: list[Run], kind: Literal["same", "gone", "new"], text: str) -> None:
    if text:
        found.append(Run(kind, text))
