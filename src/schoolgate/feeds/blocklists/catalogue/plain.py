"""A host or an address a line, as most lists are published, and the ``domains`` and ``urls`` of the Toulouse lists.

Comments begin with ``#``, ``!`` or ``;``. A leading dot or ``*.`` is how list makers write "and everything below",
which every row of a plain list means; the ``||host^`` of advert blockers means the same.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from schoolgate.feeds.blocklists.contract import Batch, Chunk, ListExample, ListFormat, Refused

_PLAIN: Final = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]*")
_ADVERT: Final = re.compile(r"\|\|([^\^$|]+)\^?(?:\$(?:all|document|doc|important|popup|third-party)(?:,\w+)*)?")
_MARKS: Final = ("#", "!", ";", "[", "//")


def parse(read: Iterable[Chunk]) -> Iterator[Batch]:
    for first, lines in read:
        if "" not in lines and all(map(_PLAIN.fullmatch, lines)):
            yield Batch(lines, range(first, first + len(lines)))
        else:
            yield _looked_at(first, lines)


def _looked_at(first: int, lines: Sequence[str]) -> Batch:
    batch, hosts, numbers = Batch(), list[str](), list[int]()
    for number, raw in enumerate(lines, first):
        text = raw.strip()
        if not text or text.startswith(_MARKS):
            batch.blank += 1
            continue
        text = text.split(" #", 1)[0].split("\t#", 1)[0].rstrip()
        if text.startswith(("@@", "/")) or "##" in text:
            batch.refused.append(Refused(number, "exception" if text.startswith("@@") else "expression", raw))
            continue
        if text.startswith("||"):
            found = _ADVERT.fullmatch(text)
            if found is None:
                batch.refused.append(Refused(number, "expression", raw))
                continue
            text = found[1]
        hosts.append(text.removeprefix("*").removeprefix(".") if text.startswith(("*.", ".")) else text)
        numbers.append(number)
    return batch.take(hosts, numbers)


def recognises(head: Sequence[str]) -> float:  # noqa: ARG001  (any file may be one: it is what is left)
    return 0.2


FORMAT = ListFormat(
    key="plain",
    words="A host or an address a line",
    source="the blacklists of the University of Toulouse (UT1), and most lists",
    parse=parse,
    recognises=recognises,
    examples=(
        ListExample(
            "Names, an address, a comment, everything below a name twice over, and a page.",
            "# Made up\nheron.example\n192.0.2.7\n*.owl.example\n.kite.example  # and below\nwren.example/nest\n",
            named=5,
        ),
        ListExample(
            "As advert blockers write it, with an exception, which no list may make, and a pattern.",
            "[Adblock Plus]\n! Made up\n||heron.example^\n@@||owl.example^\n/banner/*\n",
            named=1,
            refused=2,
        ),
    ),
)
