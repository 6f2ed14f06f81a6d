"""Syslog, by TCP and UDP: a firewall or a filter sends each line as it happens."""

import ipaddress
import threading
from collections.abc import Iterator, Mapping
from typing import Any, Final

from schoolgate.activity.transports.contract import Asked, At, Piece, Receiver, Transport, number, said
from schoolgate.activity.transports.pushed import take
from schoolgate.intake.streams.syslog.listening import Listener, networks
from schoolgate.intake.streams.waiting import Inbox
from schoolgate.kernel.errors import BadInputError

_SENDERS: Final = Asked(
    "senders", "Who may send", "The firewall’s address, such as 10.20.0.1; several with blanks between."
)
_ALL: Final = str(ipaddress.IPv4Address(0))  # every address of this computer; only known senders are heard
_LISTEN: Final = Asked(
    "listen", "Which address of this computer", "Where it listens; 0.0.0.0 is all of them.", usual=_ALL
)
_PORT: Final = Asked(
    "port", "Which port", "The same is said in the firewall’s own settings.", number=True, usual="5514"
)


def _check(given: Mapping[str, str]) -> dict[str, Any]:
    listen = said(given, _LISTEN)
    try:
        ipaddress.ip_address(listen)
    except ValueError as error:
        raise BadInputError(
            _LISTEN.label, f"{listen!r} is no address.", "Write it as 10.20.0.5, or 0.0.0.0."
        ) from error
    senders = " ".join(map(str, networks(said(given, _SENDERS))))
    return {"listen": listen, "port": number(given, _PORT, 1, 65535), "senders": senders}


class _Receiver:
    """A listener, and the inbox its lines go to."""

    def __init__(self, at: At) -> None:
        self._inbox = Inbox(at.inbox, at.lock)
        way = at.way
        self._listener = Listener(way["listen"], way["port"], networks(way["senders"]), self._inbox.add)
        self._turn = threading.Lock()
        self._lost = 0

    async def start(self) -> None:
        await self._listener.start()

    async def stop(self) -> None:
        await self._listener.stop()

    def flush(self) -> None:
        with self._turn:
            self._inbox.flush()

    def told(self) -> str:
        counts = self._listener.counts
        if self._inbox.refusal:
            return self._inbox.refusal
        if counts.lost > self._lost:
            return f"{counts.lost:,} messages were lost: they came faster than they could be written down."
        if counts.strangers and not counts.taken:
            return f"{counts.last_stranger} sends, and is not among those who may."
        return ""


def _receive(at: At) -> Receiver:
    return _Receiver(at)


def _take(at: At) -> Iterator[Piece]:
    return take(at)


TRANSPORT = Transport(
    key="syslog",
    words="A firewall or filter that sends syslog",
    hint="Every line arrives as it happens, by TCP or UDP.",
    check=_check,
    take=_take,
    asked=(_SENDERS, _LISTEN, _PORT),
    receive=_receive,
)
