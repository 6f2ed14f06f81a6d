"""Asking one name server directly (RFC 1035), to see what it answers and not what the machine makes of it."""

from __future__ import annotations

import ipaddress
import os
import socket
import struct
from dataclasses import dataclass

A, CNAME, AAAA = 1, 5, 28
NXDOMAIN, NAME_REFUSED = 3, 5
_TRUNCATED = 0x0200


class NoAnswerError(OSError):
    """``how`` is ``timed-out``, ``refused``, ``no-route`` or ``garbled``."""

    def __init__(self, how: str) -> None:
        super().__init__(how)
        self.how = how


@dataclass(frozen=True)
class NameAnswer:
    """``code`` is the response code; addresses and the names it led through, in the order they came."""

    code: int
    addresses: tuple[str, ...] = ()
    led_through: tuple[str, ...] = ()


def ask_name_server(server: str, name: str, kind: int = A, timeout: float = 4.0) -> NameAnswer:
    """Ask over UDP, and over TCP what was cut short. ``server`` is ``192.0.2.1``, ``192.0.2.1:5353`` or
    ``[2001:db8::1]:53``. Raises ``NoAnswerError``.
    """
    host, port = server_and_port(server, 53)
    number = struct.unpack(">H", os.urandom(2))[0]
    question = name_question(name, kind, number)
    try:
        told = _by_udp(host, port, question, timeout)
        if struct.unpack(">H", told[2:4])[0] & _TRUNCATED:
            told = _by_tcp(host, port, question, timeout)
        return read_name_answer(told, number)
    except socket.timeout:
        raise NoAnswerError("timed-out") from None
    except ConnectionError:
        raise NoAnswerError("refused") from None
    except NoAnswerError:
        raise
    except OSError:
        raise NoAnswerError("no-route") from None
    except (struct.error, IndexError, ValueError):
        raise NoAnswerError("garbled") from None


def name_question(name: str, kind: int = A, number: int = 0) -> bytes:
    labels = name.rstrip(".").encode("idna" if not name.isascii() else "ascii").split(b".")
    if any(not 0 < len(label) < 64 for label in labels):
        raise ValueError("no name: %r" % name)
    asked = b"".join(bytes((len(label),)) + label for label in labels) + b"\0"
    return struct.pack(">HHHHHH", number, 0x0100, 1, 0, 0, 0) + asked + struct.pack(">HH", kind, 1)


def read_name_answer(told: bytes, number: int = 0) -> NameAnswer:
    """Raises ``ValueError``, ``IndexError`` or ``struct.error`` for no answer to the question of this number."""
    found, flags, questions, answers = struct.unpack(">HHHH", told[:8])
    if found != number or not flags & 0x8000:
        raise ValueError("this is no answer to what was asked")
    at = 12
    for _ in range(questions):
        at = _skip_name(told, at) + 4
    addresses, through = [], []
    for _ in range(answers):
        at = _skip_name(told, at)
        kind, _class, _ttl, size = struct.unpack(">HHIH", told[at : at + 10])
        at += 10
        held = told[at : at + size]
        if len(held) != size:
            raise ValueError("the answer is cut short")
        if (kind, size) in ((A, 4), (AAAA, 16)):
            addresses.append(str(ipaddress.ip_address(held)))
        elif kind == CNAME:
            through.append(_read_name(told, at))
        at += size
    return NameAnswer(flags & 0x000F, tuple(addresses), tuple(through))


def server_and_port(written: str, port: int) -> tuple[str, int]:
    """``192.0.2.1:5353`` in its two parts; a bare IPv6 address is one whole."""
    if written.startswith("["):
        host, _, rest = written[1:].partition("]")
        return host, int(rest[1:]) if rest[1:] else port
    host, colon, said = written.rpartition(":")
    return (host, int(said)) if colon and ":" not in host else (written, port)


def _by_udp(host: str, port: int, question: bytes, timeout: float) -> bytes:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for last in (False, True):  # a datagram may be lost, and that is nobody's decision
        with socket.socket(family, socket.SOCK_DGRAM) as line:
            line.settimeout(timeout / 2)
            line.connect((host, port))
            line.send(question)
            try:
                return line.recv(4096)
            except socket.timeout:
                if last:
                    raise
    raise NoAnswerError("timed-out")


def _by_tcp(host: str, port: int, question: bytes, timeout: float) -> bytes:
    with socket.create_connection((host, port), timeout) as line:
        line.sendall(struct.pack(">H", len(question)) + question)
        size = struct.unpack(">H", _exactly(line, 2))[0]
        return _exactly(line, size)


def _exactly(line: socket.socket, size: int) -> bytes:
    held = b""
    while len(held) < size:
        more = line.recv(size - len(held))
        if not more:
            raise NoAnswerError("garbled")
        held += more
    return held


def _skip_name(told: bytes, at: int) -> int:
    while told[at]:
        if told[at] & 0xC0:
            return at + 2
        at += 1 + told[at]
    return at + 1


def _read_name(told: bytes, at: int) -> str:
    labels: list[str] = []
    for _ in range(128):  # a name that points at itself has no end
        size = told[at]
        if not size:
            return ".".join(labels).lower()
        if size & 0xC0:
            at = struct.unpack(">H", told[at : at + 2])[0] & 0x3FFF
            continue
        labels.append(told[at + 1 : at + 1 + size].decode("ascii", "replace"))
        at += 1 + size
    raise ValueError("the name has no end")
