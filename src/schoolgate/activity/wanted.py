"""Whether any source is to be followed: said by a file, for what starts processes and has no database."""

from contextlib import suppress
from pathlib import Path
from typing import Final

_NAME: Final = "activity-wanted"


def want(data: Path) -> None:
    """Say that there is a source to follow."""
    with suppress(OSError):
        data.mkdir(parents=True, exist_ok=True)
        (data / _NAME).touch()


def is_wanted(data: Path) -> bool:
    return (data / _NAME).exists()
