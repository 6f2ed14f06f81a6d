"""What all connections of one proxy share, and the hand that ends those who take too long."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import islice
from typing import Final, Protocol

from schoolgate.filtering.ways_in.proxy.connecting import Calling
from schoolgate.filtering.ways_in.proxy.heads import Request
from schoolgate.filtering.ways_in.proxy.judging import Judge
from schoolgate.filtering.ways_in.proxy.kept import Kept
from schoolgate.filtering.ways_in.proxy.limits import Limits
from schoolgate.filtering.ways_in.proxy.replies import Reply
from schoolgate.filtering.ways_in.proxy.tunnels import Tunnel

SWEEP_SECONDS: Final = 0.5
AGAIN_SECONDS: Final = 5.0  # after which an open tunnel is judged again
_AT_ONCE: Final = 500  # tunnels judged again in one sweep, some 3 ms


class Timed(Protocol):
    """A connection with a moment by which something has to have happened."""

    deadline: float

    def late(self) -> None:
        """It has not happened."""
        ...

    def end(self) -> None:
        """The proxy is stopping: end as soon as what is under way is through."""
        ...

    def cut(self) -> None:
        """End now."""
        ...


@dataclass(eq=False)
class Shared:
    """``now`` is the loop's time, half a second out at most: it is read for each piece of each page. ``own`` answers
    what is asked of the proxy itself. By ``plain_tunnels``, ports, what is no TLS may go as well.
    """

    judge: Judge
    calling: Calling
    limits: Limits
    via: bytes
    own: Callable[[Request], Reply]
    plain_tunnels: frozenset[int] = frozenset()
    kept: Kept = field(init=False)
    live: set[Timed] = field(default_factory=set)
    joined: dict[Tunnel, None] = field(default_factory=dict)  # tunnels, whoever was judged longest ago first
    now: float = 0.0
    stopping: bool = False

    def __post_init__(self) -> None:
        self.kept = Kept(self.limits.idle_sites, self.limits.idle_site_seconds)

    async def sweep(self) -> None:
        """End those that are late, for as long as the proxy runs."""
        loop = asyncio.get_running_loop()
        while True:
            self.now = loop.time()
            for each in [each for each in self.live if each.deadline < self.now]:
                each.late()
            self.judge_again()
            self.kept.sweep(self.now)
            await asyncio.sleep(SWEEP_SECONDS)

    def judge_again(self) -> None:
        """End tunnels to what has been closed since: nobody asks again for what is open."""
        for tunnel in list(islice(self.joined, _AT_ONCE)):
            if tunnel.judged > self.now - AGAIN_SECONDS:
                break
            tunnel.judged = self.now
            del self.joined[tunnel]
            self.joined[tunnel] = None
            if not tunnel.still():
                tunnel.cut()
