"""Sites that somebody asked for, as a room above knows them: the log knows only that they were blocked."""

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from publicsuffixlist import PublicSuffixList

if TYPE_CHECKING:
    from schoolgate.people.models import School

_KNOWN: "list[Callable[[School], tuple[str, ...]]]" = []


def register(hosts: "Callable[[School], tuple[str, ...]]") -> None:
    """Say who knows which hosts were asked for. Called as an app starts; twice does nothing more."""
    if hosts not in _KNOWN:
        _KNOWN.append(hosts)


def sites_asked_for(school: "School") -> tuple[str, ...]:
    """By their registrable domains, as a row says them."""
    return tuple(sorted({_suffixes().privatesuffix(host) or host for hosts in _KNOWN for host in hosts(school)}))


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()
