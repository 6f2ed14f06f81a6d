"""The list that a class's teacher keeps by the shared tablets: who may not use them, and why in a few words.

Why never goes further than what a teacher needs in the lesson: no ruling's own words, no court order, nothing sealed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from schoolgate.gates.access.deciding import Answer
from schoolgate.gates.access.sentences import AT_LESSONS

# In the order in which one that decides goes before one that is only awaited. By the key of a reason.
_WHY: Final[Mapping[str, Promise]] = {
    "taken-away": _("the headteacher decided"),
    "not-back": _("a form is not back"),
    "ran-out": _("a form has run out"),
    "not-shown": _("a quiz is still to be passed"),
    "not-asked": _("the words of a form are not ready"),
}
_ELSE: Final = _("it is not open for them: ask the office")
_TABLET: Final = _("The tablet")
_INTERNET: Final = _("The internet on it")


@dataclass(frozen=True, slots=True)
class MayNot:
    """One child. ``with_adult``: in a lesson that an adult leads they use it all the same."""

    name: str
    what: Promise
    why: tuple[Promise, ...]
    with_adult: bool


def may_not_use(answers: Iterable[Answer], names: Mapping[str, str]) -> list[MayNot]:
    """By name: each child for whom the tablet, or the internet on it, is not open."""
    shut: dict[str, dict[str, Answer]] = {}
    for one in answers:
        if one.thing in ("device", "internet") and not one.is_open:
            shut.setdefault(one.person, {})[one.thing] = one
    found = [_child(names.get(ref, ref), some) for ref, some in shut.items()]
    return sorted(found, key=lambda one: one.name.casefold())


def _child(name: str, shut: Mapping[str, Answer]) -> MayNot:
    first = shut.get("device") or shut["internet"]
    keys = {reason.key for reason in first.reasons} - {AT_LESSONS.key}
    why = tuple(words for key, words in _WHY.items() if key in keys) or (_ELSE,)
    return MayNot(name, _TABLET if "device" in shut else _INTERNET, why, AT_LESSONS in first.reasons)
