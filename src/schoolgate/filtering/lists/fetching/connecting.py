"""Connections to whoever publishes a list: over HTTPS, to an address out on the internet, for so long and no longer.

The names a school gives are looked up once, and what is connected to is what was looked at. A name that leads into the
school's own network, or to this machine, is refused: a list's address is no way to ask them questions.
"""

import http.client
import ipaddress
import socket
import ssl
import time
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from schoolgate.kernel.errors import BadInputError

LONGEST: Final = 2_000
_AGENT: Final = "Schoolgate (block lists of a school)"
_AGAIN: Final = "Give the address that the list's maker publishes."


@dataclass(frozen=True)
class Trusted:
    """Whose certificates count. ``loopback`` is for tests: this machine may be asked, without HTTPS too."""

    context: ssl.SSLContext = field(default_factory=ssl.create_default_context)
    loopback: bool = False


def checked(address: str, trusted: Trusted) -> str:
    """An address that may be asked, as it was given. Raises ``BadInputError``."""
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        host, parts = "", urlsplit("")
    if not host or len(address) > LONGEST or not address.isascii() or not address.isprintable() or " " in address:
        raise BadInputError("The address", "it cannot be read.", _AGAIN)
    if parts.username is not None or parts.password is not None:
        raise BadInputError(host, "its address holds a name or password, which everyone who reads it sees.", _AGAIN)
    if parts.scheme != "https" and not (parts.scheme == "http" and trusted.loopback and _is_loopback(host)):
        raise BadInputError(host, "its address does not begin with https://.", _AGAIN)
    return address


class Deadline:
    """When everything that is asked for one list must be over."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds
        self.seconds = seconds

    def left(self, most: float) -> float:
        """Seconds to wait for the next thing. Raises ``TimeoutError``."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return min(left, most)

    @property
    def is_over(self) -> bool:
        return time.monotonic() >= self._end


def asked(address: str, wanted: dict[str, str], trusted: Trusted, deadline: Deadline, wait: float) -> "Answered":
    """Ask once, following nothing. Raises ``OSError`` (and what is of it: ``ssl.SSLError``), ``HTTPException``."""
    parts = urlsplit(checked(address, trusted))
    host, secure = parts.hostname or "", parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    channel = _connected(host, port, trusted, deadline.left(wait))
    try:
        if secure:
            channel = trusted.context.wrap_socket(channel, server_hostname=host)
        connection = http.client.HTTPConnection(host, port, timeout=deadline.left(wait))
        connection.sock = channel
        target = f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"
        name = f"[{host}]" if ":" in host else host
        headers = {"Host": name if port in (80, 443) else f"{name}:{port}", "User-Agent": _AGENT}
        connection.request(
            "GET", target, headers=headers | {"Accept-Encoding": "identity", "Connection": "close"} | wanted
        )
        return Answered(connection, channel, connection.getresponse(), deadline, wait)
    except BaseException:
        channel.close()
        raise


@dataclass(frozen=True)
class Answered:
    """What came back; ``read`` waits for each part no longer than it may."""

    connection: http.client.HTTPConnection
    channel: socket.socket
    response: http.client.HTTPResponse
    deadline: Deadline
    wait: float

    def read(self, size: int) -> bytes:
        if self.response.isclosed():
            return b""
        self.channel.settimeout(self.deadline.left(self.wait))
        return self.response.read1(size)

    def close(self) -> None:
        self.response.close()
        self.connection.close()
        self.channel.close()


def _connected(host: str, port: int, trusted: Trusted, wait: float) -> socket.socket:
    refused: OSError = OSError(f"there is no address for {host}")
    for family, kind, protocol, _, place in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
        found = ipaddress.ip_address(str(place[0]).partition("%")[0])
        if not found.is_global and not (trusted.loopback and found.is_loopback):
            refused = OSError(f"{host} leads to {found}, which is not out on the internet")
            continue
        channel = socket.socket(family, kind, protocol)
        channel.settimeout(wait)
        try:
            channel.connect(place)
        except OSError as error:
            channel.close()
            refused = error
        else:
            return channel
    raise refused


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
