"""Lines of dnsmasq's configuration that close names (dnsmasq(8)): ``address=/name/``, ``local=/name/``, ``server=``.

Each speaks for the name and everything below. ``server=/name/1.2.3.4`` asks another server and closes nothing, and
``server=/name/#`` is an exception.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from schoolgate.feeds.blocklists.contract import Batch, Chunk, ListExample, ListFormat, Named, Reach, Refused

_ROW: Final = re.compile(r"\s*(address|local|server)\s*=\s*/(.*)/([^/#]*|#)\s*(?:\s#.*)?")
_ANY: Final = re.compile(r"[a-z][a-z0-9-]*(?:\s*=.*)?")


def parse(read: Iterable[Chunk]) -> Iterator[Batch]:
    for first, lines in read:
        batch, hosts, numbers = Batch(), list[str](), list[int]()
        for number, raw in enumerate(lines, first):
            text = raw.strip()
            if not text or text.startswith("#"):
                batch.blank += 1
                continue
            found = _ROW.fullmatch(raw)
            if found is None or (kind := _refusal(found[1], found[3].strip())):
                batch.refused.append(Refused(number, kind if found else _other(text), raw))
                continue
            for name in found[2].split("/"):
                if name.startswith("*."):
                    batch.others.append(Named(number, name[2:], Reach.BELOW))
                elif name:
                    hosts.append(name)
                    numbers.append(number)
        yield batch.take(hosts, numbers)


def _refusal(word: str, to: str) -> str:
    if to == "#" and word != "address":
        return "exception"
    return "not-a-block" if word != "address" and to else ""


def _other(text: str) -> str:
    return "not-a-block" if _ANY.fullmatch(text) else "junk"


def recognises(head: Sequence[str]) -> float:
    rows = [line for line in head if line.strip() and not line.lstrip().startswith("#")]
    fit = sum(_ROW.fullmatch(line) is not None for line in rows)
    return 0.9 * fit / len(rows) if rows and fit > len(rows) / 2 else 0.0


FORMAT = ListFormat(
    key="dnsmasq",
    words="Names that dnsmasq closes",
    source="dnsmasq(8)",
    parse=parse,
    recognises=recognises,
    examples=(
        ListExample(
            "Each way of closing a name, and two names at once.",
            "# Made up\naddress=/heron.example/0.0.0.0\nlocal=/owl.example/\nserver=/kite.example/wren.example/\n",
            named=4,
        ),
        ListExample(
            "An exception, a name that another server answers, and a setting.",
            "address=/heron.example/#\nlocal=/owl.example/\naddress=/kite.example/::\nlocal=/wren.example/\n"
            "server=/jay.example/#\nserver=/tit.example/192.0.2.1\nno-resolv\n",
            named=4,
            refused=3,
        ),
    ),
)
