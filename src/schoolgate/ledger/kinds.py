"""The kinds of entry. A room lists its own in its ``kinds.py``; an entry of a kind that nobody declared is refused."""

import importlib
import importlib.util
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from django.apps import apps


@dataclass(frozen=True, slots=True)
class Kind:
    """``words`` end the sentence "NAME ..." on the page. ``details`` says, by name, what an entry may carry: refs,
    dates, counts, digests, choices; never a person's name and never free words, which belong in the rooms, locked.
    """

    key: str
    words: str
    details: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


_KINDS: Final[dict[str, Kind]] = {}
_ONLY: Final[dict[str, frozenset[str]]] = {}


def kind(key: str, words: str, **details: str) -> Kind:
    """Declare a kind: ``kind("policy.adopted", "put a policy in force", version="ref of the version")``."""
    declared = Kind(key, words, MappingProxyType(details))
    if _KINDS.setdefault(key, declared) != declared:
        raise ValueError(f"two kinds of entry are called {key}")
    return declared


def changes_only(matters: Iterable[str], *kinds: Kind) -> frozenset[str]:
    """Declare that what is recorded as one of ``kinds`` changes nothing but those matters, of all that answers are kept
    of (``ledger.kept``). Returns them. A test holds this to what is written in the made-up school's weeks.
    """
    declared = frozenset(matters)
    for one in kinds:
        _ONLY[one.key] = declared
    return declared


def changed_by(key: str | None) -> frozenset[str] | None:
    """The matters that an entry of a kind may have changed; None where it may be anything."""
    return _ONLY.get(key) if key is not None else None


def everything() -> list[Kind]:
    """Every kind of every room, by key."""
    for config in apps.get_app_configs():
        name = f"{config.name}.kinds"
        if config.name.startswith("schoolgate.") and importlib.util.find_spec(name):
            importlib.import_module(name)
    return sorted(_KINDS.values(), key=lambda declared: declared.key)


ERASED: Final = kind(
    "ledger.erased",
    "erased what an entry said, keeping its place",
    entry="its place in the chain",
    whole="whether all it said went, or only items of it",
    items="how many items went",
    authority="under which authority",
    reason="a key",
)
GUARD_RENEWED: Final = kind(
    "ledger.guard-renewed", "found the record's guard missing or changed, and put it back", triggers="how many"
)
KEY_MADE: Final = kind(
    "ledger.key-made", "made the key that checkpoints are signed with", fingerprint="the public key's digest"
)
KEY_CHANGED: Final = kind(
    "ledger.key-changed",
    "changed the key that checkpoints are signed with",
    fingerprint="the new public key's digest",
    follows="the old one's",
    vouched="whether the old key signed for the new, or was lost",
)
