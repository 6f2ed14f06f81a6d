"""A site behind TLS that answers every request alike."""

import contextlib
import socket
import ssl
import threading

from schoolgate.filtering.ways_in.proxy.tests.a_proxy import HERE, PATIENCE


class SecureSite:
    """``says`` is its whole answer, with a length."""

    def __init__(self, context: ssl.SSLContext, says: bytes) -> None:
        self._context, self._says = context, says
        self.socket = socket.create_server((HERE, 0))
        self.port = self.socket.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                taken, _ = self.socket.accept()
            except OSError:
                return
            taken.settimeout(PATIENCE)
            threading.Thread(target=self._answer, args=(taken,), daemon=True).start()

    def _answer(self, taken: socket.socket) -> None:
        with contextlib.suppress(OSError), taken, self._context.wrap_socket(taken, server_side=True) as talk:
            heard = b""
            while piece := talk.recv(65_536):
                heard += piece
                while (end := heard.find(b"\r\n\r\n")) >= 0:
                    heard = heard[end + 4 :]
                    talk.sendall(self._says)

    def close(self) -> None:
        self.socket.shutdown(socket.SHUT_RDWR)
        self.socket.close()
