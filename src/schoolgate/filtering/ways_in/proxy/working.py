"""One process or several on the same port, which the system deals connections out to."""

import multiprocessing
import os
import signal
from collections.abc import Callable
from multiprocessing.process import BaseProcess

from schoolgate.filtering.folder import FilterFolder
from schoolgate.filtering.ways_in.proxy import serving
from schoolgate.filtering.ways_in.proxy.listening import Listener
from schoolgate.filtering.ways_in.proxy.settings import Settings
from schoolgate.kernel.errors import BadInputError


def run(
    folder: FilterFolder, settings: Settings, started: Callable[[list[Listener]], object], *, workers: int = 1
) -> None:
    """Serve until asked to stop. ``started`` is called once, when the first of the workers listens.

    Raises ``BadInputError`` for what cannot be listened at, and for several workers where the port is left open.
    """
    if workers == 1:
        serving.run(folder, settings, started)
        return
    if any(not each.port for each in settings.listeners):
        raise BadInputError(
            "--workers", "several processes cannot share a port that none of them knows.", "Say a port."
        )
    others: list[BaseProcess] = []
    context = multiprocessing.get_context("spawn")

    def first_listens(listeners: list[Listener]) -> None:
        for _ in range(workers - 1):
            other = context.Process(target=_other, args=(folder, settings, os.getpid()))
            other.start()
            others.append(other)
        started(listeners)

    try:
        serving.run(folder, settings, first_listens, shares_port=True)
    finally:
        for each in others:
            each.terminate()
        for each in others:
            each.join(settings.limits.stop_seconds + 1)


def _other(folder: FilterFolder, settings: Settings, parent: int) -> None:
    if os.getppid() != parent:
        return  # whoever started us has gone
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the first process tells us
    serving.run(folder, settings, lambda _: None, shares_port=True)
