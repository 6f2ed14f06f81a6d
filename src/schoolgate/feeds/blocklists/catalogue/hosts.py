"""A hosts file (hosts(5)): an address that leads nowhere, then the names to send there.

A machine's own hosts file speaks for each name alone. As a list of what to close, and every maker of such lists means
that, a name stands for its sub-domains too. Names every machine has for itself are the format's own and left out.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from schoolgate.feeds.blocklists.contract import Batch, Chunk, ListExample, ListFormat, Refused

_NOWHERE: Final = {"0.0.0.0", "127.0.0.1", "::", "::1", "0", "127.0.1.1", "::0", "0:0:0:0:0:0:0:0", "0:0:0:0:0:0:0:1"}  # noqa: S104
_ROW: Final = re.compile(r"(\S+)\s+([^#]*?)\s*(?:#.*)?")
_ADDRESS: Final = re.compile(r"[0-9.]+|[0-9A-Fa-f:]*:[0-9A-Fa-f:.%a-z]*")
_OWN: Final = {
    "localhost", "localhost.localdomain", "local", "broadcasthost", "ip6-localhost", "ip6-loopback", "ip6-localnet",
    "ip6-mcastprefix", "ip6-allnodes", "ip6-allrouters", "ip6-allhosts", *_NOWHERE,
}  # fmt: skip


def parse(read: Iterable[Chunk]) -> Iterator[Batch]:
    for first, lines in read:
        batch, hosts, numbers = Batch(), list[str](), list[int]()
        for number, raw in enumerate(lines, first):
            text = raw.strip()
            if not text or text.startswith(("#", "!")):
                batch.blank += 1
                continue
            found = _ROW.fullmatch(text)
            if found is None or not found[2] or not _ADDRESS.fullmatch(found[1]):
                batch.refused.append(Refused(number, "junk", raw))
                continue
            names = [name for name in found[2].split() if name.lower() not in _OWN]
            if found[1] not in _NOWHERE and names:
                batch.refused.append(Refused(number, "not-a-block", raw))
                continue
            batch.blank += not names
            hosts += names
            numbers += [number] * len(names)
        yield batch.take(hosts, numbers)


def recognises(head: Sequence[str]) -> float:
    rows = [line.split() for line in head if line.strip() and line.lstrip()[0] not in "#!"]
    fit = sum(len(row) > 1 and row[0] in _NOWHERE for row in rows)
    return 0.9 * fit / len(rows) if rows and fit > len(rows) / 2 else 0.0


FORMAT = ListFormat(
    key="hosts",
    words="A hosts file",
    source="hosts(5)",
    parse=parse,
    recognises=recognises,
    examples=(
        ListExample(
            "The machine's own names, two names on a line, and a note behind a name.",
            "127.0.0.1 localhost\n::1 ip6-localhost\n0.0.0.0 heron.example owl.example\n0.0.0.0\tkite.example # why\n",
            named=3,
        ),
        ListExample(
            "A name sent somewhere real closes nothing, and a line may be cut off.",
            "0.0.0.0 heron.example\n0.0.0.0 owl.example\n0.0.0.0 kite.example\n198.51.100.4 printer.example\n0.0.0\n",
            named=3,
            refused=2,
        ),
    ),
)
