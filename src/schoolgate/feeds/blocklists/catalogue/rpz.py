"""A response policy zone, as name servers load it (draft-vixie-dnsop-dns-rpz, 4 and 5).

In such a zone ``name`` speaks for the name alone and ``*.name`` for everything below it, and both are kept so. Whatever
answer is put in place of the true one, the name is closed; ``rpz-passthru`` is an exception.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from schoolgate.feeds.blocklists.contract import Batch, Chunk, ListExample, ListFormat, Named, Reach, Refused

_ROW: Final = re.compile(
    r"(?P<owner>\S*)\s+(?:(?:\d+[smhdwSMHDW]?|IN|in)\s+){0,2}(?P<type>[A-Za-z][A-Za-z0-9-]*)\s+(?P<data>.*)"
)
_NOTE: Final = re.compile(r'\s*;[^"]*$|^\s*;.*$')
_TRIGGERS: Final = (".rpz-ip", ".rpz-nsdname", ".rpz-nsip", ".rpz-client-ip")
_OWN: Final = {"SOA", "NS", "DNAME", "RRSIG", "DNSKEY", "NSEC", "NSEC3", "NSEC3PARAM", "DS"}


class _Zone:
    """Where in the zone file we are: the name that rows are relative to, and the last owner."""

    def __init__(self) -> None:
        self.apex = self.origin = ""  # without dots at their ends; empty until the file says
        self.owner, self.open = "", False
        self.passed: set[tuple[str, Reach]] = set()

    def named(self, number: int, text: str) -> Named | Refused | None:
        """The row that a line is; ``None`` for what the zone needs for itself."""
        if self.open or text.startswith("$"):
            self._go_on(text)
            return None
        found = _ROW.fullmatch(text)
        if found is None:
            return Refused(number, "junk", text)
        self.owner = found["owner"] or self.owner
        kind, data = found["type"].upper(), found["data"].strip()
        if kind == "SOA" and not self.apex:
            self.apex = self._full(self.owner)
            self.origin = self.origin or self.apex
        self.open = data.count("(") > data.count(")")
        if kind in _OWN or self.owner == "@":
            return None
        return self._row(number, kind, data, text)

    def _row(self, number: int, kind: str, data: str, text: str) -> Named | Refused | None:
        owner = self._under()
        if owner.endswith(_TRIGGERS):
            return Refused(number, "in-answers", text)
        if data.lower().startswith("rpz-passthru") or (kind == "CNAME" and data.rstrip(".") == owner):
            return Refused(number, "exception", text)
        if data.lower().startswith("rpz-tcp-only"):
            return Refused(number, "not-a-block", text)
        reach = Reach.BELOW if owner.startswith("*.") else Reach.ALONE
        name = owner.removeprefix("*.")
        return Named(number, name, reach)

    def _go_on(self, text: str) -> None:
        if self.open:
            self.open = ")" not in text
        elif text.upper().startswith("$ORIGIN") and len(text.split()) > 1:
            self.origin = self._full(text.split()[1])

    def _full(self, name: str) -> str:
        if name == "@":
            return self.origin
        if name.endswith("."):
            return name.rstrip(".").lower()
        return f"{name}.{self.origin}".rstrip(".").lower()

    def _under(self) -> str:
        """The owner without the name of the zone."""
        full = self._full(self.owner)
        return full.removesuffix(f".{self.apex}") if self.apex else full


def parse(read: Iterable[Chunk]) -> Iterator[Batch]:
    zone = _Zone()
    for first, lines in read:
        batch = Batch()
        for number, raw in enumerate(lines, first):
            text = _NOTE.sub("", raw).rstrip()
            found = zone.named(number, text) if text.strip() else None
            if found is None:
                batch.blank += 1
            elif isinstance(found, Refused):
                batch.refused.append(found)
            else:
                batch.others.append(found)
        yield batch


def recognises(head: Sequence[str]) -> float:
    text = "\n".join(_NOTE.sub("", line) for line in head)
    if re.search(r"(?im)^\S*\s+(?:\d+\s+)?(?:IN\s+)?SOA\s", text) or re.search(r"(?m)^\$(?:TTL|ORIGIN)\b", text):
        return 0.95
    rows = [line for line in text.splitlines() if line.strip()]
    fit = sum(re.search(r"\sCNAME\s+(?:\.|\*\.|rpz-[a-z-]+\.?)$", line) is not None for line in rows)
    return 0.9 if rows and fit > len(rows) / 2 else 0.0


FORMAT = ListFormat(
    key="rpz",
    words="A response policy zone (RPZ)",
    source="draft-vixie-dnsop-dns-rpz; BIND, Unbound, PowerDNS and Knot load it",
    parse=parse,
    recognises=recognises,
    examples=(
        ListExample(
            "A zone with its head, a name closed with all below it, and one with another answer.",
            "$TTL 300\n@ IN SOA ns.rpz.example. hostmaster.rpz.example. ( 2026112201\n 3600 600 86400 60 )\n"
            "  IN NS ns.rpz.example.\nheron.example CNAME .\n*.heron.example CNAME .\n"
            "owl.example 300 IN A 192.0.2.1 ; a page of ours\n",
            named=3,
        ),
        ListExample(
            "Full names, an exception, an answer's address, and a line that is no record.",
            "$ORIGIN rpz.example.\n@ SOA ns.example. me.example. 1 3600 600 86400 60\n"
            "heron.example.rpz.example. CNAME *.\nowl.example CNAME rpz-passthru.\n"
            "24.0.2.0.192.rpz-ip CNAME .\nkite\n",
            named=1,
            refused=3,
        ),
    ),
)
