"""One small registry for controls, gates, feeds, reports, lint rules and whatever else is added by adding one file.

An entry is one module of a folder (a package) holding its thing under a fixed name, ``CONTROL`` or ``RULE``; a package
installed beside Schoolgate adds its own through an entry point of the registry's group. Everything is loaded on first
use, checked, sorted by key, and kept.
"""

import difflib
import importlib
import importlib.metadata
import pkgutil
from collections.abc import Iterator
from typing import Protocol

from schoolgate.kernel.errors import NotFoundError, SchoolgateError

_NEVER_ENTRIES = frozenset({"tests"})


class Keyed(Protocol):
    """What a registry asks of an entry: a ``key``, stable and unique within the registry."""

    @property
    def key(self) -> str: ...


class RegistryError(SchoolgateError):
    """A module or an installed package offers an entry that cannot be taken: a fault in code, found at start."""


class Registry[Entry: Keyed]:
    """Entries of one kind, by key, in the order of their keys.

    ``kind`` is the word errors use ("control"). ``folder`` is the dotted name of the package whose modules are entries.
    ``attribute`` is the name each module keeps its entry under. ``besides`` names the modules of the folder that are
    not entries (the entry's own type, shared parts); modules that start with an underscore, and ``tests``, never are.
    ``group`` is the entry point group other packages use; left out, the folder's dotted name.
    """

    def __init__(
        self,
        kind: str,
        entry_type: type[Entry],
        *,
        folder: str,
        attribute: str,
        besides: tuple[str, ...] = (),
        group: str = "",
    ) -> None:
        self.kind, self.folder, self.attribute, self.group = kind, folder, attribute, group or folder
        self._type, self._besides = entry_type, frozenset(besides) | _NEVER_ENTRIES
        self._entries: dict[str, Entry] | None = None
        self._offered: dict[str, None] = {}

    def offer(self, module: str) -> None:
        """Take the entry of a module of a room above the registry's own, named as that room starts. It is imported with
        the rest, on first use."""
        if module not in self._offered:
            self._offered[module] = None
            self._entries = None

    def get(self, key: str) -> Entry:
        """The entry under ``key``. Raises ``NotFoundError`` naming the near misses, or else all that is known."""
        entries = self._load()
        if key in entries:
            return entries[key]
        near = difflib.get_close_matches(key, entries, n=3)
        known = ", ".join(near or entries) or "none at all"
        raise NotFoundError(
            f"{self.kind} {key!r}",
            f"there is no such {self.kind}.",
            f"Did you mean one of these: {known}?" if near else f"Known: {known}.",
        )

    def keys(self) -> tuple[str, ...]:
        return tuple(self._load())

    def __contains__(self, key: object) -> bool:
        return key in self._load()

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._load().values())

    def __len__(self) -> int:
        return len(self._load())

    def _load(self) -> dict[str, Entry]:
        if self._entries is None:
            found: dict[str, tuple[Entry, str]] = {}
            for entry, source in (*self._from_folder(), *self._from_packages(), *self._from_above()):
                if entry.key in found:
                    raise RegistryError(
                        f"{self.kind} {entry.key!r}",
                        f"both {found[entry.key][1]} and {source} offer it.",
                        "Give one of them another key.",
                    )
                found[entry.key] = (entry, source)
            self._entries = {key: found[key][0] for key in sorted(found)}
        return self._entries

    def _from_folder(self) -> Iterator[tuple[Entry, str]]:
        package = importlib.import_module(self.folder)
        for module in pkgutil.iter_modules(package.__path__):
            if module.name.startswith("_") or module.name in self._besides:
                continue
            name = f"{self.folder}.{module.name}"
            loaded = importlib.import_module(name)
            if not hasattr(loaded, self.attribute):
                raise RegistryError(
                    name,
                    f"every module of {self.folder} is a {self.kind}, and this one has no {self.attribute}.",
                    f"Define {self.attribute} in it, or start its name with an underscore.",
                )
            yield self._checked(getattr(loaded, self.attribute), name), name

    def _from_above(self) -> Iterator[tuple[Entry, str]]:
        for name in self._offered:
            yield self._checked(getattr(importlib.import_module(name), self.attribute), name), name

    def _from_packages(self) -> Iterator[tuple[Entry, str]]:
        for point in importlib.metadata.entry_points(group=self.group):
            source = f"the entry point {point.name!r} ({point.value})"
            try:
                offered = point.load()
            except (ImportError, AttributeError) as error:
                raise RegistryError(
                    source,
                    f"it cannot be loaded as a {self.kind}: {error}.",
                    "Mend or remove the package that offers it.",
                ) from error
            yield self._checked(offered, source), source

    def _checked(self, offered: object, source: str) -> Entry:
        if not isinstance(offered, self._type):
            raise RegistryError(
                source,
                f"a {self.kind} must be a {self._type.__name__}, and this is a {type(offered).__name__}.",
                f"Make it a {self._type.__name__}.",
            )
        if not offered.key:
            raise RegistryError(source, f"its {self.kind} has no key.", "Give it a key: a short word, unique, kept.")
        return offered
