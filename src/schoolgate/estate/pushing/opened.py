"""What every way that opens a directory holds to: the way there is locked."""

import ipaddress
import ssl
from urllib.parse import urlsplit

from schoolgate.kernel.errors import BadInputError


def check_locked(server: str, locked: str, plain: str) -> None:
    """Raises ``BadInputError`` unless the address begins with ``locked``, or with ``plain`` and is this machine."""
    try:
        address = urlsplit(server)
        here = _here(address.hostname or "")
    except ValueError:
        raise BadInputError("the directory", "its address is none.", f"Give one that begins {locked}://.") from None
    if not address.hostname or (address.scheme != locked and not (address.scheme == plain and here)):
        cause = "the way to it is not locked."
        raise BadInputError("the directory", cause, f"Give an address that begins {locked}://.")
    if address.username or address.query:
        raise BadInputError("the directory", "its address holds more than an address.", "Give the password by itself.")


def check_authority(file: str) -> None:
    """Raises ``BadInputError`` for a file of certificates that cannot be read."""
    if not file:
        return
    try:
        ssl.create_default_context(cafile=file)
    except (OSError, ValueError):
        raise BadInputError(
            "the authority’s file", "it holds no certificate.", "Give its place on this server."
        ) from None


def _here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
