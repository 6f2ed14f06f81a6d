"""How Squid asks and is answered: one line each, of its ``external_acl`` protocol with concurrency.

A question is a number and the fields of ``FORMAT``, with blanks between, each escaped as in an address (RFC 1738), and
``-`` where there is nothing. What is asked comes last: ``request`` for a request or a tunnel, ``sni`` for the site that
a TLS greeting names, ``inspect`` for whether what is encrypted may be opened. An answer is the number, then ``OK``,
``ERR``, or ``BH`` for what could not be read, and words of the form ``key=value``.
"""

from typing import Final, NamedTuple
from urllib.parse import unquote

from schoolgate.filtering.answers import with_question
from schoolgate.filtering.ways_in.asker import Asker
from schoolgate.gates.web.addresses import UNSEEN, one_address
from schoolgate.gates.web.requests import Asked
from schoolgate.gates.web.unreadable import UnreadableError

# Address, proven account, hardware address and port of the listener; method, host and path as Squid itself reads them;
# the site of the TLS greeting; what is asked. %un asks nobody to sign in, as %LOGIN would.
FORMAT: Final = "%>a %un %>eui %lp %>rm %>rd %>rp %ssl::>sni %DATA"
FIELDS: Final = 10
REQUEST, SNI, INSPECT = "request", "sni", "inspect"
LONGEST: Final = 1 << 20  # bytes of a line
_NOTHING: Final = "-"
_KEPT: Final = 16_384
_NOT_READ: Final = " BH message=not-read"


class Question(NamedTuple):
    """``number`` is Squid's own, given back with the answer."""

    number: str
    asker: Asker
    host: str
    asked: Asked
    path: str
    kind: str


class LineError(ValueError):
    """A line that is no question. ``number`` is what it may be answered under."""

    def __init__(self, number: str) -> None:
        super().__init__("not a question")
        self.number = number

    @property
    def answer(self) -> str:
        return f"{self.number}{_NOT_READ}"


class Reader:
    """Reads questions. ``ways`` names listeners by port; askers are kept, since the same few ask again and again."""

    def __init__(self, ways: dict[str, str] | None = None) -> None:
        self._ways = ways or {}
        self._askers: dict[tuple[str, str, str, str], Asker] = {}

    def question(self, line: str) -> Question:
        """Raises ``LineError``."""
        fields = line.split(" ")
        if len(fields) != FIELDS:
            raise LineError(_number(fields[0]))
        number, address, account, hardware, port, method, host, path, sni, kind = fields
        key = (address, account, hardware, port)
        asker = self._askers.get(key) or self._met(key)
        if kind == SNI:
            return Question(number, asker, _plain(sni if sni != _NOTHING else host), Asked.SNI, UNSEEN, kind)
        asked = Asked.CONNECT if method == "CONNECT" else Asked.GET
        if "%" in host:
            host = unquote(host)
        if asked is Asked.CONNECT or path == _NOTHING:
            path = UNSEEN
        elif "%" in path or "/." in path:
            path = _one_path(host, unquote(path))
        if not number.isdecimal() or kind not in (REQUEST, INSPECT):
            raise LineError(_number(number))
        return Question(number, asker, host, asked, path, kind)

    def _met(self, key: tuple[str, str, str, str]) -> Asker:
        if len(self._askers) >= _KEPT:
            self._askers.clear()
        address, account, hardware, port = map(_plain, key)
        hardware = "" if hardware.startswith("00:00:00:00") else hardware.lower()
        asker = self._askers[key] = Asker(address, account, hardware, self._ways.get(port, ""))
        return asker


def _one_path(host: str, path: str) -> str:
    """A path in its one spelling, with its question; as it came where it has none, and then no exception opens it."""
    try:
        return with_question(one_address(f"http://{host}{path}").path, path)
    except UnreadableError:
        return path


def _plain(field: str) -> str:
    if field == _NOTHING:
        return ""
    return unquote(field) if "%" in field else field


def _number(field: str) -> str:
    """The number to answer under: Squid drops an answer to a number it never gave."""
    return field if field.isascii() and field.isdecimal() else "0"
