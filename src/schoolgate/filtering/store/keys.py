"""How a host and a page are written in the store, and what of a name lies above it."""

import re
from typing import Final

_ENDS: Final = "/?&#;"
_WWW: Final = re.compile(r"^www\d{0,2}\.(?=.*\.)")


def host_key(host: str) -> str:
    """``moc.elpmaxe.`` for ``example.com``: what begins with it is the host, or lies below it."""
    return f"{host[::-1]}."


def host_of(key: str) -> str:
    return key[-2::-1]


def page_key(host: str, path: str) -> str:
    """A page of one host: its key, then the path without the slash at its end. ``www.`` before a host is no other."""
    return f"{_WWW.sub('', host)[::-1]}.{path.rstrip('/')}"


def is_whole_part(asked: str, length: int) -> bool:
    """Whether the first ``length`` characters of a page's key end where a part of its path ends."""
    return len(asked) == length or asked[length] in _ENDS or asked[length - 1] in "?&="
