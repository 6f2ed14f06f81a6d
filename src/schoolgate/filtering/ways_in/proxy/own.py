"""What is asked of the proxy itself: the file by which browsers find it."""

from collections.abc import Iterable
from http import HTTPStatus
from typing import Final

from schoolgate.filtering.ways_in.proxy.heads import Request
from schoolgate.filtering.ways_in.proxy.refusing import RefusedError, bad
from schoolgate.filtering.ways_in.proxy.replies import Reply, pac, proxy_file
from schoolgate.gates.web.hosts import is_address, one_authority
from schoolgate.gates.web.unreadable import UnreadableError

PATHS: Final = frozenset({"/proxy.pac", "/wpad.dat"})
_HTTP: Final = 80


class Own:
    """Answers what begins with a slash: it was sent to the proxy as to a site."""

    def __init__(self, direct: Iterable[str]) -> None:
        self._direct = tuple(dict.fromkeys(direct))

    def __call__(self, request: Request) -> Reply:
        """Raises ``RefusedError`` for anything but the file (400, 404)."""
        path = request.target.partition("?")[0]
        if path not in PATHS or request.method not in (b"GET", b"HEAD"):
            raise RefusedError(HTTPStatus.NOT_FOUND, "This is the school's web filter, and no site. Set it as a proxy.")
        try:
            host, port = one_authority(request.host or "")
        except UnreadableError as error:
            raise bad(f"Its host cannot be read: {error.cause}") from error
        shown = f"[{host}]" if ":" in host and is_address(host) else host
        return pac(proxy_file([f"{shown}:{port or _HTTP}"], self._direct))
