"""What a machine token may be allowed: a fixed list. A room lists its own in its ``scopes.py``.

A scope names one thing that a machine may do, and holds nothing else: no scope contains another.
"""

import importlib
import importlib.util
from dataclasses import dataclass
from typing import Final

from django.apps import apps

from schoolgate.kernel.errors import BadInputError


@dataclass(frozen=True, slots=True)
class Scope:
    """``words`` end the sentence "A machine with this token may ..."."""

    key: str
    words: str


_SCOPES: Final[dict[str, Scope]] = {}


def scope(key: str, words: str) -> Scope:
    """Declare a scope: ``scope("intake.send", "send in files")``."""
    declared = Scope(key, words)
    if _SCOPES.setdefault(key, declared) != declared:
        raise ValueError(f"two scopes are called {key}")
    return declared


def everything() -> dict[str, Scope]:
    """Every scope of every room, by key."""
    for config in apps.get_app_configs():
        name = f"{config.name}.scopes"
        if config.name.startswith("schoolgate.") and importlib.util.find_spec(name):
            importlib.import_module(name)
    return dict(sorted(_SCOPES.items()))


def check(keys: list[str]) -> list[str]:
    """The keys in order, each once. Raises ``BadInputError`` for one there is not, or for none at all."""
    known = everything()
    unknown = [key for key in keys if key not in known]
    if unknown or not keys:
        cause = f"there is no {unknown[0]!r}." if unknown else "none was given."
        raise BadInputError("the token's rights", cause, f"Known: {', '.join(known)}.")
    return sorted(set(keys))


ANY_TOKEN: Final = Scope("", "ask about itself")  # every token may; it is not in the list, and cannot be given
WHEREABOUTS: Final = scope("estate.whereabouts", "ask which device and class was at an address, and when")
WHO: Final = scope("estate.who", "be told also the ref of the person behind the device, where that is known")
BINDINGS: Final = scope("estate.bindings", "send in which device had which address, and when")
SCIM_WRITE: Final = scope("estate.scim-write", "send in accounts and groups of its directory, by SCIM")
# Which directory's accounts it is told of, by the key of DirectoryAccount.Provider. A SCIM token has exactly one.
SCIM_DIRECTORIES: Final = {
    "google": scope("estate.scim-google", "be told of Google Workspace’s accounts and what groups they belong in"),
    "microsoft": scope("estate.scim-microsoft", "be told of Microsoft 365’s accounts and what groups they belong in"),
    "local-ad": scope(
        "estate.scim-local", "be told of the school’s own server’s accounts and what groups they belong in"
    ),
}
