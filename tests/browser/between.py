"""A cable between the browser and the site that can be pulled, or that loses an answer once the site has given it."""

import socket
import threading
from contextlib import closing, suppress
from typing import Final
from urllib.parse import urlsplit

_PIECE: Final = 65_536


class Cable:
    """Listens on loopback and passes bytes on to ``site``. ``lose`` is what the first line of a request begins with
    whose answer is lost: the site has done what it was asked, and the browser never hears of it."""

    def __init__(self, site: str) -> None:
        address = urlsplit(site)
        self._site = (address.hostname or "", address.port or 80)
        self.lose = b""
        self.lost = 0
        self._open: set[socket.socket] = set()
        self._listens: socket.socket | None = None
        self._port = 0
        self.plug()

    @property
    def url(self) -> str:
        return f"http://{self._site[0]}:{self._port}"

    def plug(self) -> None:
        """Listen, on the port of before."""
        self._listens = socket.create_server((self._site[0], self._port))
        self._port = self._listens.getsockname()[1]
        threading.Thread(target=self._takes, args=(self._listens,), daemon=True).start()

    def pull(self) -> None:
        """End every connection, and refuse new ones."""
        listens, self._listens = self._listens, None
        for one in (*([listens] if listens else []), *self._open):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()
        self._open.clear()

    def _takes(self, listens: socket.socket) -> None:
        while True:
            try:
                browser, _address = listens.accept()
                site = socket.create_connection(self._site)
            except OSError:
                return
            self._open |= {browser, site}
            threading.Thread(target=self._passes, args=(browser, site), daemon=True).start()

    def _passes(self, browser: socket.socket, site: socket.socket) -> None:
        doomed = threading.Event()
        back = threading.Thread(target=self._answers, args=(site, browser, doomed), daemon=True)
        back.start()
        with suppress(OSError), closing(site):
            while piece := browser.recv(_PIECE):
                if self.lose and piece.startswith(self.lose):
                    doomed.set()
                site.sendall(piece)

    def _answers(self, site: socket.socket, browser: socket.socket, doomed: threading.Event) -> None:
        with suppress(OSError), closing(browser):
            while piece := site.recv(_PIECE):
                if doomed.is_set():
                    self.lost += 1
                    return
                browser.sendall(piece)
