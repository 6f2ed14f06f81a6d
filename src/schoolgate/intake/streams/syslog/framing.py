"""Messages out of a TCP connection, in either way of RFC 6587: counted octets (3.4.1) or an end of line (3.4.2).

The way is seen at each message by itself: a digit begins a count, ``<`` begins a message (3.4.1, "octet counting").
"""

import re
from typing import Final

LONGEST: Final = 1 << 20  # bytes of one message; a log line's own limit
_COUNT: Final = re.compile(rb"([1-9][0-9]{0,7}) ")
_ENDS: Final = re.compile(rb"[\n\x00]")  # LF by the RFC, NUL by some firewalls (3.4.2)


class Framing:
    """What one connection has said so far. ``take`` what came, get whole messages; ``cut`` counts those too long."""

    def __init__(self, longest: int = LONGEST) -> None:
        self._held = bytearray()
        self._longest = longest
        self._skip = 0  # octets of a counted message too long to hold that are still to come
        self._skip_line = False
        self._sought = 0  # as far as no end of line is, so that a line that comes slowly is looked at once
        self.cut = 0

    def take(self, data: bytes) -> list[bytes]:
        """The messages that are whole now, without frame or end. One too long gives its first ``longest`` bytes."""
        self._held += data
        found: list[bytes] = []
        start = 0
        while (step := self._next(start)) is not None:
            start, message = step
            if message:
                found.append(message)
        del self._held[:start]
        return found

    def close(self) -> list[bytes]:
        """What the connection said last, where it ended without an end. A counted message that is not whole is cut."""
        rest = bytes(self._held)
        self._held.clear()
        counted = _COUNT.match(rest)
        if counted:
            rest = rest[counted.end() :]
            self.cut += 1
        rest = rest.strip(b"\r\n\0 ")
        return [] if self._skip or self._skip_line or not rest else [rest]

    def _next(self, start: int) -> tuple[int, bytes] | None:
        held = self._held
        if self._skip:
            gone = min(self._skip, len(held) - start)
            self._skip -= gone
            return (start + gone, b"") if gone else None
        if start >= len(held):
            return None
        if not self._skip_line and (counted := _COUNT.match(held, start)):
            return self._counted(start, counted.end(), int(counted[1]))
        if not self._skip_line and held[start] in b"123456789" and len(held) - start < 10 and held[start:].isdigit():
            return None  # a count that has not come whole
        return self._ended(start)

    def _counted(self, start: int, begin: int, count: int) -> tuple[int, bytes] | None:
        if count > self._longest:
            if len(self._held) - begin < self._longest:
                return None
            self.cut += 1
            message = bytes(self._held[begin : begin + self._longest])
            self._skip = count - self._longest
            return begin + self._longest, message
        if len(self._held) - begin < count:
            return None
        message = bytes(self._held[begin : begin + count]).rstrip(b"\r\n\0")
        return max(begin + count, start), message

    def _ended(self, start: int) -> tuple[int, bytes] | None:
        end = _ENDS.search(self._held, start + self._sought)
        self._sought = len(self._held) - start if end is None else 0
        if end is None:
            if self._skip_line:
                self._sought = 0
                return (len(self._held), b"") if len(self._held) > start else None
            if len(self._held) - start < self._longest:
                return None
            self._skip_line, self._sought = True, 0
            self.cut += 1
            return len(self._held), bytes(self._held[start : start + self._longest])
        message = bytes(self._held[start : end.start()]).rstrip(b"\r")
        if self._skip_line:
            self._skip_line, message = False, b""
        return end.end(), message
