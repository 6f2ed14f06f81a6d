"""What a way to a directory is: a file that a technician applies, or a directory that is asked and changed itself."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from schoolgate.estate.pushing.plan import Change


class Directory(Protocol):
    """A directory that is open."""

    def members(self, groups: Collection[str]) -> Mapping[str, frozenset[str]]:
        """The addresses of the accounts in each group; a group there is not is left out."""

    def active(self, accounts: Collection[str]) -> Mapping[str, bool]:
        """Of those that are there: whether each account works."""

    def apply(self, change: Change) -> None:
        """Make one change; one that is made already is no error. Raises ``BadInputError`` where it is refused."""


@dataclass(frozen=True, slots=True)
class Way:
    """``provider`` is a directory of ``DirectoryAccount``. One of ``render`` (the text of a file that makes the
    changes) and ``connect`` (by settings, see the file of the way) is given."""

    key: str
    title: str
    provider: str
    ending: str = ""
    render: Callable[[Sequence[Change]], str] | None = None
    connect: Callable[[Mapping[str, str]], Directory] | None = None

    def __post_init__(self) -> None:
        if (self.render is None) == (self.connect is None):
            raise ValueError(f"way {self.key}: it makes a file, or opens a directory")
