"""Going to a site: to the very addresses that were judged, the first of which answers (RFC 8305)."""

import asyncio
from collections.abc import Callable
from http import HTTPStatus
from itertools import chain, zip_longest
from typing import Final

from schoolgate.filtering.ways_in.proxy.names import Names
from schoolgate.filtering.ways_in.proxy.reach import Reach, itself
from schoolgate.filtering.ways_in.proxy.refusing import RefusedError

HEAD_START: Final = 0.25  # seconds that an address has before the next is tried beside it
MOST_TRIED: Final = 6


class Calling:
    """Finds sites and connects to them."""

    def __init__(self, names: Names, reach: Reach) -> None:
        self.names, self._reach = names, reach

    async def connected[P: asyncio.BaseProtocol](
        self, host: str, port: int, made: Callable[[], P]
    ) -> tuple[asyncio.Transport, P]:
        """A connection to a host in its one spelling. Raises ``RefusedError`` (403, 502, 508).

        Whoever waits for it says for how long, by cancelling.
        """
        try:
            addresses = self._reach.open(await self.names.of(host), port, host)
            transport, protocol = await _first(in_turn(addresses)[:MOST_TRIED], port, made)
        except OSError as error:
            raise RefusedError(HTTPStatus.BAD_GATEWAY, "The site cannot be reached.") from error
        if (
            port in self._reach.ours
            and transport.get_extra_info("sockname")[0] == transport.get_extra_info("peername")[0]
        ):
            transport.abort()
            raise itself()
        return transport, protocol


def in_turn(addresses: list[str]) -> list[str]:
    """Of either family one after the other, in the order given."""
    if len(addresses) == 1:
        return addresses
    sixes, fours = [each for each in addresses if ":" in each], [each for each in addresses if ":" not in each]
    pair = (sixes, fours) if addresses[0] in sixes else (fours, sixes)
    return [each for each in chain.from_iterable(zip_longest(*pair)) if each is not None]


async def _first[P: asyncio.BaseProtocol](
    addresses: list[str], port: int, made: Callable[[], P]
) -> tuple[asyncio.Transport, P]:
    """The connection that is there first. Raises ``OSError`` where none comes to be."""
    loop = asyncio.get_running_loop()
    if len(addresses) == 1:
        return await loop.create_connection(made, addresses[0], port)
    waiting = list(addresses)
    trying: set[asyncio.Task[tuple[asyncio.Transport, P]]] = set()
    failed: OSError | None = None
    try:
        while waiting or trying:
            if waiting:
                trying.add(asyncio.ensure_future(loop.create_connection(made, waiting.pop(0), port)))
            done, trying = await asyncio.wait(
                trying, timeout=HEAD_START if waiting else None, return_when=asyncio.FIRST_COMPLETED
            )
            won = [each for each in done if not each.cancelled() and each.exception() is None]
            for spare in won[1:]:
                spare.result()[0].abort()
            if won:
                return won[0].result()
            failed = next((error for each in done if isinstance(error := each.exception(), OSError)), failed)
    finally:
        for each in trying:
            each.add_done_callback(_hang_up)
            each.cancel()
    raise failed or OSError("nobody answered")


def _hang_up(task: "asyncio.Task[tuple[asyncio.Transport, asyncio.BaseProtocol]]") -> None:
    if not task.cancelled() and task.exception() is None:
        task.result()[0].abort()
