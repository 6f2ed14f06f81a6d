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
    told = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(each[4][0]) for each in told))


class Names:
    """``ask`` finds the addresses of a name; ``clock`` in seconds."""

    def __init__(self, ask: Ask = system, kept: int = KEPT, clock: Callable[[], float] = time.monotonic) -> None:
        self._ask, self._most, self._clock = ask, kept, clock
        self._kept: OrderedDict[str, tuple[float, Found]] = OrderedDict()
        self._asking: dict[str, asyncio.Task[Found]] = {}

    async def of(self, host: str) -> Found:
        """The addresses of a host in its one spelling. Raises ``RefusedError`` (502) where there are none."""
        if is_address(host):
            return (host,)
        kept = self._kept.get(host)
        if kept is not None and kept[0] > self._clock():
            found = kept[1]
        else:
            task = self._asking.get(host)
            if task is None:
                task = self._asking[host] = asyncio.ensure_future(self._find(host))
                task.add_done_callback(lambda _: self._asking.pop(host, None))
            found = await asyncio.shield(task)  # whoever asked first may leave, and the others still want to know
        if not found:
            raise RefusedError(HTTPStatus.BAD_GATEWAY, "There is no site of this name.")
        return found

    async def _find(self, host: str) -> Found:
        try:
            found = tuple(await self._ask(host))
        except (OSError, UnicodeError):
            found = ()
        self._kept[host] = self._clock() + (KEPT_SECONDS if found else LOST_SECONDS), found
        self._kept.move_to_end(host)
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)
        return found
