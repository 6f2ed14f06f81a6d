"""Restoring a backup as a test: into a place of its own, by the command that would be used in need, and away again."""

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from django.conf import settings

from schoolgate.caretaking.backup import reading
from schoolgate.kernel.errors import SchoolgateError

_OURS: Final = ("DATABASE_URL", "SCHOOLGATE_DATA", "SCHOOLGATE_KEYS", "SCHOOLGATE_RUN")  # what names this installation
_MOST_SECONDS: Final = 4 * 60 * 60


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of it. ``because`` says why it is not ``well``. ``own_keys``: no copy of the keys was named, so those
    of this installation were used, and whether the copy opens it is not known."""

    well: bool
    made_at: str = ""
    rows: int = 0
    files: int = 0
    entries: int = 0
    own_keys: bool = False
    because: str = ""


def restored_as_a_test(path: Path, *, passphrase: str | None, keys: Path | None, within: Path | None) -> Tried:
    """Restore ``path`` into a new folder of ``within`` (the machine's own place for such, if left out), look at the
    whole record there once more, and take the folder away whatever came of it.

    Raises ``SchoolgateError`` only where no such folder can be made: all else is what was found.
    """
    try:
        with tempfile.TemporaryDirectory(prefix="schoolgate-restore-", dir=within) as scratch:
            return _tried(path, Path(scratch) / "data", passphrase, keys)
    except OSError as error:
        raise SchoolgateError(
            str(within or tempfile.gettempdir()),
            f"no place could be made there to restore into ({error.strerror}).",
            "Name another with --within DIR.",
        ) from error


def _tried(path: Path, data: Path, passphrase: str | None, keys: Path | None) -> Tried:
    try:
        with reading.opened(path, passphrase) as held:
            inside = held.manifest.with_keys
    except SchoolgateError as refused:
        return Tried(False, because=str(refused))
    given = keys or (None if inside else Path(settings.SCHOOLGATE_KEYS))
    words = ["restore", str(path.resolve()), *(["--keys", str(given.resolve())] if given else [])]
    words += ["--passphrase-file", "-"] if passphrase else []
    done, wrong = _run(data, words, passphrase)
    if done is None:
        return Tried(False, because=wrong)
    own = given is not None and keys is None
    told = {"made_at": done["made_at"], "rows": done["rows"], "files": done["files"], "entries": done["entries"]}
    chains, wrong = _run(data, ["ledger", "verify"])
    broken = [one["chain"] for one in chains or () if not one["whole"]]
    if chains is None or broken:
        return Tried(False, **told, own_keys=own, because=wrong or f"The permanent record is not whole: {broken[0]}.")
    return Tried(True, **told, own_keys=own)


def _run(data: Path, words: list[str], typed: str | None = None) -> tuple[Any, str]:
    """What the command says as JSON, in the installation of ``data``; or nothing, and why in a sentence."""
    environ = {name: value for name, value in os.environ.items() if name.removesuffix("_FILE") not in _OURS}
    command = [sys.executable, "-m", "schoolgate", "--data", str(data), *words, "--json"]
    try:
        done = subprocess.run(  # noqa: S603  (our own command, with paths that were named)
            command, env=environ, input=typed or "", capture_output=True, text=True, timeout=_MOST_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return None, "It did not end within four hours."
    if done.returncode not in (0, 1):
        said = [line for line in done.stderr.splitlines() if line.strip()]
        return None, said[-1] if said else "It ended without a word."
    return json.loads(done.stdout), ""
