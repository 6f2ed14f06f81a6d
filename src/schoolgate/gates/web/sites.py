"""What a rule names: a host with all its sub-domains, and on it a path and all below it where one is given."""

from dataclasses import dataclass
from functools import cache
from typing import Final

from publicsuffixlist import PublicSuffixList

from schoolgate.gates.web.addresses import Address, is_under, one_address
from schoolgate.gates.web.hosts import is_address, one_host

_WHOLE: Final = "/"


@dataclass(frozen=True, slots=True)
class Site:
    """``path`` is empty for the whole host. Never true of a parent: ``a.example`` says nothing of ``example``."""

    host: str
    path: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "host", one_host(self.host))
        if self.path:
            object.__setattr__(self, "path", one_address(f"http://{_bracketed(self.host)}{self.path}").path)

    @classmethod
    def read(cls, text: str) -> "Site":
        """A site from an address as a person pastes it. Raises ``UnreadableError``."""
        read: Address = one_address(text)
        return cls(read.host, "" if read.path == _WHOLE else read.path)

    def holds_path(self, path: str) -> bool:
        return not self.path or is_under(path, self.path)

    def __str__(self) -> str:
        return f"{self.host}{self.path}"


def is_public_suffix(host: str) -> bool:
    """Whether anybody can have a name under it (``co.uk``, ``github.io``), so that it is no site of anyone's.

    By the Public Suffix List, its private part included. A name of one label that the list does not know is none.
    """
    if is_address(host):
        return False
    return _suffixes().publicsuffix(host) == host


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList(accept_unknown=False)


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
