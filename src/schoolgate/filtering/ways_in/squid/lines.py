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
_BEHIND: Final = 5  # fields behind those that say who asks
_KINDS: Final = frozenset({REQUEST, INSPECT})
_NOTHING: Final = "-"
_LINE_ENDS: Final = " \n "  # a field by itself, which no other can be
_WIDTH: Final = FIELDS + 1
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


class Many(NamedTuple):
    """Questions that came together, field by field: the first of each is of the first question."""

    numbers: list[str]
    askers: list[Asker]
    hosts: list[str]
    asked: list[Asked]
    paths: list[str]


_made: Final = tuple.__new__  # a third of the time that the class takes itself


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
        self._askers: dict[str, Asker] = {}

    def question(self, line: str) -> Question:
        """Raises ``LineError``."""
        number, _, rest = line.partition(" ")
        fields = rest.rsplit(" ", _BEHIND)
        asker = self._askers.get(fields[0]) or self._met(fields[0], number)
        if len(fields) <= _BEHIND or not number.isdecimal():
            raise LineError(_number(number))
        _, method, host, path, sni, kind = fields
        if kind == SNI:
            return Question(number, asker, _plain(sni if sni != _NOTHING else host), Asked.SNI, UNSEEN, kind)
        if kind not in _KINDS:
            raise LineError(number)
        if "%" in host:
            host = unquote(host)
        if method == "CONNECT":
            return _made(Question, (number, asker, host, Asked.CONNECT, UNSEEN, kind))
        return _made(Question, (number, asker, host, Asked.GET, _path(host, Asked.GET, path), kind))

    def many(self, text: str) -> Many | None:
        """Lines that each end, read all at once as ``question`` reads them one by one, at a third of its price.

        None where any is not a whole question of kind ``request``: then they are to be read one by one.
        """
        fields = text.replace("\n", _LINE_ENDS).split(" ")
        if (
            fields.pop()
            or len(fields) % _WIDTH
            or set(fields[FIELDS::_WIDTH]) != {"\n"}
            or set(fields[9::_WIDTH]) != {REQUEST}
        ):
            return None
        numbers, methods, hosts, paths = (fields[place::_WIDTH] for place in (0, 5, 6, 7))
        if not (all(numbers) and "".join(numbers).isdecimal()):
            return None
        found = self._askers.get
        whose = [" ".join(said) for said in zip(*(fields[place::_WIDTH] for place in range(1, 5)), strict=True)]
        askers = [found(said) or self._met(said, "0") for said in whose]
        if "%" in text:
            hosts = [unquote(host) if "%" in host else host for host in hosts]
        asked = [Asked.CONNECT if method == "CONNECT" else Asked.GET for method in methods]
        return Many(numbers, askers, hosts, asked, list(map(_path, hosts, asked, paths)))

    def _met(self, said: str, number: str) -> Asker:
        """Whoever asks as these four fields say."""
        fields = said.split(" ")
        if len(fields) != FIELDS - _BEHIND - 1:
            raise LineError(_number(number))
        if len(self._askers) >= _KEPT:
            self._askers.clear()
        address, account, hardware, port = map(_plain, fields)
        hardware = "" if hardware.startswith("00:00:00:00") else hardware.lower()
        asker = self._askers[said] = Asker(address, account, hardware, self._ways.get(port, ""))
        return asker


def _path(host: str, asked: Asked, path: str) -> str:
    if asked is Asked.CONNECT or path == _NOTHING:
        return UNSEEN
    return _one_path(host, unquote(path)) if "%" in path or "/." in path else path


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
