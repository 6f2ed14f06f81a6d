"""Where a site is: names are asked once, by whoever asks first, and kept for a short while and in bounded number."""

import asyncio
import socket
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Final

from schoolgate.filtering.ways_in.proxy.refusing import RefusedError
from schoolgate.gates.web.hosts import is_address

KEPT: Final = 8192
KEPT_SECONDS: Final = 60.0  # the system's resolver tells no lifetime; pages move, and a lesson must not wait for it
LOST_SECONDS: Final = 5.0
type Ask = Callable[[str], Awaitable[list[str]]]
type Found = tuple[str, ...]


async def system(host: str) -> list[str]:
    """The addresses the machine's own resolver gives, in its order. Raises ``OSError``."""
    told = await asyncio.get_running_loop().getaddrinfo(
        host.encode("ascii"), None, type=socket.SOCK_STREAM, flags=socket.AI_ADDRCONFIG
    )
    return list(dict.fromkeys(str(each[4][0]) for each in told))


class Names:
    """``ask`` finds the addresses of a name; ``clock`` in seconds."""

    def __init__(self, ask: Ask = system, kept: int = KEPT, clock: Callable[[], float] = time.monotonic) -> None:
        self._ask, self._most, self._clock = ask, kept, clock
        self._kept: OrderedDict[str, tuple[float, Found]] = OrderedDict()
        self._asking: dict[str, asyncio.Future[None]] = {}

    async def of(self, host: str) -> Found:
        """The addresses of a host in its one spelling. Raises ``RefusedError`` (502) where there are none."""
        if is_address(host):
            return (host,)
        kept = self._kept.get(host)
        if kept is not None and kept[0] > self._clock():
            found = kept[1]
        elif (asking := self._asking.get(host)) is not None:
            await asyncio.wait((asking,))
            return await self.of(host)  # whoever asked may have left without an answer
        else:
            found = await self._find(host)
        if not found:
            raise RefusedError(HTTPStatus.BAD_GATEWAY, "There is no site of this name.")
        return found

    def forget(self) -> None:
        """Ask anew for every name."""
        self._kept.clear()

    async def _find(self, host: str) -> Found:
        asking = self._asking[host] = asyncio.get_running_loop().create_future()
        try:
            found = tuple(await self._ask(host))
        except (OSError, UnicodeError):
            found = ()
        finally:
            del self._asking[host]
            asking.set_result(None)
        self._kept[host] = self._clock() + (KEPT_SECONDS if found else LOST_SECONDS), found
        self._kept.move_to_end(host)
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)
        return found
