"""The proxy as a process: it listens, serves until it is asked to stop, and lets what is under way come to its end."""

import asyncio
import contextlib
import gc
import secrets
import signal
import sys
from collections.abc import Callable
from functools import partial
from types import ModuleType
from typing import Final

from schoolgate.filtering.blocked.continued import Continued
from schoolgate.filtering.blocked.tokens import Sealer
from schoolgate.filtering.folder import FilterFolder
from schoolgate.filtering.ways_in.desk import Desk
from schoolgate.filtering.ways_in.proxy.accounts import Accounts
from schoolgate.filtering.ways_in.proxy.client import Client
from schoolgate.filtering.ways_in.proxy.connecting import Calling
from schoolgate.filtering.ways_in.proxy.judging import Desk as Decides
from schoolgate.filtering.ways_in.proxy.judging import Judge
from schoolgate.filtering.ways_in.proxy.listening import Listener
from schoolgate.filtering.ways_in.proxy.names import Ask, Names, system
from schoolgate.filtering.ways_in.proxy.own import Own
from schoolgate.filtering.ways_in.proxy.reach import Reach
from schoolgate.filtering.ways_in.proxy.replies import Pages
from schoolgate.filtering.ways_in.proxy.settings import Settings
from schoolgate.filtering.ways_in.proxy.shared import Shared
from schoolgate.kernel.errors import BadInputError

if sys.platform != "win32":
    import resource
try:
    import uvloop
except ImportError:  # a machine it has no wheel for: the same, a good deal slower
    uvloop = None  # type: ignore[assignment]  # a module, or nothing

LOOPS: Final[ModuleType] = uvloop or asyncio
BACKLOG: Final = 1024
REFRESH_SECONDS: Final = 1.0
_OBJECTS: Final = 20_000
_FILES: Final = 65_536


class Proxy:
    """One proxy in this process. ``ask`` finds the addresses of names."""

    def __init__(
        self, folder: FilterFolder, settings: Settings, desk: Decides, *, ask: Ask = system, shares_port: bool = False
    ) -> None:
        self._settings, self._shares_port = settings, shares_port
        self.accounts = Accounts(folder)
        self._continued = Continued(folder)
        sealer = Sealer.of(folder, folder.root.name) if settings.schoolgate else None
        self._reach = Reach(settings.allowed, settings.web_ports, settings.tunnel_ports, settings.own)
        pages = Pages(settings.school, settings.schoolgate, sealer, self._continued)
        self.shared = Shared(
            Judge(desk, pages, self._reach, self.accounts),
            Calling(Names(ask), self._reach),
            settings.limits,
            b"1.1 schoolgate-" + secrets.token_hex(4).encode("ascii"),
            Own(settings.gone_to_directly),
            settings.plain_tunnel_ports,
        )
        self._servers: list[asyncio.Server] = []
        self._tending: list[asyncio.Task[None]] = []

    async def start(self) -> list[Listener]:
        """Listen. The listeners as they came to be, with their ports. Raises ``BadInputError`` for one that cannot."""
        loop = asyncio.get_running_loop()
        self.shared.now = loop.time()
        found = []
        for each in self._settings.listeners:
            made = partial(Client, self.shared, each)
            try:
                server = await loop.create_server(
                    made, each.host, each.port, backlog=BACKLOG, reuse_port=self._shares_port or None
                )
            except OSError as error:
                await self.stop(0)
                words = f"the filter cannot listen there ({error.strerror or error})."
                raise BadInputError(str(each), words, "Say another with --listen, or stop what is there.") from error
            self._servers.append(server)
            port = server.sockets[0].getsockname()[1]
            self._reach.ours.add(port)
            found.append(Listener(each.host, port, each.name, each.accounts, each.behind))
        self._tending = [loop.create_task(self.shared.sweep()), loop.create_task(self._refresh())]
        return found

    async def stop(self, seconds: float) -> None:
        """Take no more, and end when what is under way is through, or after so many seconds."""
        for server in self._servers:
            server.close()
        self.shared.stopping = True
        for each in list(self.shared.live):
            each.end()
        loop = asyncio.get_running_loop()
        until = loop.time() + seconds
        while self.shared.live and loop.time() < until:
            await asyncio.sleep(0.02)
        for each in list(self.shared.live):
            each.cut()
        self.shared.kept.end()
        for task in self._tending:
            task.cancel()
        await asyncio.sleep(0)

    async def _refresh(self) -> None:
        """Look at the small files beside the rules: accounts, and who went on after a warning."""
        while True:
            self.accounts.refresh()
            self._continued.refresh()
            await asyncio.sleep(REFRESH_SECONDS)


def run(
    folder: FilterFolder, settings: Settings, started: Callable[[list[Listener]], object], *, shares_port: bool = False
) -> None:
    """Serve until SIGTERM or Ctrl-C, then finish; a second signal ends at once. Raises ``BadInputError``.

    ``started`` is called with the listeners once they listen.
    """
    _allow_files()
    desk = Desk(folder, say)
    try:
        proxy = Proxy(folder, settings, desk, shares_port=shares_port)
        with asyncio.Runner(loop_factory=LOOPS.new_event_loop) as runner:
            runner.run(_serve(proxy, settings.limits.stop_seconds, started))
    finally:
        desk.close()


async def _serve(proxy: Proxy, seconds: float, started: Callable[[list[Listener]], object]) -> None:
    asked, again = asyncio.Event(), asyncio.Event()

    def stop() -> None:
        (again if asked.is_set() else asked).set()

    loop = asyncio.get_running_loop()
    for each in (signal.SIGTERM, signal.SIGINT):
        with contextlib.suppress(NotImplementedError):  # Windows
            loop.add_signal_handler(each, stop)
    started(await proxy.start())
    gc.freeze()  # lists and rules stay: looking through them again and again costs a tenth of all
    gc.set_threshold(_OBJECTS)
    await asked.wait()
    stopping = loop.create_task(proxy.stop(seconds))
    await asyncio.wait([stopping, loop.create_task(again.wait())], return_when=asyncio.FIRST_COMPLETED)


def say(words: str) -> None:
    sys.stderr.write(f"schoolgate filter: {words}\n")
    sys.stderr.flush()


def _allow_files() -> None:
    """As many connections as the system lets this process have: each is a file to it."""
    if sys.platform != "win32":
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = _FILES if hard == resource.RLIM_INFINITY else min(hard, _FILES)
        if soft < wanted:
            with contextlib.suppress(OSError, ValueError):
                resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
