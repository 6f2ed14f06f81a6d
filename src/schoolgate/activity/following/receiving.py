"""What listens for sources that are pushed to us: in a thread of its own, so that loading never stops it."""

import asyncio
import logging
import threading
from collections.abc import Coroutine, Mapping
from typing import Final, Self

from schoolgate.activity.transports.contract import Receiver
from schoolgate.kernel.errors import SchoolgateError

FLUSH_SECONDS: Final = 0.5
_START_SECONDS: Final = 10
_log = logging.getLogger(__name__)


class Receivers:
    """Those that listen now. ``want`` starts and stops them; all stop when the block ends, and write."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="receivers", daemon=True)
        self._running: dict[str, Receiver] = {}
        self._refused: dict[str, str] = {}
        self._ending = threading.Event()
        self._writer = threading.Thread(target=self._write, name="inboxes", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        self._writer.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.want({})
        self._ending.set()
        self._writer.join(_START_SECONDS)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(_START_SECONDS)
        self._loop.close()

    def want(self, wanted: Mapping[str, Receiver]) -> None:
        """Listen for these, by a key that changes when a source's settings do, and for no others."""
        for key in [key for key in self._running if key not in wanted]:
            gone = self._running.pop(key)
            self._wait(gone.stop())
            gone.flush()
        self._refused = {key: why for key, why in self._refused.items() if key in wanted}
        for key, receiver in wanted.items():
            if key in self._running:
                continue
            try:
                self._wait(receiver.start())
            except SchoolgateError as error:
                self._refused[key] = str(error)
            else:
                self._running[key] = receiver
                self._refused.pop(key, None)

    def told(self, key: str) -> str:
        """What is wrong with one of them, in a sentence."""
        return self._refused.get(key, "") or (self._running[key].told() if key in self._running else "")

    def _wait(self, asked: Coroutine[object, object, None]) -> None:
        asyncio.run_coroutine_threadsafe(asked, self._loop).result(_START_SECONDS)

    def _write(self) -> None:
        while not self._ending.wait(FLUSH_SECONDS):
            for receiver in list(self._running.values()):
                try:
                    receiver.flush()
                except Exception:  # one inbox must not stop the writing of the others
                    _log.exception("what was sent could not be written down")
