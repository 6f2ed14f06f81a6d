"""Connections to sites that are kept between requests, for whichever client asks the same site next.

Only by the same name asked for, the same name gone to and the same port: so all that one client could leave behind on
a connection is the site's own. One that knows who signed in (NTLM, Negotiate) is never here; see ``Fields.bound``.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from schoolgate.filtering.ways_in.proxy.server import Server


class Key(NamedTuple):
    """``host`` is what was asked for, ``going`` the name connected to."""

    host: str
    going: str
    port: int


class Kept:
    """At most ``most`` of them, each for ``seconds``; of several the one used last is taken first."""

    def __init__(self, most: int, seconds: float) -> None:
        self._most, self._seconds = most, seconds
        self._by_key: dict[Key, list[Server]] = {}
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def take(self, key: Key) -> "Server | None":
        """One on which a request may be sent; it is kept no more."""
        there = self._by_key.get(key)
        while there:
            server = there.pop()
            self._count -= 1
            if not there:
                del self._by_key[key]
            if server.usable:
                return server
        return None

    def put(self, server: "Server", now: float) -> None:
        server.since = now
        self._by_key.setdefault(server.key, []).append(server)
        self._count += 1
        if self._count > self._most:
            self._drop(next(iter(self)))

    def forget(self, server: "Server") -> None:
        """It ended by itself."""
        there = self._by_key.get(server.key)
        if there and server in there:
            there.remove(server)
            self._count -= 1
            if not there:
                del self._by_key[server.key]

    def sweep(self, now: float) -> None:
        """End those that nobody wanted."""
        for each in [each for each in self if each.since + self._seconds < now]:
            self._drop(each)

    def end(self) -> None:
        """End all of them."""
        for each in list(self):
            self._drop(each)

    def __iter__(self) -> "Iterator[Server]":
        for there in self._by_key.values():
            yield from there

    def _drop(self, server: "Server") -> None:
        self.forget(server)
        server.drop()
