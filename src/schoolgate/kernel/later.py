"""Modules that take long to load, loaded when something of them is first used.

A page or an action that may one day read a log need not make every start of the web server wait for Arrow.
"""

import importlib
from typing import Any


class Later:
    """Stands for a module. The first thing asked of it loads it; ``ImportError`` is raised then, and not before."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, what: str) -> Any:
        return getattr(importlib.import_module(self._name), what)


def later(name: str) -> Any:
    """What stands for the module ``name``, for the branch of ``if TYPE_CHECKING`` that runs."""
    return Later(name)
