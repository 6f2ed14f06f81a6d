"""Whether the sources of web activity are to be followed beside the web pages: from when the first is set up."""

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from schoolgate.activity.wanted import is_wanted
from schoolgate.filtering.serving import schools_with_rules
from schoolgate.site.children import Child, follower

_LOOK: Final = 5.0  # seconds between two looks


class Wanted:
    """Called, gives what follows, once it is wanted, and never again."""

    def __init__(self, data: Path, every: float = _LOOK) -> None:
        self._data, self._every, self._next, self._given = data, every, 0.0, False

    def __call__(self) -> Sequence[Child]:
        if self._given or time.monotonic() < self._next:
            return ()
        self._next = time.monotonic() + self._every
        if not is_wanted(self._data) and not schools_with_rules(self._data):
            return ()
        self._given = True
        return (follower(self._data),)
