"""What changed between two wordings of a sentence, word by word, and between two versions, in promises. Pure."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Literal

from django.utils.translation import gettext as _

from schoolgate.home.boards import in_words
from schoolgate.policy.comparing import Comparison

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


def in_promises(found: Comparison) -> str:
    """The first line: "Promises: two gained, one lost, three changed."; what did not happen is left out."""
    happened = (
        (len(found.gained), _("%(n)s gained")),
        (len(found.lost), _("%(n)s lost")),
        (len(found.changed) + len(found.perhaps), _("%(n)s changed")),
    )
    told = [words % {"n": in_words(count)} for count, words in happened if count]
    if not told:
        return _("Nothing that it promises changed.")
    return _("Promises: %(told)s.") % {"told": ", ".join(told)}


def unlike(found: Comparison) -> bool:
    """Whether so little stayed that it may be the wrong file: more was lost than stayed or was put otherwise."""
    return len(found.lost) > found.stayed + len(found.changed) + len(found.perhaps)
