"""What name servers make of the exports: by their rules, in a few lines; and how to ask a real one."""

import socket
import struct
import threading
import time
from collections.abc import Mapping
from typing import Final

from schoolgate.filtering.exports.cdb import mix, wire

NXDOMAIN: Final = 3
OPEN_ADDRESS: Final = bytes((192, 0, 2, 53))


class Zone:
    """A policy zone, read as draft-vixie-dnsop-dns-rpz 4.2 says: the name itself, else the star of RFC 4592."""

    def __init__(self, text: str) -> None:
        rows = [line.split() for line in text.splitlines() if " CNAME " in line]
        self.rows: Mapping[str, str] = {row[0]: row[2] for row in rows}
        assert len(self.rows) == len(rows), "a name is said twice"
        self.nodes = {name.split(".", cut)[-1] for name in self.rows for cut in range(name.count(".") + 1)}

    def answer(self, host: str) -> str:
        """``.`` for closed, ``rpz-passthru.`` or nothing for open, else the name to go to."""
        if host in self.rows:
            return self.rows[host]
        above = host.partition(".")[2]
        while above and above not in self.nodes:
            above = above.partition(".")[2]
        return self.rows.get(f"*.{above}" if above else "*", "")


class Database:
    """A cdb file, read as its specification says (cr.yp.to/cdb/cdb.txt)."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def get(self, key: bytes) -> bytes | None:
        mixed = mix(key)
        start, size = struct.unpack_from("<II", self.data, mixed % 256 * 8)
        for step in range(size):
            slot, place = struct.unpack_from("<II", self.data, start + (((mixed >> 8) + step) % size) * 8)
            if not place:
                return None
            lengths = struct.unpack_from("<II", self.data, place)
            found = self.data[place + 8 : place + 8 + lengths[0]]
            if slot == mixed and found == key:
                return self.data[place + 8 + lengths[0] : place + 8 + sum(lengths)]
        return None

    def is_closed(self, host: str) -> bool:
        """As the configuration beside the file asks it."""
        labels = host.split(".")
        names = [".".join(labels[place:]) for place in range(len(labels))]
        longest = next((found for name in names if (found := self.get(wire(name)))), b"")
        itself = self.get(wire(host))
        return longest == b"close" or (longest == b"below" and itself != b"below") or itself == b"alone"


def asked(port: int, host: str, record: int = 1) -> tuple[int, bytes]:
    """Ask a name server on this machine: the response code, and the whole message."""
    question = struct.pack(">HHHHHH", 7, 0x0100, 1, 0, 0, 0) + wire(host) + struct.pack(">HH", record, 1)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as channel:
        channel.settimeout(2)
        late = time.monotonic() + 30
        while time.monotonic() < late:
            channel.sendto(question, ("127.0.0.1", port))
            try:
                answer = channel.recv(4_096)
            except ConnectionRefusedError:  # it has not started yet
                time.sleep(0.1)
                continue
            except TimeoutError:
                continue
            return answer[3] & 15, answer
    raise TimeoutError(host)


class Upstream(threading.Thread):
    """A name server that has one address for every name, on a port of its own."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self._channel = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._channel.bind(("127.0.0.1", 0))
        self.port: int = self._channel.getsockname()[1]

    def run(self) -> None:
        while True:
            message, who = self._channel.recvfrom(4_096)
            end = message.index(b"\0", 12) + 5
            head = message[:2] + b"\x85\x80\0\1\0\1\0\0\0\0"
            record = b"\xc0\x0c\0\1\0\1\0\0\0\x3c\0\4" + OPEN_ADDRESS
            self._channel.sendto(head + message[12:end] + record, who)


def free_port() -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as channel:
        channel.bind(("127.0.0.1", 0))
        port: int = channel.getsockname()[1]
    return port
