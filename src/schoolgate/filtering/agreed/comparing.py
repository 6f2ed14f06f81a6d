"""Two settings side by side, in plain words: what opens, what closes, and for whom."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from schoolgate.filtering.agreed.setting import Setting
from schoolgate.filtering.agreed.wording import (
    LEVEL_BY,
    MODE_WORDS,
    YOUTUBE_WORDS,
    decider_words,
    hours_of,
    level_words,
)
from schoolgate.gates.web.categories import CATALOGUE, CATEGORIES, Kind
from schoolgate.gates.web.levels import Level
from schoolgate.gates.web.safe_search import Restricted
from schoolgate.gates.web.serving import Mode
from schoolgate.gates.web.ways import WAYS
from schoolgate.gates.web.windows import Window
from schoolgate.vocabulary.roles import POSTS

OPEN, WARNED, HELD, CLOSED = "open", "open with a warning", "held for an adult", "closed"
_STRICTNESS: Final = (OPEN, WARNED, HELD, CLOSED)
SAME: Final = "written another way, with the same effect"
_NO_NAMES: Final[Mapping[str, str]] = {}


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is otherwise. ``opens``: whether more is open for it (``False``: less; ``None``: neither)."""

    who: str
    what: str
    before: str = ""
    after: str = ""
    opens: bool | None = None

    @property
    def words(self) -> str:
        change = f" {self.before} -> {self.after}" if self.before or self.after else ""
        return f"{_capital(self.who)}: {self.what}{change}"


def differences(before: Setting, after: Setting, names: Mapping[str, str] = _NO_NAMES) -> tuple[Difference, ...]:
    """All that differs, level by level; nothing if and only if the two are equal. ``names`` gives the names of classes,
    places, devices and persons by ref, where whoever reads may see them.
    """
    found = tuple(_all(before, after, names))
    return found or ((Difference("the setting", SAME),) if before != after else ())


def state(level: Level, category: str) -> str:
    """What a level does with a category: ``open``, ``open with a warning``, ``held for an adult`` or ``closed``."""
    if category in level.block:
        return CLOSED
    if category in level.hold:
        return HELD
    return WARNED if category in level.warn else OPEN


def _all(before: Setting, after: Setting, names: Mapping[str, str]) -> Iterator[Difference]:
    yield from _serving(before, after, names)
    for key in dict.fromkeys((*before.by_level, *after.by_level)):
        yield from _level(before.by_level.get(key), after.by_level.get(key))
    yield from _windows(before, after)
    yield from _sites(before, after)
    for by, words in LEVEL_BY.items():
        yield from _map(words, getattr(before, by), getattr(after, by), (before, after), names)
    if before.unknown != after.unknown:
        yield Difference("whoever is not known", "has", _level_words(before, before.unknown), _said(after))
    yield from _deciders(before, after)
    yield from _rest(before, after)


def _said(setting: Setting) -> str:
    return _level_words(setting, setting.unknown)


def _level(old: Level | None, new: Level | None) -> Iterator[Difference]:
    if old is None or new is None:
        there = old or new
        assert there is not None  # for mypy: one of the two has the level
        yield Difference(there.words, "this level is", *(("there", "gone") if new is None else ("not there", "new")))
        return
    if old.words != new.words:
        yield Difference(old.words, "is called", old.words, new.words)
    for category in (each for each in CATALOGUE if not each.locked and each.kind is not Kind.GARDEN):
        was, is_ = state(old, category.key), state(new, category.key)
        if was != is_:
            opens = _STRICTNESS.index(is_) < _STRICTNESS.index(was)
            yield Difference(new.words, category.words, was, is_, opens)
    yield from _garden(old, new)
    for key, way in WAYS.items():
        was_closed, is_closed = key in old.closed_ways, key in new.closed_ways
        if was_closed != is_closed:
            yield Difference(new.words, _uncapital(way.words), _shut(was_closed), _shut(is_closed), was_closed)
    if old.safe_search != new.safe_search:
        yield Difference(
            new.words, "search engines’ safe setting", _on(old.safe_search), _on(new.safe_search), old.safe_search
        )
    if old.youtube != new.youtube:
        modes = list(Restricted)
        opens = modes.index(new.youtube) < modes.index(old.youtube)
        words = YOUTUBE_WORDS[old.youtube], YOUTUBE_WORDS[new.youtube]
        yield Difference(new.words, "YouTube’s restricted mode", *words, opens)


def _garden(old: Level, new: Level) -> Iterator[Difference]:
    if bool(old.garden) != bool(new.garden):
        was, is_ = (("only chosen sites", "all sites that nothing closes") if old.garden else
                    ("all sites that nothing closes", "only chosen sites"))  # fmt: skip
        yield Difference(new.words, "open are", was, is_, bool(old.garden))
    for key in sorted(old.garden ^ new.garden):
        inside = key in new.garden
        opens = inside if old.garden and new.garden else None
        words = ("not chosen", "chosen") if inside else ("chosen", "not chosen")
        yield Difference(new.words, CATEGORIES[key].words, *words, opens)


def _windows(before: Setting, after: Setting) -> Iterator[Difference]:
    old, new = ({window.ref: window for window in each.windows} for each in (before, after))
    for ref in dict.fromkeys((*old, *new)):
        was, is_ = old.get(ref), new.get(ref)
        if was != is_:
            there = is_ or was
            assert there is not None  # for mypy: one of the two has the window
            yield Difference("at some hours", f"“{there.words}”", _hours(was, before), _hours(is_, after))


def _hours(window: Window | None, setting: Setting) -> str:
    return hours_of(window, level_words(setting)) if window else "none"


def _sites(before: Setting, after: Setting) -> Iterator[Difference]:
    old, new = ({(site.host, key) for site in each.sites for key in site.categories} for each in (before, after))
    for host, key in sorted(old ^ new):
        words = ("not among", "among") if (host, key) in new else ("among", "not among")
        yield Difference("the school’s own list", f"{host} is", words[0], f"{words[1]} {CATEGORIES[key].words}")


def _map(
    words: str, old: Mapping[str, str], new: Mapping[str, str], both: tuple[Setting, Setting], names: Mapping[str, str]
) -> Iterator[Difference]:
    for ref in sorted(old.keys() | new.keys()):
        if old.get(ref) != new.get(ref):
            was, is_ = (
                _level_words(setting, levels[ref]) if ref in levels else "no level of its own"
                for setting, levels in zip(both, (old, new), strict=True)
            )
            yield Difference(words.format(names.get(ref, POSTS.get(ref, ref))), "has", was, is_)


def _serving(before: Setting, after: Setting, names: Mapping[str, str]) -> Iterator[Difference]:
    old, new = before.serving, after.serving
    if before.supplier != after.supplier:
        yield Difference("the filter", "is that of", before.supplier or "Schoolgate", after.supplier or "Schoolgate")
    if old.mode != new.mode:
        yield _mode("Schoolgate’s filter", old.mode, new.mode)
    for was, is_ in ((old.groups, new.groups), (old.places, new.places)):
        for ref in sorted(was.keys() | is_.keys()):
            if was.get(ref) != is_.get(ref):
                who = names.get(ref, ref)
                if ref in was and ref in is_:
                    yield _mode(who, was[ref], is_[ref])
                else:
                    mode = MODE_WORDS[was.get(ref) or is_[ref]]
                    words = (mode, "as the school has it") if ref in was else ("as the school has it", mode)
                    yield Difference(who, "the filter is", *words)


def _mode(who: str, old: Mode, new: Mode) -> Difference:
    opens = None if Mode.ON not in (old, new) else old is Mode.ON
    return Difference(who, "is", MODE_WORDS[old], MODE_WORDS[new], opens)


def _deciders(before: Setting, after: Setting) -> Iterator[Difference]:
    for one in sorted({*before.deciders} ^ {*after.deciders}, key=repr):
        there = one in after.deciders
        levels = level_words(after if there else before)
        words = ("not agreed", "agreed") if there else ("agreed", "not agreed")
        yield Difference("opening sites", f"{decider_words(one, levels)}:", *words, there)


def _rest(before: Setting, after: Setting) -> Iterator[Difference]:
    if before.needs_entitlement != after.needs_entitlement:
        words = ("anybody", "only who has agreed to the rules of use")
        was, is_ = words if after.needs_entitlement else reversed(words)
        yield Difference("everybody", "the web is for", was, is_, before.needs_entitlement)
    if before.closure_days != after.closure_days:
        was, is_ = (f"{each.closure_days} school day{'s' * (each.closure_days > 1)}" for each in (before, after))
        yield Difference("one person’s emergency block", "holds for", was, is_)


def _level_words(setting: Setting, key: str) -> str:
    return setting.by_level[key].words if key else "everything closed"


def _shut(closed: bool) -> str:
    return CLOSED if closed else OPEN


def _on(switch: bool) -> str:
    return "on" if switch else "off"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _uncapital(words: str) -> str:
    return words[:1].lower() + words[1:]
