"""What became of every row of every file: used, not used and why, or left out on purpose."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from schoolgate.feeds import rolls
from schoolgate.feeds.contract import Row


@dataclass(slots=True)
class Tally:
    """Counts by the name of a file. A row read and neither rejected nor left out was used."""

    _read: Counter[str] = field(default_factory=Counter)
    _rejected: Counter[str] = field(default_factory=Counter)
    _left: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def read(self, part: str) -> None:
        self._read[part] += 1

    def rejected(self, part: str) -> None:
        self._rejected[part] += 1

    def left(self, part: str, why: str) -> None:
        self._left[part][why] += 1

    def rows(self) -> Iterator[Row]:
        """A remark for each file, with its figures beside; without words where every row was used."""
        for part in sorted(self._read):
            read, rejected, left = self._read[part], self._rejected[part], self._left[part]
            used = read - rejected - left.total()
            whys = ", ".join(f"{why} {count:,}" for why, count in sorted(left.items()))
            words = f"{part}: {read:,} {'row' if read == 1 else 'rows'}, {used:,} used"
            words += f", {rejected:,} could not be used" if rejected else ""
            words += f", {left.total():,} left out ({whys})" if whys else ""
            figures = {"read": read, "used": used, "rejected": rejected, "left": left.total()}
            said = {key: str(count) for key, count in figures.items()}
            yield Row(0, {"what": rolls.REMARK, "words": f"{words}." if rejected or whys else "", "file": part, **said})
