"""The lists that every engine is given, and the questions each is asked: ``python -m bench.load.sets LISTS OUT``.

LISTS is a folder with lists in UT1's layout somewhere below it. Set A is those and made-up names until 480,000 names
are closed to juniors; set B, until 3,200,000 are. OUT then holds a folder of names for each list, one name a line, as
all engines read them. What is closed is worked out here, from the text of the lists, and by none of the engines.
"""

import argparse
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench.load.generator import Asked
from schoolgate.filtering.lists.known.reading import known_sites
from schoolgate.filtering.lists.sources import Source, opened, sources
from schoolgate.gates.web.hosts import is_settled
from schoolgate.gates.web.known_hosts import KNOWN_HOSTS
from schoolgate.gates.web.levels import SHIPPED
from schoolgate.gates.web.sites import is_public_suffix
from schoolgate.gates.web.ways import CANARIES

SIZES: Final = {"A": 480_000, "B": 3_200_000}
LEVEL: Final = "junior"
CLOSED: Final = next(level.block for level in SHIPPED if level.key == LEVEL)
# Where made-up names go: much as the large lists are divided that a school would fetch.
_SHARES: Final = {"adult": 55, "malware": 20, "phishing": 15, "gambling": 4, "warez": 2, "hacking": 2, "agressif": 2}
_SOUNDS: Final = (
    "ba",
    "co",
    "de",
    "fi",
    "go",
    "hu",
    "ka",
    "lo",
    "mi",
    "no",
    "pe",
    "ra",
    "so",
    "ti",
    "vu",
    "web",
    "net",
)
_ENDS: Final = ("com", "net", "org", "co.uk", "ru", "fr", "de", "info", "xyz", "online")


def made_up(seed: int, below: float = 0.2) -> Iterator[str]:
    """Names as registrars sell them, the same whenever asked for, and without an end; a few of them twice."""
    drawn = random.Random(seed)  # noqa: S311 - a bench
    while True:
        name = "".join(drawn.choices(_SOUNDS, k=drawn.randint(2, 6)))
        under = f"{drawn.choice(_SOUNDS)}." if drawn.random() < below else ""
        yield f"{under}{name}{drawn.randint(0, 9999)}.{drawn.choice(_ENDS)}"


@dataclass(frozen=True)
class Lists:
    """``folder`` holds the lists; ``closed`` the folders that juniors are closed to, ``names`` all names in those."""

    folder: Path
    closed: tuple[Path, ...]
    names: frozenset[str]
    open_names: frozenset[str]  # listed, and open to juniors

    def holds(self, host: str) -> bool:
        """Whether a host, or a name above it, is closed by the text of the lists."""
        return _lies_under(host, self.names)


def make(given: Path, out: Path, size: int) -> Lists:
    """Write the lists below ``given`` into ``out``, with made-up names until ``size`` are closed."""
    out.mkdir(parents=True, exist_ok=True)
    found: dict[str, tuple[str, set[str]]] = {}
    for each in sources(str(given)):
        if isinstance(each, Source):
            folder = each.files[0].parent.name if _in_ut1(each) else each.category.key
            found.setdefault(folder, (each.category.key, set()))[1].update(_names(each))
    closed = {name for key, names in found.values() if key in CLOSED for name in names}
    drawn, others, turn = random.Random(3), list(_SHARES), made_up(5)  # noqa: S311 - a bench
    while len(closed) < size:
        name = next(turn)
        closed.add(name)
        folder = drawn.choices(others, list(_SHARES.values()))[0]
        found.setdefault(folder, (folder, set()))[1].add(name)
    for folder, (_, names) in found.items():
        (out / folder).mkdir(exist_ok=True)
        (out / folder / "domains").write_text("".join(f"{name}\n" for name in sorted(names)))
    return read(out)


def read(folder: Path) -> Lists:
    """The lists in a folder that ``make`` wrote."""
    closed, shut, free = list[Path](), set[str](), set[str]()
    for each in sources(str(folder)):
        if isinstance(each, Source):
            rows = each.files[0].read_text().split()
            if each.category.key in CLOSED:
                closed.append(each.files[0].parent)
                shut.update(rows)
            else:
                free.update(rows)
    return Lists(folder, tuple(sorted(closed)), frozenset(shut), frozenset(free))


def questions(lists: Lists, count: int = 50_000, seed: int = 1) -> list[Asked]:
    """One in five a closed host or a sub-domain of one; of the others some are listed where juniors may go."""
    drawn = random.Random(seed)  # noqa: S311 - a bench
    hits = [host for host in drawn.sample(sorted(lists.names), count) if not is_public_suffix(host)]
    known = {row.host for row in KNOWN_HOSTS} | CANARIES
    free = drawn.sample(sorted(lists.open_names), min(len(lists.open_names), count // 10))
    others = [host for host in free if not is_public_suffix(host)]
    new = made_up(77)
    misses = list[str]()
    while len(misses) < count:
        host = others.pop() if others else f"www.z{next(new)}"
        if not lists.holds(host) and not _lies_under(host, known):
            misses.append(host)
    drawn.shuffle(misses)
    asked = list[Asked]()
    for place, miss in enumerate(misses):
        hit = hits[place % len(hits)]
        under = drawn.choice(("", "www.", "cdn.a."))
        asked.append(Asked(under + hit, listed=True) if place % 5 == 0 else Asked(miss, listed=False))
    return asked


def _lies_under(host: str, names: frozenset[str] | set[str]) -> bool:
    while host:
        if host in names:
            return True
        host = host.partition(".")[2]
    return False


def _in_ut1(source: Source) -> bool:
    return source.files[0].name == "domains"


def _names(source: Source) -> Iterator[str]:
    """The names in a list, one a line; whatever else is in it (pages, addresses, remarks) is left out.

    So are the names that we set right in every list ourselves: no other engine does, and none is to be told otherwise.
    """
    right = {site.host for site in known_sites().sites}
    for path in source.files:
        if path.name == "urls":
            continue
        with opened(path) as lines:
            for line in lines:
                name = line.decode("utf-8", "replace").strip().lower()
                if is_settled(name) and "." in name and not _lies_under(name, right):
                    yield name


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lists", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--set", choices=SIZES, default="A")
    given = parser.parse_args()
    made = make(given.lists, given.out, SIZES[given.set])
    folders = len(list(given.out.iterdir()))
    sys.stdout.write(f"{len(made.names):,} names closed in {len(made.closed)} lists, of {folders} lists in all\n")


if __name__ == "__main__":
    main()
