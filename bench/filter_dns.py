"""Name servers for guests side by side: dnsdist with our CDB and our policy zone, against peers with a list or none.

``python -m bench.filter_dns FOLDER`` on a machine with unbound, dnsmasq, dnsdist and dnsperf (of Debian). FOLDER holds
lists in the UT1 layout; to them made-up names are added up to each size. Each server is started alone, asked by
dnsperf from one thread with 100 questions under way, and given a new list while it is asked. All of them ask on at the
same Unbound without a list, which knows every answer.
"""

import argparse
import random
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bench.filter_store import made_up
from schoolgate.filtering.exports.cdb import database, entries, wire
from schoolgate.filtering.exports.closed import Closed
from schoolgate.filtering.exports.dnsdist import Serving, configuration
from schoolgate.filtering.exports.written import written
from schoolgate.filtering.lists.compiling import Wanted, compiled
from schoolgate.filtering.lists.sources import Source
from schoolgate.filtering.store.reading import Store
from schoolgate.gates.web.categories import CATEGORIES
from schoolgate.gates.web.rules import Rules
from schoolgate.gates.web.scopes import Who

TOP, UNDER = 8190, 8191  # ports: the server that is measured, and the one it asks on
OTHERS = 20_000  # names that are not listed
RATE = re.compile(r"Queries per second:\s+([\d.]+)")
LOST = re.compile(r"Queries lost:\s+(\d+)")
UNBOUND = """
server:
    interface: 127.0.0.1@{port}
    do-daemonize: no
    do-not-query-localhost: no
    chroot: ""
    username: ""
    directory: "{folder}"
    pidfile: ""
    use-syslog: no
    do-ip6: no
    msg-cache-size: 64m
    rrset-cache-size: 64m
    {more}
remote-control:
    control-enable: yes
    control-interface: {folder}/control-{port}
    control-use-cert: no
{last}
"""
FORWARD = 'forward-zone:\n    name: "."\n    forward-addr: 127.0.0.1@8191'
ANSWERS = 'local-zone: "." redirect\n    local-data: ". 300 IN A 192.0.2.53"'


FRESH = "one-name-more.example"
type Plan = tuple[Sequence[str], str, Callable[[int], object] | None]


@dataclass
class Told:
    """``rates`` in questions a second: all listed, none listed, one in five; memory in MB (PSS), times in seconds."""

    rates: dict[str, float] = field(default_factory=dict)
    memory: float = 0
    loading: float = 0
    silent: float = 0
    taken_up: float = 0


@contextmanager
def running(*command: str) -> Iterator[subprocess.Popen[bytes]]:
    found = shutil.which(command[0], path="/usr/sbin:/usr/bin:/usr/local/bin")
    whole = (found or command[0], *command[1:])
    server = subprocess.Popen(whole, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603 - ours
    try:
        yield server
    finally:
        server.kill()
        server.wait(timeout=60)


def until(port: int, host: str, shut: bool, seconds: float = 300) -> float:
    """Seconds until a name is answered, closed or open."""
    began = time.perf_counter()
    while time.perf_counter() - began < seconds:
        if _is_shut(port, host) == shut:
            return time.perf_counter() - began
        time.sleep(0.02)
    raise TimeoutError(host)


def _is_shut(port: int, host: str) -> bool | None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as channel:
        channel.settimeout(0.05)
        try:
            channel.sendto(_question(host), ("127.0.0.1", port))
            return channel.recv(4096)[3] & 15 == 3
        except OSError:
            return None


def _question(host: str) -> bytes:
    return b"\0\7\1\0\0\1\0\0\0\0\0\0" + wire(host) + b"\0\1\0\1"


def pss(pid: int) -> float:
    found = re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)
    return int(found[1]) / 1024 if found else 0


def perf(questions: Path, seconds: int) -> tuple[float, int]:
    """Questions a second, and how many had no answer."""
    command = (shutil.which("dnsperf") or "dnsperf", "-s", "127.0.0.1", "-p", str(TOP), "-c", "20", "-q", "100")
    asking = (*command, "-d", str(questions), "-l", str(seconds))
    done = subprocess.run(asking, capture_output=True, text=True, check=True, timeout=seconds + 60)  # noqa: S603 - ours
    told = done.stdout
    rate, lost = RATE.search(told), LOST.search(told)
    return (float(rate[1]) if rate else 0, int(lost[1]) if lost else 0)


class Listening(threading.Thread):
    """Asks all the time, and keeps the longest it had to wait for an answer."""

    def __init__(self, host: str) -> None:
        super().__init__(daemon=True)
        self.host, self.longest, self.over = host, 0.0, False

    def run(self) -> None:
        question = _question(self.host)
        last = time.perf_counter()
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as channel:
            channel.settimeout(0.02)
            while not self.over:
                try:
                    channel.sendto(question, ("127.0.0.1", TOP))
                    channel.recv(4096)
                    self.longest = max(self.longest, time.perf_counter() - last)
                    last = time.perf_counter()
                except OSError:
                    pass
                time.sleep(0.002)
        self.longest = max(self.longest, time.perf_counter() - last)


def measured(
    command: Sequence[str], folder: Path, listed: str, reload: Callable[[int], object] | None, fresh: str, seconds: int
) -> Told:
    told = Told()
    with running(*command) as server:
        told.loading = until(TOP, listed or "owl.example", shut=bool(listed))
        for kind in ("mix", "hit", "miss"):
            perf(folder / kind, 1)
            told.rates[kind], _ = perf(folder / kind, seconds)
        told.memory = pss(server.pid)
        if reload is not None:
            ear = Listening("open-name.example")
            ear.start()
            began = time.perf_counter()
            reload(server.pid)
            until(TOP, fresh, shut=True)
            told.taken_up = time.perf_counter() - began
            ear.over = True
            ear.join(30)
            told.silent = ear.longest
    return told


def stored(rows: Sequence[str], folder: Path) -> Closed:
    (folder / "rows").write_text("".join(f"{each}\n" for each in rows))
    source = Source("adult/bench", CATEGORIES["adult"], (folder / "rows",))
    compiled([source], folder / "s.store", Wanted(fewer_accepted=True), lambda _: None)
    return Closed(Store(folder / "s.store"), Rules(), Who("guest"), int(time.time()))


def questions(rows: Sequence[str], folder: Path) -> None:
    drawn = random.Random(7)  # noqa: S311 - a bench
    hits = drawn.sample(rows, min(OTHERS, len(rows)))
    misses = [f"{name.replace('.', '-')}.open.example" for name in drawn.sample(hits, len(hits))]
    mixed = [drawn.choice(hits if drawn.random() < 0.2 else misses) for _ in range(OTHERS)]
    for kind, names in (("hit", hits), ("miss", misses), ("mix", mixed)):
        (folder / kind).write_text("".join(f"{name} A\n" for name in names))


def servers(rows: list[str], folder: Path, seconds: int, leave: Sequence[str]) -> dict[str, Told]:
    """Each server with the same names. A new list has one name more."""
    prepared(rows, folder)
    told = {}
    for name, (command, listed, reload) in plans(folder, rows[0]).items():
        if name not in leave:
            told[name] = measured(command, folder, listed, reload, FRESH, seconds)
            _shown(name, told[name])
    return told


def prepared(rows: list[str], folder: Path) -> None:
    """The lists and settings of every server, and the lists that take their place."""
    questions(rows, folder)
    found = stored(rows, folder)
    written(found, "rpz", folder / "zone", "rpz.bench")
    kept = list(entries(found.names()))
    (folder / "guest.cdb").write_bytes(b"".join(database(kept)))
    (folder / "new.cdb").write_bytes(b"".join(database([*kept, (wire(FRESH), b"close")])))
    shutil.copy(folder / "zone", folder / "new.zone")
    with (folder / "new.zone").open("a") as file:
        file.write(f"{FRESH} CNAME .\n*.{FRESH} CNAME .\n")
    serving = Serving((f"127.0.0.1:{TOP}",), (f"127.0.0.1:{UNDER}",), refresh=1)
    (folder / "dnsdist.conf").write_text(configuration(found, str(folder / "guest.cdb"), serving))
    (folder / "masq.conf").write_text("".join(f"local=/{each}/\n" for each in rows))
    zone = f'rpz:\n    name: rpz.bench\n    zonefile: "{folder}/zone"\n'
    for name, more, last in (("plain", "", FORWARD), ("rpz", 'module-config: "respip iterator"', zone + FORWARD)):
        (folder / f"{name}.conf").write_text(UNBOUND.format(port=TOP, folder=folder, more=more, last=last))


def plans(folder: Path, first: str) -> dict[str, Plan]:
    """By name of the server: the command that starts it, a name it closes, and how it is given another list."""
    masq = ("dnsmasq", "-k", "-p", str(TOP), "-a", "127.0.0.1", "-z", "-R", "-h", "-S", f"127.0.0.1#{UNDER}")
    unbound = ("unbound", "-d", "-c")

    def swap_cdb(_: int) -> None:
        (folder / "new.cdb").replace(folder / "guest.cdb")

    def swap_rpz(_: int) -> None:
        (folder / "new.zone").replace(folder / "zone")
        control = shutil.which("unbound-control", path="/usr/sbin:/usr/bin") or "unbound-control"
        command = (control, "-s", f"{folder}/control-{TOP}", "-c", str(folder / "rpz.conf"), "reload")
        subprocess.run(command, check=True, timeout=300, stdout=subprocess.DEVNULL)  # noqa: S603 - ours

    dnsdist = ("dnsdist", "--supervised", "--disable-syslog", "-C", str(folder / "dnsdist.conf"))
    return {
        "Unbound, no list": ((*unbound, str(folder / "plain.conf")), "", None),
        "dnsdist, our CDB": (dnsdist, first, swap_cdb),
        "dnsmasq": ((*masq, "-c", "10000", "-C", str(folder / "masq.conf")), first, None),
        "Unbound, our RPZ": ((*unbound, str(folder / "rpz.conf")), first, swap_rpz),
        "Unbound, no list, again": ((*unbound, str(folder / "plain.conf")), "", None),
    }


def _shown(name: str, told: Told) -> None:
    rates = ", ".join(f"{kind} {rate:,.0f}/s" for kind, rate in told.rates.items())
    sys.stdout.write(
        f"  {name}: {rates}; {told.memory:,.1f} MB; answers after {told.loading:.2f} s; a new list: taken up after "
        f"{told.taken_up:.2f} s, longest silence {told.silent:.3f} s\n"
    )
    sys.stdout.flush()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=[480_000, 3_200_000])
    parser.add_argument("--seconds", type=int, default=4)
    parser.add_argument("--leave", nargs="*", default=[], help="Names of servers to leave out.")
    given = parser.parse_args()
    real = sorted({line.strip() for path in given.folder.rglob("domains") for line in path.read_text().splitlines()})
    plain = [each for each in real if re.fullmatch(r"(?:[a-z0-9-]{1,60}\.)+[a-z]{2,20}", each)]
    with tempfile.TemporaryDirectory() as folder:
        under = Path(folder) / "under.conf"
        under.write_text(UNBOUND.format(port=UNDER, folder=folder, more=ANSWERS, last=""))
        with running("unbound", "-d", "-c", str(under)):
            for size in given.sizes:
                rows = [*plain, *made_up(max(0, size - len(plain)))][:size]
                sys.stdout.write(f"{len(set(rows)):,} names\n")
                servers(list(dict.fromkeys(rows)), Path(folder), given.seconds, given.leave)


if __name__ == "__main__":
    main()
