"""What the gate asks of compiled lists, and the same answered from a dictionary."""

from collections.abc import Iterator, Mapping
from typing import Final, Protocol, runtime_checkable

from schoolgate.gates.web.hosts import is_address


class Categories(Protocol):
    """Compiled lists, whatever they are kept in."""

    def of(self, host: str) -> int:
        """The bits of ``categories.CATALOGUE`` of a host in its one spelling, and of all its parents; 0 if unlisted."""
        ...


# Second labels under which a country's registry sells names.
_SHARED: Final = frozenset({"ac", "co", "com", "edu", "gov", "ltd", "me", "net", "nhs", "org", "plc", "police", "sch"})


@runtime_checkable
class Pages(Categories, Protocol):
    """Lists that hold single pages too: asked where the path can be seen."""

    def of_page(self, host: str, path: str) -> int:
        """The bits of a page: its host's, and those of every listed page that it is or lies under."""
        ...

    def has_pages(self, host: str) -> bool:
        """Whether any page of a host is listed by itself; of all others the path need not be asked."""
        ...


def mask_of_page(categories: Categories, host: str, path: str) -> int:
    """The bits of a host, and of the page where it can be seen and the lists hold pages."""
    if len(path) > 1 and isinstance(categories, Pages):
        return categories.of_page(host, path)
    return categories.of(host)


def parents(host: str) -> Iterator[str]:
    """A host, then all that it lies under, the nearest first. A bare address lies under nothing."""
    yield host
    if is_address(host):
        return
    while host := host.partition(".")[2]:
        yield host


def site_of(host: str) -> str:
    """The last two labels of a host, and three under ``co.uk`` and its like: all rules about it or what it lies under,
    but for those on a whole top (``is_top``), share them.
    """
    dot = host.rfind(".", 0, host.rfind("."))
    if dot > 0 and host[dot + 1 : host.index(".", dot + 1)] in _SHARED:
        dot = host.rfind(".", 0, dot)
    return host[dot + 1 :]


def is_top(host: str) -> bool:
    """Whether a host is one of those under which sites of many owners lie, so that theirs share no ``site_of``."""
    first, dot, rest = host.partition(".")
    return not dot or ("." not in rest and first in _SHARED)


class HostTable:
    """``Categories`` from a dictionary of hosts in their one spelling, for few hosts and for tests."""

    def __init__(self, masks: Mapping[str, int]) -> None:
        self._masks = dict(masks)

    def of(self, host: str) -> int:
        masks = self._masks
        mask = masks.get(host, 0)
        if is_address(host):
            return mask
        dot = host.find(".") + 1
        while dot:
            mask |= masks.get(host[dot:], 0)
            dot = host.find(".", dot) + 1
        return mask


NOTHING_LISTED = HostTable({})
