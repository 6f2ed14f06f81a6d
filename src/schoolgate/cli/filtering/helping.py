"""``filter helper``: the process that Squid starts."""

import gc
import os
import signal
import sys
from pathlib import Path
from typing import Final

from schoolgate.cli.invocation import Invocation
from schoolgate.filtering.blocked.tokens import Sealer
from schoolgate.filtering.folder import FilterFolder, filter_folder
from schoolgate.filtering.ways_in.desk import Desk
from schoolgate.filtering.ways_in.squid.serving import Helper, serve
from schoolgate.kernel.errors import BadInputError, SchoolgateError

_OBJECTS: Final = 50_000  # made and not yet gone, before it is looked which of them nobody holds


def run(folder: Path, listeners: tuple[str, ...], *, inspecting: bool) -> None:
    """Answer on standard input and output until the first ends. Raises ``BadInputError`` for a folder not there."""
    if not folder.is_dir():
        raise BadInputError(str(folder), "there is no such folder.", "Give a school's filter folder with --folder.")
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Squid ends its helpers by closing their input
    files = FilterFolder(folder)
    desk = Desk(files, _tell)
    try:
        helper = Helper(desk, _sealer(files), ways_in(listeners), inspecting=inspecting)
        gc.freeze()  # lists, rules and people stay: looking through them again and again costs a tenth of all
        gc.set_threshold(_OBJECTS)
        serve(helper, sys.stdin.fileno(), sys.stdout.fileno())
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # Squid is gone: nobody is to be told
    finally:
        desk.close()


def folder_of(run: Invocation) -> Path:
    """The filter folder that ``--data`` and ``--school`` name. Raises ``BadInputError`` where they do not."""
    if run.data is None or run.school is None:
        step = "Give it with --folder, or say --data and --school before the noun."
        raise BadInputError("the school's filter folder", "it was not said.", step)
    return filter_folder(run.data, run.school).root


def ways_in(listeners: tuple[str, ...]) -> dict[str, str]:
    """``{"3129": "net_guests"}`` from ``3129=net_guests``. Raises ``BadInputError``."""
    found = {}
    for each in listeners:
        port, equals, ref = each.partition("=")
        if not (port.isdecimal() and equals and ref):
            raise BadInputError(f"the listener {each}", "it is not a port and a ref.", "Write it as 3129=net_guests.")
        found[port] = ref
    return found


def _sealer(files: FilterFolder) -> Sealer | None:
    try:
        return Sealer.of(files, files.root.name)
    except (OSError, SchoolgateError) as error:
        _tell(f"Block pages cannot say what was blocked: {error}")
        return None


def _tell(said: str) -> None:
    """To standard error, which Squid writes into its own log."""
    sys.stderr.write(f"schoolgate: {said}\n")
    sys.stderr.flush()
