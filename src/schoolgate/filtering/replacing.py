"""Putting a whole file in the place of another, so that nobody ever reads half of one."""

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path


def put(path: Path, lines: Iterable[str], mode: int) -> None:
    """Write the lines beside the file, have the disk keep them, and rename. Raises ``OSError``, and leaves the old."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            os.fchmod(file.fileno(), mode)
            file.writelines(lines)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
