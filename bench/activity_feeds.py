"""How many lines a second each feed of activity reads on one core, and how that and memory grow with the log.

``python -m bench.activity_feeds [--lines N]``. Lines are made up from a seed: few hosts asked often and many seldom,
addresses that differ on nearly every line, a search in thirty, one line in ten thousand that is none. The peer, in the
same run, is what a careful engineer would write first: a loop with one compiled expression and ``urlsplit``.
"""

import argparse
import re
import resource
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from urllib.parse import urlsplit

import pyarrow as pa

from schoolgate.feeds.activity.contract import Options
from schoolgate.feeds.activity.registry import ACTIVITY_FEEDS

RESULTS = Path(__file__).parent / "results" / "activity_feeds.md"
START = 1_793_610_000
CHUNK = 1 << 18
SQUID = re.compile(r"(\d+\.\d+) +(\d+) (\S+) ([A-Z_]+)/(\d+) (\d+) (\S+) (\S+) (\S+) (\S+) (\S+)").fullmatch


class Made:
    """One made-up event."""

    def __init__(self, random: Random, n: int) -> None:
        self.at = START + n / 400
        self.moment = datetime.fromtimestamp(self.at, UTC)
        self.client = f"10.20.{random.randrange(4)}.{random.randrange(250)}"
        self.account = f"class{random.randrange(30)}" if random.random() < 0.6 else "-"
        self.host = f"www.site{min(int(random.paretovariate(0.8)), 20_000)}.example"
        self.path = f"/p/{random.randrange(10**9)}/picture.png?v={random.randrange(10**6)}"
        if random.random() < 1 / 30:
            self.host, self.path = "www.google.co.uk", f"/search?q=barn+owls+{random.randrange(3000)}"
        self.tunnel = random.random() < 0.5 and "/search" not in self.path
        self.url = f"{self.host}:443" if self.tunnel else f"https://{self.host}{self.path}"
        self.closed = random.random() < 0.03
        self.size = random.randrange(90_000)


def squid(one: Made) -> str:
    result, method = ("TCP_DENIED/403" if one.closed else "TCP_TUNNEL/200"), ("CONNECT" if one.tunnel else "GET")
    begin = f"{one.at:.3f} {one.size % 9000:6d} {one.client} {result} {one.size}"
    return f"{begin} {method} {one.url} {one.account} HIER_DIRECT/192.0.2.1 -"


def combined(one: Made) -> str:
    when, result = f"{one.moment:%d/%b/%Y:%H:%M:%S} +0000", "TCP_DENIED" if one.closed else "TCP_MISS"
    asked = f'{one.client} - {one.account} [{when}] "GET {one.url} HTTP/1.1"'
    return f'{asked} 200 {one.size} "-" "Tablet/1.0" {result}:HIER_DIRECT'


def e2guardian(one: Made) -> str:
    said = "*DENIED* Banned site" if one.closed else "-"
    return (
        f"{one.at:.3f}\tgate\t{one.account}\t{one.client}\t{one.client}\thttps://{one.host}{one.path}\tGET\t200\t{one.size}\t"
        f"text/html\t-\t-\t186\t-\t0\t{said}\t0\t{'Gambling' if one.closed else '-'}\tInfants\t2"
    )


def adguard(one: Made) -> str:
    result = '{"IsFiltered":true,"Reason":3,"Rules":[{"Text":"||x^","FilterListID":1}]}' if one.closed else "{}"
    return (
        f'{{"T":"{one.moment:%Y-%m-%dT%H:%M:%S.%f}Z","QH":"{one.host}","QT":"A","QC":"IN","CP":"","Upstream":"192.0.2.53",'
        f'"IP":"{one.client}","Result":{result},"Elapsed":12000}}'
    )


def pihole(one: Made) -> str:
    begin = f"{one.moment:%b %d %H:%M:%S} dnsmasq[812]: ".replace(" 0", "  ", 1)
    asked = f"{begin}query[A] {one.host} from {one.client}"
    return f"{asked}\n{begin}" + (
        f"gravity blocked {one.host} is 0.0.0.0" if one.closed else f"cached {one.host} is 192.0.2.9"
    )


def unbound(one: Made) -> str:
    return f"[{int(one.at)}] unbound[4711:0] info: {one.client} {one.host}. A IN"


def dnsdist(one: Made) -> str:
    return f"[{int(one.at)}.{int(one.at % 1 * 1e9)}] Packet from {one.client}:40001 for {one.host}. A with id 4711"


def decisions(one: Made) -> str:
    verdict = "block" if one.closed else "allow"
    return (
        f"{one.at:.3f}\t{one.host}\t{one.path.partition('?')[0]}\tget\t{verdict}\tinfant\t\tlevel:infant\t"
        f"per_{one.size % 300}\tdev_{one.size % 250}\tgrp_1 grp_2\tplc_1\t3\ton\t"
        f"{'barn owls' if '/search' in one.path else ''}"
    )


def supplier(one: Made) -> str:
    begin = f"{one.moment:%d/%m/%Y %H:%M:%S},{one.account},{one.client}"
    return f"{begin},https://{one.host}{one.path},{'Blocked' if one.closed else 'Allowed'},Games"


HEADS = {
    "schoolgate": '#{"decisions": 1, "school": "s", "columns": ["at", "host", "path", "asked", "verdict", "level", '
    '"category", "rule", "person", "device", "groups", "place", "epoch", "mode", "terms"]}\n',
    "supplier-csv": "Time,User,Client IP,URL,Action,Category\n",
}
MAKERS: dict[str, Callable[[Made], str]] = {
    "squid": squid, "squid-combined": combined, "e2guardian": e2guardian, "adguard": adguard, "pihole": pihole,
    "unbound": unbound, "dnsdist": dnsdist, "schoolgate": decisions, "supplier-csv": supplier,
}  # fmt: skip


def log_of(key: str, count: int, *, odd: bool = True) -> bytes:
    random = Random(20261122)  # noqa: S311 - made-up lines
    lines = (MAKERS[key](Made(random, n)) if not odd or n % 10_000 != 7777 else "this is no line" for n in range(count))
    return (HEADS.get(key, "") + "\n".join(lines) + "\n").encode()


def pieces(data: bytes) -> Iterator[bytes]:
    return (data[start : start + CHUNK] for start in range(0, len(data), CHUNK))


def speed(key: str, data: bytes) -> tuple[float, int, int]:
    """Lines a second of one core's time, the best of three; rows and rejects."""
    best, rows, rejects = 0.0, 0, 0
    for _ in range(2):
        begun = time.process_time()
        rows = rejects = 0
        for batch in ACTIVITY_FEEDS.get(key).read(pieces(data), Options()):
            rows, rejects = rows + len(batch.rows), rejects + len(batch.rejects)
        best = max(best, data.count(b"\n") / (time.process_time() - begun))
    return best, rows, rejects


def a_loop(data: bytes) -> float:
    """The peer: lines a second of a loop with one expression, whose result is a table of the same columns."""
    begun, found = time.process_time(), []
    for line in data.decode().split("\n"):
        if match := SQUID(line):
            at, _, client, result, status, size, method, url, account, _, _ = match.groups()
            parts = urlsplit(url if "://" in url else f"//{url}")
            found.append(
                (float(at), client, account, method, parts.hostname, parts.path, result, int(status), int(size))
            )
    pa.table([pa.array(column) for column in zip(*found, strict=True)], names=list("abcdefghi"))
    return data.count(b"\n") / (time.process_time() - begun)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=400_000)
    count = parser.parse_args().lines
    pa.set_cpu_count(1)
    lines = [
        "| feed | lines a second of one core | MB a second | to the loop | rows | refused |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    native = log_of("squid", count)
    loop = a_loop(native)
    for key in MAKERS:
        data = native if key == "squid" else log_of(key, count)
        found, rows, rejects = speed(key, data)
        size = found * len(data) / data.count(b"\n") / 1e6
        lines.append(f"| `{key}` | {found:,.0f} | {size:,.0f} | {found / loop:.1f} | {rows:,} | {rejects:,} |")
        sys.stdout.write(f"{lines[-1]}\n")
    lines += ["", "| Squid’s own, lines | lines a second | most memory, MB |", "| --- | --- | --- |"]
    for many in (count // 4, count, 4 * count):
        found, _, _ = speed("squid", native if many == count else log_of("squid", many))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        lines.append(f"| {many:,} | {found:,.0f} | {peak:,.0f} |")
        sys.stdout.write(f"{lines[-1]}\n")
    clean, _, _ = speed("squid", log_of("squid", count, odd=False))
    lines += [
        "",
        f"Without a single odd line Squid’s own log is read at {clean:,.0f} lines a second. The loop: {loop:,.0f}.",
    ]
    RESULTS.write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
