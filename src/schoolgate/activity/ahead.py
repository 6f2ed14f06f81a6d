"""Reading ahead: batches are made in a thread of their own while those before them are taken in."""

import queue
import threading
from collections.abc import Iterable, Iterator
from typing import Final

_AHEAD: Final = 2  # batches, so that memory stays flat


def ahead[T](things: Iterable[T]) -> Iterator[T]:
    """The same, made a little earlier. What making them raises is raised here, in its place. Not for what asks the
    database: that would be another connection."""
    waiting: queue.Queue[tuple[T | None, BaseException | None]] = queue.Queue(_AHEAD)
    over = threading.Event()

    def put(thing: T | None, error: BaseException | None = None) -> None:
        while not over.is_set():
            try:
                waiting.put((thing, error), timeout=0.2)
            except queue.Full:
                continue
            return

    def run() -> None:
        try:
            for thing in things:
                put(thing)
                if over.is_set():
                    return
            put(None)
        except BaseException as error:
            put(None, error)

    thread = threading.Thread(target=run, name="reading ahead", daemon=True)
    thread.start()
    try:
        while True:
            thing, error = waiting.get()
            if error is not None:
                raise error
            if thing is None:
                return
            yield thing
    finally:
        over.set()
        thread.join()
