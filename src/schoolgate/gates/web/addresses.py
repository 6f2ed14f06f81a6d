"""Whole addresses, and what a request line says: the host in its one spelling, and the path where it can be seen."""

import re
from dataclasses import dataclass
from typing import Final

from schoolgate.gates.web.hosts import LONGEST_TEXT, MOST_PORT, PLAIN_NAME, is_settled, one_authority, parse, settled
from schoolgate.gates.web.unreadable import Reason, UnreadableError

UNSEEN: Final = ""  # the path of what is tunnelled, or asked of a name server
_CARRIED: Final = {"http": 80, "ws": 80, "https": 443, "wss": 443, "ftp": 21}
# An address in which nothing needs reading: as browsers send them.
_PLAIN: Final = re.compile(
    rf"(?:(https?)://)?({PLAIN_NAME})(?::([0-9]{{1,5}}))?((?:/(?!\.)[A-Za-z0-9_.~!$&'()*+,;=:@-]*)*)(?:[?#][!-~]*)?"
).fullmatch
_AROUND: Final = "".join(map(chr, range(0x21)))  # C0 controls and the space, which browsers take off both ends
_DROPPED: Final = str.maketrans("", "", "\t\n\r")  # and these they drop wherever they stand
_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(.*)", re.DOTALL).fullmatch
_UNRESERVED: Final = re.compile(r"%(?:2[dDeE]|3[0-9]|[46][1-9a-fA-F]|[57][0-9aA]|5[fF]|7[eE])")
_ESCAPE: Final = re.compile(r"%[0-9A-Fa-f]{2}")
_DOUBTFUL: Final = re.compile(r"%2F|%5C|%25|%00|(?:^|/)\.\.?(?:[/;]|$)").search


@dataclass(frozen=True, slots=True)
class Address:
    """A web address taken apart. ``path`` begins with a slash, and is empty where it cannot be seen."""

    host: str
    path: str = UNSEEN
    port: int = 443
    scheme: str = "https"


def one_address(text: str) -> Address:
    """The host, path, port and scheme of an address with or without its ``http://``. Raises ``UnreadableError``."""
    if len(text) > LONGEST_TEXT:
        raise UnreadableError(text, Reason.TOO_LONG)
    if (plain := _PLAIN(text)) is not None:
        scheme, host, port, path = plain.groups()
        if is_settled(host) and (port is None or int(port) <= MOST_PORT):
            scheme = scheme or "http"
            return Address(host, path or "/", _CARRIED[scheme] if port is None else int(port), scheme)
    tidy = text.strip(_AROUND).translate(_DROPPED)
    url = _with_scheme(tidy, text)
    _one_reading(url, text)
    read = parse(url, text)
    scheme = read.protocol.removesuffix(":")
    return Address(
        settled(read.hostname, text),
        one_path(read.pathname),
        int(read.port) if read.port else _CARRIED[scheme],
        scheme,
    )


def one_target(method: str, target: str, host: str = "") -> Address:
    """What an HTTP request asks for (RFC 9112 3.2): its method, its target, and its ``Host`` header.

    A whole address in the target outweighs the header, as the RFC has it. Raises ``UnreadableError``.
    """
    if method.upper() == "CONNECT":
        name, port = one_authority(target)
        return Address(name, UNSEEN, port or _CARRIED["https"])
    if target == "*":
        name, port = one_authority(host)
        return Address(name, "/", port or _CARRIED["http"], "http")
    if not target.startswith("/"):
        return one_address(target)
    one_authority(host)  # a header that is no host, such as one with a slash in it, is refused before it is joined
    return one_address(f"http://{host}{target}")


def one_path(path: str) -> str:
    """A path with every escape that says nothing written out, and the others in capitals. Dots were solved before."""
    if "%" not in path:
        return path
    written = _UNRESERVED.sub(lambda found: chr(int(found[0][1:], 16)), path)
    return _ESCAPE.sub(lambda found: found[0].upper(), written)


def is_under(path: str, prefix: str) -> bool:
    """Whether a path lies under a prefix, at a slash: ``/maths`` holds ``/maths/1`` and not ``/mathsgames``.

    Never where servers differ in what they make of the path: hidden slashes, hidden percent signs, dots that are left.
    """
    if _DOUBTFUL(path):
        return False
    stem = prefix.rstrip("/")
    return path == stem or path.startswith(f"{stem}/")


def _with_scheme(tidy: str, text: str) -> str:
    if not tidy:
        raise UnreadableError(text, Reason.NO_HOST)
    if tidy[0] in "/\\":
        if tidy[1:2] and tidy[1] in "/\\":
            return f"http:{tidy}"
        raise UnreadableError(text, Reason.NO_HOST)
    found = _SCHEME(tidy)
    if found is None:
        return f"http://{tidy}"
    if found[1].lower() in _CARRIED:
        return tidy
    if found[2].startswith(("/", "\\")) or not _has_port(found[2]):
        raise UnreadableError(text, Reason.SCHEME)
    return f"http://{tidy}"


def _has_port(rest: str) -> bool:
    """Whether what follows a colon is a port, or a person's password before an ``@``: then there was no scheme."""
    return bool(re.match(r"[0-9]*(?:[/?#\\]|$)", rest)) or "@" in re.split(r"[/?#\\]", rest, maxsplit=1)[0]


def _one_reading(url: str, text: str) -> None:
    """Refuse what RFC 3986 and the browsers read as two different hosts.

    A backslash is a slash to a browser and an ordinary character to others; of two ``@`` some take the first.
    """
    rest = url.partition(":")[2]
    authority = re.split(r"[/?#]", rest.lstrip("/\\"), maxsplit=1)[0]
    before, backslash, after = authority.partition("\\")
    if before.count("@") > 1 or (backslash and re.search(r"[.@:]", after) and rest.startswith("//")):
        raise UnreadableError(text, Reason.TWO_READINGS)
