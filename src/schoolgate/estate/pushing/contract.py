"""What a way to a directory is: a file that a technician applies, or a directory that is asked and changed itself."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from schoolgate.estate.pushing.plan import Change
from schoolgate.kernel.errors import BadInputError


class DirectoryGoneError(BadInputError):
    """The directory answers no more: nothing further is tried of it."""


class Directory(Protocol):
    """A directory that is open."""

    def members(self, groups: Collection[str]) -> Mapping[str, frozenset[str]]:
        """The addresses of the accounts in each group; a group there is not is left out."""

    def active(self, accounts: Collection[str]) -> Mapping[str, bool]:
        """Of those that are there: whether each account works."""

    def strangers(self, known: Collection[str]) -> Collection[str]:
        """The addresses of accounts that work and of which no name is known: nobody told us of them."""

    def apply(self, change: Change) -> None:
        """Make one change; one that is made already is no error. Raises ``BadInputError`` where it is refused,
        and ``DirectoryGoneError`` where nothing more can be asked."""


@dataclass(frozen=True, slots=True)
class Way:
    """``providers`` are the directories of ``DirectoryAccount`` whose accounts it does, the usual one first. One of
    ``render`` (the text of a file that makes the changes) and ``connect`` (by settings, see the file of the way) is
    given. ``asks`` are the settings that ``connect`` takes, and ``example`` is how the address of a server looks.
    """

    key: str
    title: str
    providers: tuple[str, ...]
    ending: str = ""
    render: Callable[[Sequence[Change]], str] | None = None
    connect: Callable[[Mapping[str, str]], Directory] | None = None
    asks: tuple[str, ...] = ()
    example: str = ""

    def __post_init__(self) -> None:
        if (self.render is None) == (self.connect is None):
            raise ValueError(f"way {self.key}: it makes a file, or opens a directory")

    def provider(self, wanted: str = "") -> str:
        """The directory whose accounts are meant. Raises ``BadInputError`` for one that this way cannot do."""
        if wanted and wanted not in self.providers:
            known = ", ".join(self.providers)
            raise BadInputError(f"the way {self.key}", f"it does no accounts of {wanted!r}.", f"It does: {known}.")
        return wanted or self.providers[0]
