"""What every feed of leases yields, whatever server wrote it.

``address`` and ``mac`` in one spelling. ``starts`` and ``ends`` are ``2026-11-24T10:42:00Z``, or without the ``Z``
where the server wrote its own local time. ``starts`` is empty where the file does not say, ``ends`` where the lease
holds until further notice.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Final

from schoolgate.feeds.contract import Files, Item, Reject, Row
from schoolgate.feeds.lines import Lines
from schoolgate.feeds.unfit import UnfitError
from schoolgate.feeds.values import read_ip, read_mac
from schoolgate.kernel.errors import BadInputError

_LATEST: Final = 7_258_118_400  # the year 2200: no lease is longer, and a database's year is bounded
_DUID_LLT, _DUID_LL, _ETHERNET = "0001", "0003", "0001"


def lease(line: int, raw: str, part: str, said: Mapping[str, str]) -> Item:
    """A row of ``address``, ``mac``, ``starts`` and ``ends``, or why it cannot be one."""
    try:
        values = {"address": read_ip(said["address"]), "mac": read_mac(said["mac"])}
    except UnfitError as error:
        return Reject(line, f"{error.reason[0].upper()}{error.reason[1:]}", raw, part)
    starts, ends = said["starts"], said["ends"]
    if starts and ends and ends <= starts:
        return Reject(line, "The lease ends before it begins.", raw, part)
    return Row(line, {**values, "starts": starts, "ends": ends}, part)


def from_epoch(text: str) -> str:
    """Seconds since 1970 as the spelling above. Raises ``UnfitError``."""
    if not re.fullmatch(r"\d{1,11}", text) or int(text) > _LATEST:
        raise UnfitError(f"“{text[:40]}” is not a number of seconds since 1970.")
    return datetime.fromtimestamp(int(text), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def mac_of_duid(duid: str) -> str:
    """The hardware address inside a DHCPv6 client's own identifier (RFC 8415, 11.2 and 11.4). Raises ``UnfitError``."""
    packed = re.sub(r"[\s:.-]", "", duid).lower()
    for kind, length in ((_DUID_LLT, 16), (_DUID_LL, 8)):
        if packed.startswith(kind + _ETHERNET) and len(packed) == length + 12:
            return read_mac(packed[length:])
    raise UnfitError("The client gave an identifier that holds no hardware address.")


def plain_lines(files: Files) -> Iterator[tuple[str, int, str]]:
    """``(part, line, text)`` of every line that is not blank."""
    for name, data in files.items():
        part = name if len(files) > 1 else ""
        for number, text in enumerate(Lines(data, name), 1):
            if text.strip():
                yield part, number, text.strip()


def beginning(files: Files) -> str:
    """The first lines of the first file, to be recognised by; empty for what is no text."""
    try:
        lines = [text for (_, _, text), _ in zip(plain_lines(files), range(40), strict=False)]
    except BadInputError:
        return ""
    return "\n".join(lines)
