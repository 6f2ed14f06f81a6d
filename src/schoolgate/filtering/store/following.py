"""Noticing that another store has taken the place of the one in service.

Whoever decides asks for ``current`` between requests: that is one look at the file's entry in its folder. A new file is
read whole and judged on a thread of its own, while the old one answers; only what is fit takes its place, in one step.
So there is no moment with no list, none in which all is open or all closed, and no request waits.
"""

import os
import threading
from collections.abc import Callable
from pathlib import Path

from schoolgate.filtering.store.judging import refusals
from schoolgate.filtering.store.layout import StoreError
from schoolgate.filtering.store.reading import Mark, Store, mark


class Following:
    """The store at ``path``, and whatever takes its place. ``epoch`` counts those that did, for keys of caches.

    ``refusal`` says why the file that lies there now is not the one in service; empty when it is. ``told`` is called
    with it, once a refusal, from the thread that read the file.
    """

    def __init__(self, path: Path, told: Callable[[str], object] | None = None) -> None:
        """Raises ``StoreError`` where there is no fit store to begin with: what then holds is the gate's to say."""
        self.path, self.epoch, self.refusal = path, 1, ""
        self._store = Store(path)
        self._looked_at: Mark = self._store.mark
        self._told = told
        self._reading: threading.Thread | None = None
        self._next: Store | None = None

    def current(self) -> Store:
        """The store in service now."""
        if (ready := self._next) is not None:
            self._next, self._store = None, ready
            self.epoch += 1
        try:
            seen = mark(os.stat(self.path))  # noqa: PTH116  (a path object's own takes twice as long, at each request)
        except OSError:
            return self._store  # taken away: the one in service stays in memory
        if seen != self._looked_at and self._reading is None:
            self._looked_at = seen
            self._reading = threading.Thread(target=self._read, daemon=True)
            self._reading.start()
        return self._store

    @property
    def is_reading(self) -> bool:
        """Whether a file is being judged, or one was found fit and waits for the next who asks."""
        return self._reading is not None or self._next is not None

    def settle(self, seconds: float = 10) -> Store:
        """The store in service once a file that is being read has been judged."""
        self.current()
        if (reading := self._reading) is not None:
            reading.join(seconds)
        return self.current()

    def _read(self) -> None:
        try:
            new = Store(self.path)
            said = refusals(new.header, self._store.header)
            self._looked_at = new.mark
        except StoreError as error:
            said = [str(error)]
        else:
            if not said:
                self._next = new
        finally:
            self._reading = None
        if " ".join(said) != self.refusal:
            self.refusal = " ".join(said)
            if said and self._told is not None:
                self._told(self.refusal)
