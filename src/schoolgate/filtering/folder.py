"""Where a school's filter lies, in the folder of its data: all that a process without the database needs.

``<data>/filter/<ref of the school>/`` holds the compiled lists, the rules in force, who is at which address, where the
proxy listens, and the folder in which decisions land. The database writes the rules and the addresses; what serves
only reads them.
"""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class FilterFolder:
    """The files of one school's filter. None of them needs to be there yet."""

    root: Path

    @property
    def lists(self) -> Path:
        return self.root / "lists.store"

    @property
    def rules(self) -> Path:
        return self.root / "rules.json"

    @property
    def whereabouts(self) -> Path:
        return self.root / "whereabouts.jsonl"

    @property
    def serving(self) -> Path:
        return self.root / "serving.json"

    @property
    def landing(self) -> Path:
        return self.root / "landing"


def filter_folder(data: Path, school: str) -> FilterFolder:
    """The folder of the school with this ref, under the data folder. It is not made."""
    return FilterFolder(data / "filter" / school)


def shelf_folder(data: Path) -> Path:
    """Where copies of block lists are kept for all schools of an installation."""
    return data / "filter" / "lists"
