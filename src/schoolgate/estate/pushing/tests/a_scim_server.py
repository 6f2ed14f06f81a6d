"""A SCIM server that is not ours, on the loopback: scim2-server over its own memory, with faults to be asked for."""

import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

from scim2_models import UnauthorizedException
from scim2_server.applications.wsgi import WSGIApplication
from scim2_server.memory import InMemoryStorage
from scim2_server.requests import ScimRequest
from scim2_server.responses import ScimResponse
from scim2_server.utils import load_default_provider

from schoolgate.frame.certificates import Served

TOKEN = "three-plain-words"


@dataclass
class Faults:
    """``wait``: how many requests are told to wait first. ``refuse``: ids whose PATCH is refused. ``gone_after``: so
    many PATCHes are answered, and then none."""

    wait: int = 0
    refuse: set[str] = field(default_factory=set)
    gone_after: int | None = None
    patches: int = 0


class _Application(WSGIApplication):
    faults: Faults

    def check_auth(self, request: ScimRequest) -> None:
        if request.header("Authorization") != f"Bearer {TOKEN}":
            raise UnauthorizedException

    def serve(self, request: ScimRequest) -> ScimResponse:
        faults = self.faults
        if faults.wait > 0:
            faults.wait -= 1
            return ScimResponse(HTTPStatus.TOO_MANY_REQUESTS, {}, {"Retry-After": "0"})
        if request.method == "PATCH":
            faults.patches += 1
            if faults.gone_after is not None and faults.patches > faults.gone_after:
                return ScimResponse(HTTPStatus.BAD_GATEWAY, {})
            if any(ref.encode() in request.body for ref in faults.refuse):
                return ScimResponse(HTTPStatus.BAD_REQUEST, {"detail": "no"})
        return super().serve(request)


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_: Any) -> None: ...


@dataclass(frozen=True, slots=True)
class ScimServer:
    url: str
    faults: Faults

    @property
    def settings(self) -> dict[str, str]:
        return {"server": self.url, "password": TOKEN}


@contextmanager
def running(served: Served | None = None) -> Iterator[ScimServer]:
    """By TLS, where there is what to serve with."""
    application, faults = _Application(InMemoryStorage(), load_default_provider()), Faults()
    application.faults = faults
    with make_server("127.0.0.1", 0, application, handler_class=_Quiet) as server:
        where = f"http://127.0.0.1:{server.server_port}/v2"
        if served is not None:
            context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            context.load_cert_chain(served.certificate, served.key)
            server.socket = context.wrap_socket(server.socket, server_side=True)
            where = f"https://localhost:{server.server_port}/v2"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield ScimServer(where, faults)
        finally:
            server.shutdown()
            thread.join(timeout=20)
